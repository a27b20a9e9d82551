/* Words that come with the packs: a sheet for each language, with the columns said and instead. */
#include "access/house_words.h"
#include "forms/list.h"
#include "forms/shelf.h"

static const void *keep(struct arena *a, const void *path)
{
	struct rewords *made = NEW(a, struct rewords);
	struct list_sheet s;
	struct reword *at;
	size_t n = 0;

	list_open(a, path, "said", &s);
	if (s.sheet.n < 2)
		return NULL;
	at = NEW_N(a, struct reword, s.sheet.n);
	for (size_t i = 1; i < s.sheet.n && n < HOUSE_WORDS_MOST; i++) {
		struct reword one = { list_cell(&s, &s.sheet.rows[i], "said"),
			                  list_cell(&s, &s.sheet.rows[i], "instead") };
		if (one.said.n && one.instead.n)
			at[n++] = one;
	}
	*made = (struct rewords){ at, n };
	return made;
}

struct rewords house_words_shared(struct ctx *c, const struct lang *l)
{
	struct str path = arena_fmt(c->arena, "%s/terms/%s.csv", c->house->packs, lang_code(l));
	int64_t stamp = shelf_stamp(0, path.p);
	const struct rewords *found = stamp ? shelf(path.p, stamp, keep, path.p) : NULL;

	return found ? *found : (struct rewords){ NULL, 0 };
}
