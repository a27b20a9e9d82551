/* The pages of forms that only show. */
#include "forms/workbook_write.h"
#include "team/forms_html.h"
#include "team/forms_inside.h"

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
	}
	if (v->again && in && in->problems)
		refused = objections_of(&v->c, NULL, in->problems, FORM_REFUSED);
	forms_upload_page(visit_page(v), visit_head(v, T("Bring a form"), section), &v->form, &refused);
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

/* With its pictures and sounds, as it can be brought again. */
enum err forms_package_show(struct visit *v)
{
	struct reply *reply = &v->x->reply;
	struct form_view_page page;
	struct form_file *files;
	size_t n = 0;
	struct str bytes;

	TRY(form_view_of(v, &page));
	files = NEW_N(v->c.arena, struct form_file, page.kept.form->files_n + 1);
	for (size_t i = 0; i < page.kept.form->files_n; i++) {
		files[n] = page.kept.form->files[i];
		if (form_media_read(&v->c, files[n].hash, &files[n].bytes) == OK)
			n++;
	}
	TRY(form_write_zip(v->c.arena, page.kept.form, files, n, &bytes));
	reply->type = "application/zip";
	reply->disposition = STR("attachment; filename=\"form.zip\"");
	reply->sandbox = true;
	buf_take(&reply->body, bytes);
	return OK;
}

/* --- reasons --- */

size_t form_lang_number(const struct form_def *f, int64_t n)
{
	return n >= 0 && (size_t)n < f->langs_n ? (size_t)n : 0;
}

/* --- what would be different --- */

bool form_overtaken(const struct decide_form *in, const struct form_view_page *page)
{
	return in && (in->serial != page->now.latest.serial || in->edition != page->d.edition);
}
