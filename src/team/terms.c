#include "team/terms.h"

#include "access/house_words.h"
#include "team/terms_sql.h"

enum err terms_read(struct ctx *c, struct terms *out)
{
	struct house_words all;
	struct term *terms;
	size_t n = 0;

	TRY(house_words_read(c, &all));
	terms = NEW_N(c->arena, struct term, all.n + 1);
	for (size_t i = 0; i < all.n; i++) {
		const struct house_word *r = &all.at[i];
		const struct lang *l = lang_find(r->language);
		/* A language that this version of the program does not have. */
		if (l)
			terms[n++] = (struct term){ r->id, l, r->said, r->instead };
	}
	*out = (struct terms){ terms, n };
	return OK;
}

enum err term_read(struct ctx *c, struct row_id id, struct term *out)
{
	const struct term_row *row;

	term_find(c->read, c->house->org, id, &row);
	TRY(read_now(c->read));
	if (!row || !lang_find(row->language))
		return ERR_ABSENT;
	*out = (struct term){ row->id, lang_find(row->language), row->said, row->instead };
	return OK;
}

size_t term_changes(struct ctx *c, const struct term *t, struct reworded *out, size_t most)
{
	const struct reword one = { t->said, t->instead };
	const struct rewords list = { &one, 1 };

	return reword_changes(c->arena, t->lang, &list, out, most);
}

enum err term_write(struct ctx *c, const struct term *t)
{
	struct house_words all;

	TRY(house_words_read(c, &all));
	if (all.n >= HOUSE_WORDS_MOST)
		return ERR_TOO_BIG;
	if (reword_problem(t->said) || reword_problem(t->instead))
		return ERR_INVALID;
	term_insert(c->change, &(struct term_insert_args){ .org = c->house->org,
	                                                   .id = t->id,
	                                                   .language = str_z(lang_code(t->lang)),
	                                                   .said = t->said,
	                                                   .instead = t->instead,
	                                                   .author = c->actor->id,
	                                                   .hour = clock_hour(c->now) });
	return audit(c, VERB_TERM_SET, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

enum err term_take_back(struct ctx *c, struct row_id id)
{
	term_delete(c->change, c->house->org, id);
	return audit(c, VERB_TERM_BACK, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

const struct module terms_module = {
	.name = "terms",
	.routes = &terms_routes,
	.queries = terms_queries,
};
