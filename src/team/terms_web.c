#include "base/buf.h"
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

static enum err show(struct visit *v, const struct term_refusals *refused)
{
	struct choice_list langs = lang_choices(v);
	struct terms terms;

	TRY(terms_read(&v->c, &terms));
	visit_fill(v, "language", str_z(lang_code(v->c.lang)));
	terms_page(visit_page(v), visit_head(v, T("Words of this house"), section), &v->form, &terms,
	           &langs, refused, v->conflict);
	return OK;
}

static enum err list_show(struct visit *v)
{
	static const struct term_refusals none;

	return show(v, &none);
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

static enum err list_save(struct visit *v)
{
	const struct term_form *in = v->in;
	struct term t = { v->token, lang_find(in->language), in->said, in->instead, false };
	const char *wrong;
	const char *field;
	struct terms all;

	if (!t.lang)
		return visit_problem(v, "language",
		                     T("Please choose one of the answers that are offered."));
	TRY(terms_read(&v->c, &all));
	wrong = term_objection(&v->c, &all, &t, &field);
	if (wrong)
		return visit_problem(v, field, wrong);
	TRY(term_write(&v->c, &t));
	return visit_saved(v, "%s/%s", path, visit_id(v, t.id.b));
}

/* --- all of them in a file --- */

enum { FILE_MOST = 256 * 1024 };

struct file_form {
	bool whole; /* a form with a table is taken once only */
	struct term_refusals refused;
};
static const struct field file_fields[] = {
	FIELD(struct file_form, whole, FLAG, OPTIONAL, 0),
};

static enum err copy_show(struct visit *v)
{
	struct reply *reply = &v->x->reply;
	struct str bytes;

	TRY(terms_csv(&v->c, &bytes));
	reply->type = "text/csv; charset=utf-8";
	reply->disposition = STR("attachment; filename=\"terms.csv\"");
	reply->sandbox = true;
	buf_take(&reply->body, bytes);
	return OK;
}

static enum err file_show(struct visit *v)
{
	const struct file_form *in = v->in;

	return show(v, &in->refused);
}

static enum err file_save(struct visit *v)
{
	struct file_form *in = v->in;
	const struct upload *up = visit_file(v, "file");
	enum err e;

	if (!up || up->bytes.n == 0)
		return visit_problem(v, "file", T("Please choose the file."));
	e = terms_bring(&v->c, up->bytes, &in->refused);
	if (e == ERR_INVALID)
		return visit_problem(v, "file",
		                     T("Some rows cannot be used. They stand below, and nothing is "
		                       "different yet."));
	TRY(e);
	return visit_saved(v, "%s", path);
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
	PAGE("/settings/words/copy", ROLES(ROLE_manager), copy_show),
	POST_FILE("/settings/words/file", ROLES(ROLE_manager), file_save,
	          FORM(struct file_form, file_fields), file_show, FILE_MOST),
	PAGE("/settings/words/:row", ROLES(ROLE_manager), term_show),
	POST("/settings/words/:row/take-back", ROLES(ROLE_manager), take_back, { 0 }, NULL),
};
const struct routes terms_routes = { routes, sizeof routes / sizeof *routes };
