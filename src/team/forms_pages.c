/* The pages of forms that only show. */
#include "forms/workbook_write.h"
#include "team/forms_html.h"
#include "team/forms_inside.h"
#include "team/forms_preview_html.h"

static const char section[] = "/team/forms";

enum err forms_list_show(struct visit *v)
{
	struct forms_view view;

	TRY(forms_view_of(&v->c, &view));
	forms_list_page(visit_page(v), visit_head(v, T("Forms"), section), &view);
	return OK;
}

enum err forms_upload_show(struct visit *v)
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

/* --- one form --- */

enum err forms_one_show(struct visit *v)
{
	struct form_view_page page;

	TRY(form_view_of(v, &page));
	form_page(visit_page(v),
	          visit_head(v, page.draft ? T("A draft of a form") : T("A form"), section), &v->form,
	          &page);
	return OK;
}

enum err forms_preview_show(struct visit *v)
{
	struct form_view_page page;
	struct preview_view view;

	TRY(form_view_of(v, &page));
	preview_view_of(v, &page, &view);
	form_preview_page(visit_page(v), visit_head(v, T("How it looks"), section), &view);
	return OK;
}

enum err forms_copy_show(struct visit *v)
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

size_t form_lang_number(const struct form_def *f, int64_t n)
{
	return n >= 0 && (size_t)n < f->langs_n ? (size_t)n : 0;
}

/* Asked by its code; else the first, which every question needs. */
static size_t lang_asked(struct visit *v, const struct form_def *f)
{
	const struct reasons_form *in = v->in;

	if (in)
		return form_lang_number(f, in->lang);
	for (size_t l = 0; l < f->langs_n; l++)
		if (str_eq(f->langs[l].code, visit_query(v, "lang")))
			return l;
	return 0;
}

enum err forms_reasons_show(struct visit *v)
{
	struct form_view_page page;
	struct reasons_view view;

	TRY(form_view_of(v, &page));
	reasons_view_of(v, &page, lang_asked(v, page.kept.form), &view);
	form_reasons_page(visit_page(v), visit_head(v, T("Why we ask"), section), &v->form, &view);
	return OK;
}

/* --- what would be different --- */

bool form_overtaken(const struct decide_form *in, const struct form_view_page *page)
{
	return in && (in->serial != page->now.latest.serial || in->edition != page->d.edition);
}

enum err forms_compare_show(struct visit *v)
{
	struct form_view_page page;
	struct compare_view view;

	TRY(form_view_of(v, &page));
	page.stale = page.stale || (v->again && form_overtaken(v->in, &page));
	TRY(compare_view_of(v, &page, &view));
	form_compare_page(visit_page(v), visit_head(v, T("What would be different"), section), &v->form,
	                  &view);
	if (page.stale)
		v->x->reply.status = 409;
	return OK;
}
