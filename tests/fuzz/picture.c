/* Pictures: the walkers survive anything, keep no more than was there but for which way is up, and
 * keep of what they kept all of it. */
#include "base/arena.h"
#include "care/file_picture.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void claim(bool holds)
{
	if (!holds)
		abort();
}

static struct str joined(struct arena *a, const struct file_kept *kept)
{
	char *p = arena_alloc(a, kept->bytes + 1);
	size_t n = 0;

	for (size_t i = 0; i < kept->n; i++) {
		memcpy(p + n, kept->at[i].p, kept->at[i].n);
		n += kept->at[i].n;
	}
	claim(n == kept->bytes);
	return (struct str){ p, n };
}

static void walk(struct arena *a, enum file_kind kind, struct str s)
{
	static struct file_kept kept;
	static struct file_kept again;
	struct str once;

	if (!file_keep(kind, s, &kept))
		return;
	claim(kept.bytes <= s.n + KEPT_MADE);
	once = joined(a, &kept);
	claim(file_keep(kind, once, &again));
	claim(str_eq(joined(a, &again), once));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	struct str s = { (const char *)data, n };

	if (!a)
		a = arena_new((size_t)64 << 20);
	if (!a || n > (1 << 20))
		return 0;
	(void)file_is_heic(s);
	if (file_kind_of(s) != FILE_NONE)
		walk(a, file_kind_of(s), s);
	/* Any walker over any bytes: nobody but file_kind_of keeps them apart. */
	for (enum file_kind kind = FILE_JPEG; kind <= FILE_WEBP; kind++)
		walk(a, kind, s);
	arena_reset(a);
	return 0;
}
