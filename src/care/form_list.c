/* Which forms there are to fill in, and what was answered. */
#include "care/file.h"
#include "care/form_inside.h"
#include "care/form_list_html.h"
#include "care/welcome.h"

static enum err forms_of(struct visit *v, const struct subject *s, const struct filled_list *filled,
                         struct form_lines *out)
{
	struct form_kept_list all;
	struct form_line *at;
	size_t n = 0;

	TRY(forms_published(&v->c, s->name, &all));
	at = NEW_N(v->c.arena, struct form_line, all.n + 1);
	for (size_t i = 0; i < all.n; i++) {
		const struct form_def *f = all.at[i].form;
		/* What has a score is asked where the score is told (questionnaire.h). */
		if (f->instrument)
			continue;
		at[n] =
			(struct form_line){ f->id, forms_text(&v->c, &all.at[i], &f->title), form_questions(f), 0 };
		for (size_t k = 0; k < filled->n; k++)
			at[n].times += str_eq(filled->at[k].form, all.at[i].hash);
		n++;
	}
	*out = (struct form_lines){ at, n };
	return OK;
}

enum err forms_show(struct visit *v)
{
	struct subject *s = NEW(v->c.arena, struct subject);
	struct forms_view view = { .subject = s };
	struct filled_line *at;
	struct filled_list all;

	TRY(subject_of(v, s));
	TRY(subject_filled(&v->c, s, &all));
	TRY(forms_of(v, s, &all, &view.forms));
	view.pager = visit_pager(v, visit_path(v, "%s/questions?", s->base), all.n, FILLED_SHOWN);
	at = NEW_N(v->c.arena, struct filled_line, FILLED_SHOWN);
	for (size_t i = 0; i < view.pager.n; i++) {
		const struct filled *f = &all.at[view.pager.from + i];
		struct form_kept form;
		at[i].filled = f;
		if (f->open && forms_get(&v->c, f->form, &form) == OK)
			at[i].title = forms_text(&v->c, &form, &form.form->title);
	}
	view.filled = (struct filled_lines){ at, view.pager.n };
	if (!s->person)
		view.readers = str_eq(s->name, STR("staff"))
		                   ? T("What is answered here opens to this colleague and to the managers, "
		                       "and to nobody else.")
		                   : T("What is answered here opens to managers and leads.");
	form_list_page(visit_page(v), visit_head(v, T("Forms"), s->section), &view);
	return OK;
}

static bool asks_for_file(const struct form_field *f)
{
	return f->type == FORM_IMAGE || f->type == FORM_FILE;
}

/* A picture or a paper is kept with the others of this person (file.h), beside the form. */
static enum err papers_of(struct visit *v, const struct form_def *form, struct filled_view *view)
{
	const struct filled *f = &view->filled;
	const struct file_place *place = file_place_in(f->about.home ? f->about.home : IN_CASE);
	struct file_entries all;
	struct page_paper *list;

	for (size_t i = 0; i < form->fields_n; i++)
		view->pictures |= asks_for_file(&form->fields[i]);
	if (!place || !view->pictures)
		return OK;
	TRY(files_read(&v->c, v->person, &all));
	list = NEW_N(v->c.arena, struct page_paper, all.n + 1);
	view->papers = (struct page_papers){ .at = list, .add = STR("") };
	for (size_t i = 0; i < f->nrows; i++) {
		struct page_papers some = file_papers(&v->c, v->person, &all, place->code, f->rows[i]);
		for (size_t k = 0; k < some.n; k++)
			list[view->papers.n++] = some.at[k];
		view->papers.add = row_id_eq(f->rows[i], f->row) ? some.add : view->papers.add;
	}
	return OK;
}

enum err filled_show(struct visit *v)
{
	struct subject *s = NEW(v->c.arena, struct subject);
	struct choice_list languages;
	struct entry_view of;
	struct filled_view view = { .subject = s };
	struct form_kept form;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(subject_of(v, s));
	TRY(subject_read(&v->c, s, row, &view.filled));
	TRY(forms_get(&v->c, view.filled.form, &form));
	TRY(welcome_languages(&v->c, &languages));
	view.title = forms_text(&v->c, &form, &form.form->title);
	if (s->person && view.filled.about.about.n) {
		TRY(about_view(&v->c, v->person, &view.filled.about, &of));
		view.of = &of;
	}
	if (s->person)
		TRY(papers_of(v, form.form, &view));
	else
		TRY(audit(&v->c, VERB_HOUSE_READ, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	view.lines = answer_lines_of(&v->c, s->person, &form, &view.filled);
	TRY(view.lines.failed);
	for (size_t i = 0; i < view.lines.n; i++)
		view.files += view.lines.at[i].brought.href.n > 0;
	view.language = welcome_language(&languages, view.filled.language);
	view.interpreted = choice_label(&interpreters, view.filled.interpreter);
	view.may_correct = !view.filled.closed && subject_writes(&v->c, s, &view.filled.about);
	form_filled_page(visit_page(v), visit_head(v, T("What was answered"), s->section), &view);
	return OK;
}
