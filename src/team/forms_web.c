#include "forms/workbook_write.h"
#include "team/forms_html.h"
#include "team/forms_inside.h"
#include "team/forms_preview_html.h"

#include <string.h>

/* A form of some hundred questions has a tenth of it. */
enum { FORM_FILE_BYTES = 8 << 20, FORM_MOST = 2 << 20 };

static const char section[] = "/team/forms";

static enum err list_show(struct visit *v)
{
	struct forms_view view;

	TRY(forms_view_of(&v->c, &view));
	forms_list_page(visit_page(v), visit_head(v, T("Forms"), section), &view);
	return OK;
}

/* --- a spreadsheet comes in --- */

struct upload_form {
	struct str about;
	struct row_id draft; /* that it stands in for */
	int64_t edition;
	const struct form_problems *problems; /* of the file, when it was refused */
};
static const struct field upload_fields[] = {
	CHOICE(struct upload_form, about, CHOICE, OPTIONAL, &form_abouts),
	FIELD(struct upload_form, draft, ID, OPTIONAL, 0),
	FIELD(struct upload_form, edition, INT, OPTIONAL, 0),
};

static enum err upload_show(struct visit *v)
{
	const struct upload_form *in = v->in;
	struct objection_lines refused = { NULL, 0, 0 };
	struct form_draft d;
	struct row_id row;

	if (!v->again && id_read(visit_query(v, "draft"), row.b)) {
		TRY(form_draft_read(&v->c, row, &d));
		visit_fill(v, "draft", visit_query(v, "draft"));
		visit_fill(v, "edition", arena_fmt(v->c.arena, "%lld", (long long)d.edition));
		visit_fill(v, "about", forms_setting(d.form, STR("about")));
	}
	if (v->again && in && in->problems)
		refused = objections_of(&v->c, NULL, in->problems, FORM_REFUSED);
	forms_upload_page(visit_page(v), visit_head(v, T("Bring a form"), section), &v->form,
	                  &form_abouts, &refused);
	return OK;
}

static enum err save_upload(struct visit *v, const struct form_draft *upload)
{
	const struct upload_form *in = v->in;
	struct form_draft replaces = { .id = in->draft, .edition = in->edition };
	struct row_id none = { { 0 } };
	bool again = !row_id_eq(in->draft, none) && in->edition > 0;

	TRY(form_draft_add(&v->c, v->token, upload, again ? &replaces : NULL));
	return visit_saved(v, "/team/forms/drafts/%s", visit_id(v, v->token.b));
}

static enum err upload_save(struct visit *v)
{
	struct upload_form *in = v->in;
	const struct upload *up = visit_file(v, "file");
	struct str about = in->about.n ? in->about : STR("person");
	struct form_draft upload;
	enum err e;

	if (!up || up->bytes.n == 0)
		return visit_file_problem(v, "file", T("Please choose the file of the form."));
	if (up->bytes.n > FORM_MOST)
		return visit_file_problem(v, "file",
		                          T("This file is much larger than a form. Please take pictures and "
		                            "other sheets out of it, and nothing else will be missing."));
	e = form_upload(&v->c, up->bytes, up->name, about, &upload);
	if (e == ERR_INVALID) {
		in->problems = upload.problems;
		return visit_file_problem(
			v, "file", T("This file cannot be used as it is. Below stands what to change. Nothing was "
		                 "kept, and nothing here is different."));
	}
	TRY(e);
	return save_upload(v, &upload);
}

/* --- one form --- */

static enum err form_show(struct visit *v)
{
	struct form_view_page page;

	TRY(form_view_of(v, &page));
	form_page(visit_page(v), visit_head(v, page.draft ? T("A draft of a form") : T("A form"), section),
	          &v->form, &page);
	return OK;
}

static enum err preview_show(struct visit *v)
{
	struct form_view_page page;
	struct preview_view view;

	TRY(form_view_of(v, &page));
	preview_view_of(v, &page, &view);
	form_preview_page(visit_page(v), visit_head(v, T("How it looks"), section), &view);
	return OK;
}

static enum err copy_show(struct visit *v)
{
	struct reply *reply = &v->x->reply;
	struct form_view_page page;
	struct str bytes;

	TRY(form_view_of(v, &page));
	TRY(form_write_workbook(v->c.arena, page.kept.form, &bytes));
	reply->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	reply->disposition = STR("attachment; filename=\"form.xlsx\"");
	reply->sandbox = true;
	buf_take(&reply->body, bytes);
	return OK;
}

/* --- reasons --- */

struct reasons_form {
	int64_t lang;
	int64_t edition;
};
static const struct field reasons_fields[] = {
	FIELD(struct reasons_form, lang, INT, OPTIONAL, 0),
	FIELD(struct reasons_form, edition, INT, OPTIONAL, 0),
};

static size_t lang_number(const struct form_def *f, int64_t n)
{
	return n >= 0 && (size_t)n < f->langs_n ? (size_t)n : 0;
}

/* Asked by its code; else the first, which every question needs. */
static size_t lang_asked(struct visit *v, const struct form_def *f)
{
	const struct reasons_form *in = v->in;

	if (in)
		return lang_number(f, in->lang);
	for (size_t l = 0; l < f->langs_n; l++)
		if (str_eq(f->langs[l].code, visit_query(v, "lang")))
			return l;
	return 0;
}

static enum err reasons_show(struct visit *v)
{
	struct form_view_page page;
	struct reasons_view view;

	TRY(form_view_of(v, &page));
	reasons_view_of(v, &page, lang_asked(v, page.kept.form), &view);
	form_reasons_page(visit_page(v), visit_head(v, T("Why we ask"), section), &v->form, &view);
	return OK;
}

static enum err reasons_save(struct visit *v)
{
	const struct reasons_form *in = v->in;
	struct form_reason *told;
	struct row_id row;
	struct form_draft d;
	size_t lang;
	size_t n;

	TRY(visit_row(v, "row", &row));
	TRY(form_draft_read(&v->c, row, &d));
	lang = lang_number(d.form, in->lang);
	told = reasons_posted(v, d.form, lang, &n);
	for (size_t i = 0; i < v->form.n; i++)
		if (v->form.at[i].problem)
			return ERR_INVALID;
	if (n == 0)
		return visit_go(v, "/team/forms/drafts/%s", visit_id(v, row.b));
	d.edition = in->edition;
	TRY(form_draft_reasons(&v->c, &d, lang, told, n));
	return visit_saved(v, "/team/forms/drafts/%s", visit_id(v, row.b));
}

/* --- into use, and out of it --- */

struct decide_form {
	int64_t serial;  /* of the decision that was looked at */
	int64_t edition; /* of the draft */
};
static const struct field decide_fields[] = {
	FIELD(struct decide_form, serial, INT, OPTIONAL, 0),
	FIELD(struct decide_form, edition, INT, OPTIONAL, 0),
};

/* Somebody was faster while this one was looking: what is different now is shown first. */
static bool overtaken(const struct decide_form *in, const struct form_view_page *page)
{
	return in && (in->serial != page->now.latest.serial || in->edition != page->d.edition);
}

static enum err compare_show(struct visit *v)
{
	struct form_view_page page;
	struct compare_view view;

	TRY(form_view_of(v, &page));
	page.stale = page.stale || (v->again && overtaken(v->in, &page));
	TRY(compare_view_of(v, &page, &view));
	form_compare_page(visit_page(v), visit_head(v, T("What would be different"), section), &v->form,
	                  &view);
	if (page.stale)
		v->x->reply.status = 409;
	return OK;
}

static enum err publish(struct visit *v)
{
	const struct decide_form *in = v->in;
	struct form_view_page page;
	enum err e;

	TRY(form_view_of(v, &page));
	if (overtaken(in, &page))
		return visit_problem(v, "serial", T("Somebody else decided about this form meanwhile."));
	e = form_publish(&v->c, &page.d, in->serial);
	if (e == ERR_INVALID)
		return visit_problem(v, "serial", T("It cannot be put into use yet."));
	TRY(e);
	return visit_saved(v, "%s", section);
}

static enum err drop(struct visit *v)
{
	const struct decide_form *in = v->in;
	struct form_draft d;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(form_draft_read(&v->c, row, &d));
	d.edition = in->edition;
	TRY(form_draft_drop(&v->c, &d));
	return visit_saved(v, "%s", section);
}

static enum err decide(struct visit *v, bool retire)
{
	const struct decide_form *in = v->in;
	struct form_view_page page;
	enum err e;

	TRY(form_view_of(v, &page));
	e = form_retire(&v->c, &page.kept, in->serial < 0 ? 0 : in->serial, retire);
	TRY(e == ERR_INVALID ? ERR_DENIED : e);
	return visit_saved(v, "%s", section);
}

static enum err retire(struct visit *v)
{
	return decide(v, true);
}

static enum err use(struct visit *v)
{
	return decide(v, false);
}

#define KEEPERS ROLES(ROLE_manager | ROLE_lead)
#define DECIDERS ROLES(ROLE_manager)
#define DRAFT "/team/forms/drafts/:row"
#define VERSION "/team/forms/versions/:hash"
#define DECIDE FORM(struct decide_form, decide_fields)

static const struct route routes[] = {
	PAGE("/team/forms", KEEPERS, list_show),
	PAGE("/team/forms/new", KEEPERS, upload_show),
	POST_FILE("/team/forms/new", KEEPERS, upload_save, FORM(struct upload_form, upload_fields),
	          upload_show, FORM_FILE_BYTES),
	PAGE(DRAFT, KEEPERS, form_show),
	PAGE(DRAFT "/preview", KEEPERS, preview_show),
	PAGE(DRAFT "/copy", KEEPERS, copy_show),
	PAGE(DRAFT "/reasons", KEEPERS, reasons_show),
	POST(DRAFT "/reasons", KEEPERS, reasons_save, FORM(struct reasons_form, reasons_fields),
	     reasons_show),
	PAGE(DRAFT "/compare", KEEPERS, compare_show),
	POST(DRAFT "/compare", DECIDERS, publish, DECIDE, compare_show),
	POST(DRAFT "/drop", KEEPERS, drop, DECIDE, form_show),
	PAGE(VERSION, KEEPERS, form_show),
	PAGE(VERSION "/preview", KEEPERS, preview_show),
	PAGE(VERSION "/copy", KEEPERS, copy_show),
	PAGE(VERSION "/compare", KEEPERS, compare_show),
	POST(VERSION "/retire", DECIDERS, retire, DECIDE, form_show),
	POST(VERSION "/use", DECIDERS, use, DECIDE, form_show),
};
const struct routes forms_routes = { routes, sizeof routes / sizeof *routes };
