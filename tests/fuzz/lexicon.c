/* Any text against the lexicon of the packs: every word that is found lies within the text, and the
 * room is given back. The program runs in the folder of the sources. */
#include "forms/lexicon.h"

#include <setjmp.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void look(struct arena *a, const struct lexicon *l, struct str text)
{
	struct lexicon_finds found;
	size_t used = arena_used(a);

	lexicon_look(a, l, text, &found);
	if (arena_used(a) != used || found.n > LEXICON_FINDS)
		abort();
	for (size_t i = 0; i < found.n; i++) {
		struct str said = found.at[i].said;
		if (said.p < text.p || said.p + said.n > text.p + text.n || !said.n || !str_utf8(said))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *words;
	static struct arena *a;
	static const struct lexicon *lexicon;
	static jmp_buf place;

	if (!a) {
		words = arena_new((size_t)64 << 20);
		a = arena_new((size_t)256 << 20);
		if (!words || !a || lexicon_load(words, "packs", &lexicon, NULL) != OK ||
		    lexicon_size(lexicon) == 0)
			abort();
	}
	arena_guard(a, &place);
	if (setjmp(place) == 0)
		look(a, lexicon, (struct str){ (const char *)data, n });
	arena_guard(a, NULL);
	arena_reset(a);
	return 0;
}
