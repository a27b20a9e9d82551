#include "access/house_words.h"
#include "team/terms.h"
#include "team/terms_html.h"

#include <string.h>

static const char path[] = "/settings/words";
static const char section[] = "/team/staff";

/* --- the list --- */

static struct choice_list lang_choices(struct visit *v)
{
	size_t n;
	const struct lang *const *all = lang_all(&n);
	struct choice *at = NEW_N(v->c.arena, struct choice, n + 1);

	for (size_t i = 0; i < n; i++)
		at[i] = (struct choice){ lang_code(all[i]), lang_name(all[i]) };
	return (struct choice_list){ at, n };
}

static enum err list_show(struct visit *v)
{
	struct choice_list langs = lang_choices(v);
	struct terms terms;

	TRY(terms_read(&v->c, &terms));
	visit_fill(v, "language", str_z(lang_code(v->c.lang)));
	terms_page(visit_page(v), visit_head(v, T("Words of this house"), section), &v->form, &terms,
	           &langs, v->conflict);
	return OK;
}

/* --- a new one --- */

struct term_form {
	struct str language;
	struct str said;
	struct str instead;
};
static const struct field term_fields[] = {
	FIELD(struct term_form, language, TEXT, REQUIRED, 16),
	FIELD(struct term_form, said, TEXT, REQUIRED, 80),
	FIELD(struct term_form, instead, TEXT, REQUIRED, 80),
};

static enum err check(struct visit *v, const struct term *t)
{
	struct terms terms;

	if (reword_problem(t->said))
		return visit_problem(v, "said", reword_problem(t->said));
	if (reword_problem(t->instead))
		return visit_problem(v, "instead", reword_problem(t->instead));
	TRY(terms_read(&v->c, &terms));
	for (size_t i = 0; i < terms.n; i++)
		/* Its own row is there already when the form is sent twice. */
		if (lang_same(terms.at[i].lang, t->lang) && str_eq(terms.at[i].said, t->said) &&
		    !row_id_eq(terms.at[i].id, t->id))
			return visit_problem(v, "said",
			                     T("This word has another one already. Take that back first."));
	if (terms.n >= HOUSE_WORDS_MOST)
		return visit_problem(v, "said",
		                     T("There is no room for more. Please take one back first."));
	if (term_changes(&v->c, t, NULL, 0) == 0)
		return visit_problem(
			v, "said",
			T("No text of the program has this word. Please write it as it stands on a page."));
	return OK;
}

static enum err list_save(struct visit *v)
{
	const struct term_form *in = v->in;
	struct term t = { v->token, lang_find(in->language), in->said, in->instead };

	if (!t.lang)
		return visit_problem(v, "language",
		                     T("Please choose one of the answers that are offered."));
	TRY(check(v, &t));
	TRY(term_write(&v->c, &t));
	return visit_saved(v, "%s/%s", path, visit_id(v, t.id.b));
}

/* --- one of them, and taking it back --- */

static enum err term_show(struct visit *v)
{
	struct reworded *texts = NEW_N(v->c.arena, struct reworded, TERM_TEXTS);
	struct term_view view;
	struct term_texts shown;
	struct row_id id;
	size_t all;

	TRY(visit_row(v, "row", &id));
	TRY(term_read(&v->c, id, &view.term));
	all = term_changes(&v->c, &view.term, texts, TERM_TEXTS);
	shown = (struct term_texts){ texts, all < TERM_TEXTS ? all : TERM_TEXTS };
	view.more = all - shown.n;
	view.action = visit_path(v, "%s/%s/take-back", path, visit_id(v, id.b));
	term_page(visit_page(v), visit_head(v, T("What a word changes"), section), &v->form, &view,
	          &shown);
	return OK;
}

static enum err take_back(struct visit *v)
{
	struct term term;
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(term_read(&v->c, id, &term));
	TRY(term_take_back(&v->c, id));
	return visit_saved(v, "%s", path);
}

static const struct route routes[] = {
	PAGE("/settings/words", ROLES(ROLE_manager), list_show),
	POST("/settings/words", ROLES(ROLE_manager), list_save, FORM(struct term_form, term_fields),
	     list_show),
	PAGE("/settings/words/:row", ROLES(ROLE_manager), term_show),
	POST("/settings/words/:row/take-back", ROLES(ROLE_manager), take_back, { 0 }, NULL),
};
const struct routes terms_routes = { routes, sizeof routes / sizeof *routes };
