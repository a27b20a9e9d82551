/* Which forms there are to fill in, and what was answered. */
#include "care/form_inside.h"
#include "care/form_list_html.h"
#include "care/welcome.h"

static size_t questions(const struct form_def *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->fields_n; i++)
		n += form_asks(&f->fields[i]);
	return n;
}

static enum err forms_of(struct visit *v, const struct filled_list *filled, struct form_lines *out)
{
	struct form_kept_list all;
	struct form_line *at;
	size_t n = 0;

	TRY(forms_published(&v->c, STR("person"), &all));
	at = NEW_N(v->c.arena, struct form_line, all.n + 1);
	for (size_t i = 0; i < all.n; i++) {
		const struct form_def *f = all.at[i].form;
		/* What has a score is asked where the score is told (questionnaire.h). */
		if (f->instrument)
			continue;
		at[n] =
			(struct form_line){ f->id, forms_text(&v->c, &all.at[i], &f->title), questions(f), 0 };
		for (size_t k = 0; k < filled->n; k++)
			at[n].times += str_eq(filled->at[k].form, all.at[i].hash);
		n++;
	}
	*out = (struct form_lines){ at, n };
	return OK;
}

enum err forms_show(struct visit *v)
{
	const char *here = visit_path(v, "/people/%s/questions?", visit_id(v, v->person.b));
	struct forms_view view = { .may_write = can(&v->c, v->person, MAY_WRITE, IN_CASE) };
	struct filled_line *at;
	struct filled_list all;

	TRY(person_read(&v->c, v->person, &view.person));
	TRY(filled_all(&v->c, v->person, &all));
	TRY(forms_of(v, &all, &view.forms));
	view.pager = visit_pager(v, here, all.n, FILLED_SHOWN);
	at = NEW_N(v->c.arena, struct filled_line, FILLED_SHOWN);
	for (size_t i = 0; i < view.pager.n; i++) {
		const struct filled *f = &all.at[view.pager.from + i];
		struct form_kept form;
		at[i].filled = f;
		if (f->open && forms_get(&v->c, f->form, &form) == OK)
			at[i].title = forms_text(&v->c, &form, &form.form->title);
	}
	view.filled = (struct filled_lines){ at, view.pager.n };
	form_list_page(visit_page(v), visit_head(v, T("Forms"), "/people"), &view);
	return OK;
}

enum err filled_show(struct visit *v)
{
	struct choice_list languages;
	struct filled_view view;
	struct form_kept form;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(person_read(&v->c, v->person, &view.person));
	TRY(filled_read(&v->c, v->person, row, &view.filled));
	TRY(forms_get(&v->c, view.filled.form, &form));
	TRY(welcome_languages(&v->c, &languages));
	view.title = forms_text(&v->c, &form, &form.form->title);
	view.lines = answer_lines_of(&v->c, v->person, &form, &view.filled);
	view.language = welcome_language(&languages, view.filled.language);
	view.interpreted = choice_label(&interpreters, view.filled.interpreter);
	view.may_correct = !view.filled.closed && can(&v->c, v->person, MAY_WRITE, IN_CASE);
	form_filled_page(visit_page(v), visit_head(v, T("What was answered"), "/people"), &view);
	return OK;
}
