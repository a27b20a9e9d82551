#include "team/forms_inside.h"

#include <string.h>

/* A form of some hundred questions has a tenth of it; its pictures and sounds come in a .zip. */
enum { UPLOAD_MOST = FORM_FILES_BYTES + (1 << 20), FORM_MOST = 2 << 20 };

/* --- a spreadsheet comes in --- */

static const struct field upload_fields[] = {
	FIELD(struct upload_form, draft, ID, OPTIONAL, 0),
	FIELD(struct upload_form, edition, INT, OPTIONAL, 0),
};

static enum err save_upload(struct visit *v, const struct form_draft *upload,
                            struct form_draft *replaces)
{
	const struct upload_form *in = v->in;

	if (replaces)
		replaces->edition = in->edition;
	TRY(form_draft_add(&v->c, v->token, upload, replaces));
	return visit_saved(v, "/team/forms/drafts/%s", visit_id(v, v->token.b));
}

/* The draft that it stands in for, whose pictures and sounds stay; NULL: there is none any more. */
static struct form_draft *replaced(struct visit *v)
{
	const struct upload_form *in = v->in;
	struct form_draft *d = NEW(v->c.arena, struct form_draft);

	if (row_is_none(in->draft) || in->edition <= 0)
		return NULL;
	/* Gone, or not to be read any more: the commit says which, and there is nothing to keep of it.
	 */
	if (form_draft_read(&v->c, in->draft, d) != OK)
		*d = (struct form_draft){ .id = in->draft };
	return d;
}

static bool an_archive(const struct upload *up)
{
	return up->name.n > 4 && str_eq((struct str){ up->name.p + up->name.n - 4, 4 }, STR(".zip"));
}

static enum err upload_save(struct visit *v)
{
	struct upload_form *in = v->in;
	const struct upload *up = visit_file(v, "file");
	struct form_draft *before = replaced(v);
	struct form_draft upload;
	enum err e;

	if (!up || up->bytes.n == 0)
		return visit_problem(v, "file", T("Please choose the file of the form."));
	if (up->bytes.n > FORM_MOST && !an_archive(up))
		return visit_problem(v, "file",
		                     T("This file is much larger than a form. Please take pictures and "
		                       "other sheets out of it, and nothing else will be missing."));
	e = form_upload_again(&v->c, up->bytes, up->name, before && before->form ? before : NULL,
	                      &upload);
	if (e == ERR_INVALID) {
		in->problems = upload.problems;
		return visit_problem(
			v, "file",
			T("This file cannot be used as it is. Below stands what to change. Nothing was "
		      "kept, and nothing here is different."));
	}
	TRY(e);
	return save_upload(v, &upload, before);
}

/* --- a picture, a sound --- */

static const struct field media_fields[] = {
	FIELD(struct media_form, name, TEXT, REQUIRED, 255),
	FIELD(struct media_form, edition, INT, OPTIONAL, 0),
};

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
	FIELD(struct decide_form, leave, FLAG, OPTIONAL, 0),
};

static enum err publish(struct visit *v)
{
	const struct decide_form *in = v->in;
	struct form_view_page page;
	enum err e;

	TRY(form_view_of(v, &page));
	if (form_overtaken(in, &page))
		return visit_problem(v, "serial", T("Somebody else decided about this form meanwhile."));
	if (page.d.form->instrument && !in->leave)
		return visit_problem(v, "leave",
		                     T("Please say that this house may use it. If you are not sure, ask "
		                       "whom it belongs to first; the draft stays here."));
	e = form_publish(&v->c, &page.d, in->serial, in->leave);
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
	          forms_upload_show, UPLOAD_MOST),
	PAGE(DRAFT, KEEPERS, forms_one_show),
	PAGE(DRAFT "/preview", KEEPERS, forms_preview_show),
	PAGE(DRAFT "/copy", KEEPERS, forms_copy_show),
	PAGE(DRAFT "/package", KEEPERS, forms_package_show),
	PAGE(DRAFT "/media", KEEPERS, forms_media_show),
	POST_FILE(DRAFT "/media", KEEPERS, forms_media_save, FORM(struct media_form, media_fields),
	          forms_media_show, UPLOAD_MOST),
	PAGE(DRAFT "/reasons", KEEPERS, forms_reasons_show),
	POST(DRAFT "/reasons", KEEPERS, reasons_save, FORM(struct reasons_form, reasons_fields),
	     forms_reasons_show),
	PAGE(DRAFT "/compare", KEEPERS, forms_compare_show),
	POST(DRAFT "/compare", DECIDERS, publish, DECIDE, forms_compare_show),
	POST(DRAFT "/drop", KEEPERS, drop, DECIDE, forms_one_show),
	PAGE(VERSION, KEEPERS, forms_one_show),
	PAGE(VERSION "/preview", KEEPERS, forms_preview_show),
	PAGE(VERSION "/copy", KEEPERS, forms_copy_show),
	PAGE(VERSION "/package", KEEPERS, forms_package_show),
	PAGE(VERSION "/compare", KEEPERS, forms_compare_show),
	POST(VERSION "/retire", DECIDERS, retire, DECIDE, forms_one_show),
	POST(VERSION "/use", DECIDERS, use, DECIDE, forms_one_show),
	PAGE("/forms/media/:hash", SIGNED_IN, forms_media_content),
};
const struct routes forms_routes = { routes, sizeof routes / sizeof *routes };
