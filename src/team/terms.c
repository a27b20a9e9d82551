#include "team/terms.h"

#include "access/house_words.h"
#include "team/terms_sql.h"

static const struct term *said_anew(const struct terms *all, const struct lang *l, struct str said)
{
	for (size_t i = 0; i < all->n; i++)
		if (lang_same(all->at[i].lang, l) && str_eq(all->at[i].said, said))
			return &all->at[i];
	return NULL;
}

enum err terms_read(struct ctx *c, struct terms *out)
{
	size_t langs;
	const struct lang *const *lang = lang_all(&langs);
	struct house_words own;
	struct term *at;

	TRY(house_words_read(c, &own));
	at = NEW_N(c->arena, struct term, own.n + langs * HOUSE_WORDS_MOST + 1);
	*out = (struct terms){ at, 0 };
	for (size_t i = 0; i < own.n; i++) {
		const struct house_word *r = &own.at[i];
		const struct lang *l = lang_find(r->language);
		/* A language that this version of the program does not have. */
		if (l)
			at[out->n++] = (struct term){ r->id, l, r->said, r->instead, false };
	}
	for (size_t k = 0; k < langs; k++) {
		struct rewords shared = house_words_shared(c, lang[k]);
		for (size_t i = 0; i < shared.n; i++)
			if (!said_anew(out, lang[k], shared.at[i].said))
				at[out->n++] = (struct term){ .lang = lang[k],
					                          .said = shared.at[i].said,
					                          .instead = shared.at[i].instead,
					                          .shared = true };
	}
	return OK;
}

enum err term_read(struct ctx *c, struct row_id id, struct term *out)
{
	const struct term_row *row;

	term_find(c->read, c->house->org, id, &row);
	TRY(read_now(c->read));
	if (!row || !lang_find(row->language))
		return ERR_ABSENT;
	*out = (struct term){ row->id, lang_find(row->language), row->said, row->instead, false };
	return OK;
}

size_t term_changes(struct ctx *c, const struct term *t, struct reworded *out, size_t most)
{
	const struct reword one = { t->said, t->instead };
	const struct rewords list = { &one, 1 };

	return reword_changes(c->arena, t->lang, &list, out, most);
}

static size_t own_of(const struct terms *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += !all->at[i].shared;
	return n;
}

const char *term_objection(struct ctx *c, const struct terms *all, const struct term *t,
                           const char **field)
{
	const struct term *now = said_anew(all, t->lang, t->said);
	const char *wrong = reword_problem(t->instead);

	*field = wrong ? "instead" : "said";
	wrong = reword_problem(t->said) ? reword_problem(t->said) : wrong;
	if (wrong)
		return wrong;
	/* Its own row is there already when the form is sent twice. */
	if (now && !now->shared && !row_id_eq(now->id, t->id))
		return T("This word has another one already. Take that back first.");
	if (own_of(all) >= HOUSE_WORDS_MOST)
		return T("There is no room for more. Please take one back first.");
	/* Where the packs say it anew, a house may go back to the program's own word. */
	if (!now && term_changes(c, t, NULL, 0) == 0)
		return T("No text of the program has this word. Please write it as it stands on a page.");
	return NULL;
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
