/* Pages that read: all questionnaires of a person, and what one came to. */
#include "care/questionnaire_html.h"
#include "care/questionnaire_inside.h"

enum err questionnaire_result_show(struct visit *v)
{
	struct result_page p = { .person = v->person };
	struct questionnaire_list all;
	struct questionnaire q;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(questionnaire_exact(&v->c, v->person, row, &q));
	if (q.closed)
		return ERR_DENIED;
	TRY(questionnaires(&v->c, v->person, &all));
	p.q = &q;
	p.about = about_lines(&v->c, &q.form);
	p.scales = scale_views(&v->c, &q, questionnaire_before(&all, &q));
	p.questions = question_views(&v->c, &q.form, &q.answers);
	p.may_write = q.current && questionnaire_may(&v->c, v->person, &q.form);
	questionnaire_result_page(visit_page(v), visit_head(v, T("A questionnaire"), "/people"), &p);
	return OK;
}

static struct offer_line offer_of(struct visit *v, const struct form_kept *form,
                                  const struct questionnaire_list *all)
{
	struct offer_line o = { .id = form->form->id,
		                    .about = about_lines(&v->c, form),
		                    .last = NO_DAY,
		                    .may_write = questionnaire_may(&v->c, v->person, form) };

	for (size_t i = all->n; i > 0 && !day_known(o.last); i--) {
		const struct questionnaire *q = &all->at[i - 1];
		if (!q->current || q->closed || !str_eq(q->form.form->id, form->form->id))
			continue;
		o.last = q->when.day;
		o.scales = scale_views(&v->c, q, questionnaire_before(all, q));
	}
	return o;
}

static void put_entries(struct visit *v, const struct questionnaire_list *all,
                        struct questionnaires_page *p)
{
	const char *here = visit_path(v, "/people/%s/questionnaires?", visit_id(v, v->person.b));
	struct entry_line *list = NEW_N(v->c.arena, struct entry_line, all->n + 1);
	size_t n = 0;

	for (size_t i = all->n; i > 0; i--) {
		const struct questionnaire *q = &all->at[i - 1];
		if (!q->closed)
			list[n++] = (struct entry_line){ q, forms_text(&v->c, &q->form, &q->form.form->title),
				                             scale_views(&v->c, q, NULL) };
	}
	p->pager = visit_pager(v, here, n, QUESTIONNAIRES_SHOWN);
	p->entries = (struct entry_lines){ list + p->pager.from, p->pager.n };
}

enum err questionnaires_show(struct visit *v)
{
	struct questionnaires_page p = { .person = v->person };
	struct questionnaire_list all;
	struct form_kept_list forms;
	struct offer_line *list;

	TRY(questionnaires(&v->c, v->person, &all));
	TRY(questionnaire_forms(&v->c, &forms));
	TRY(questionnaire_waits(&v->c, v->person, &p.waits));
	p.may_words = can(&v->c, v->person, MAY_WRITE, IN_CASE);
	list = NEW_N(v->c.arena, struct offer_line, forms.n + 1);
	for (size_t i = 0; i < forms.n; i++)
		if (can(&v->c, v->person, MAY_READ, questionnaire_in(&forms.at[i])))
			list[p.offers.n++] = offer_of(v, &forms.at[i], &all);
	p.offers.at = list;
	put_entries(v, &all, &p);
	questionnaires_page(visit_page(v), visit_head(v, T("Questionnaires"), "/people"), &p);
	return OK;
}
