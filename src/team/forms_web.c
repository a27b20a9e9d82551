#include "team/forms_inside.h"

#include <string.h>

/* A form of some hundred questions has a tenth of it. */
enum { FORM_FILE_BYTES = 8 << 20, FORM_MOST = 2 << 20 };

/* --- a spreadsheet comes in --- */

static const struct field upload_fields[] = {
	FIELD(struct upload_form, draft, ID, OPTIONAL, 0),
	FIELD(struct upload_form, edition, INT, OPTIONAL, 0),
};

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
	struct form_draft upload;
	enum err e;

	if (!up || up->bytes.n == 0)
		return visit_file_problem(v, "file", T("Please choose the file of the form."));
	if (up->bytes.n > FORM_MOST)
		return visit_file_problem(
			v, "file",
			T("This file is much larger than a form. Please take pictures and "
		      "other sheets out of it, and nothing else will be missing."));
	e = form_upload(&v->c, up->bytes, up->name, &upload);
	if (e == ERR_INVALID) {
		in->problems = upload.problems;
		return visit_file_problem(
			v, "file",
			T("This file cannot be used as it is. Below stands what to change. Nothing was "
		      "kept, and nothing here is different."));
	}
	TRY(e);
	return save_upload(v, &upload);
}

/* --- reasons --- */

static const struct field reasons_fields[] = {
	FIELD(struct reasons_form, lang, INT, OPTIONAL, 0),
	FIELD(struct reasons_form, edition, INT, OPTIONAL, 0),
};

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
	lang = form_lang_number(d.form, in->lang);
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

static const struct field decide_fields[] = {
	FIELD(struct decide_form, serial, INT, OPTIONAL, 0),
	FIELD(struct decide_form, edition, INT, OPTIONAL, 0),
};

static enum err publish(struct visit *v)
{
	const struct decide_form *in = v->in;
	struct form_view_page page;
	enum err e;

	TRY(form_view_of(v, &page));
	if (form_overtaken(in, &page))
		return visit_problem(v, "serial", T("Somebody else decided about this form meanwhile."));
	e = form_publish(&v->c, &page.d, in->serial);
	if (e == ERR_INVALID)
		return visit_problem(v, "serial", T("It cannot be put into use yet."));
	TRY(e);
	return visit_saved(v, "/team/forms");
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
	return visit_saved(v, "/team/forms");
}

static enum err decide(struct visit *v, bool retire)
{
	const struct decide_form *in = v->in;
	struct form_view_page page;
	enum err e;

	TRY(form_view_of(v, &page));
	e = form_retire(&v->c, &page.kept, in->serial < 0 ? 0 : in->serial, retire);
	TRY(e == ERR_INVALID ? ERR_DENIED : e);
	return visit_saved(v, "/team/forms");
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
	PAGE("/team/forms", KEEPERS, forms_list_show),
	PAGE("/team/forms/new", KEEPERS, forms_upload_show),
	POST_FILE("/team/forms/new", KEEPERS, upload_save, FORM(struct upload_form, upload_fields),
	          forms_upload_show, FORM_FILE_BYTES),
	PAGE(DRAFT, KEEPERS, forms_one_show),
	PAGE(DRAFT "/preview", KEEPERS, forms_preview_show),
	PAGE(DRAFT "/copy", KEEPERS, forms_copy_show),
	PAGE(DRAFT "/reasons", KEEPERS, forms_reasons_show),
	POST(DRAFT "/reasons", KEEPERS, reasons_save, FORM(struct reasons_form, reasons_fields),
	     forms_reasons_show),
	PAGE(DRAFT "/compare", KEEPERS, forms_compare_show),
	POST(DRAFT "/compare", DECIDERS, publish, DECIDE, forms_compare_show),
	POST(DRAFT "/drop", KEEPERS, drop, DECIDE, forms_one_show),
	PAGE(VERSION, KEEPERS, forms_one_show),
	PAGE(VERSION "/preview", KEEPERS, forms_preview_show),
	PAGE(VERSION "/copy", KEEPERS, forms_copy_show),
	PAGE(VERSION "/compare", KEEPERS, forms_compare_show),
	POST(VERSION "/retire", DECIDERS, retire, DECIDE, forms_one_show),
	POST(VERSION "/use", DECIDERS, use, DECIDE, forms_one_show),
};
const struct routes forms_routes = { routes, sizeof routes / sizeof *routes };
