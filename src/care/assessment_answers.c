/* One assessment to read: what was said and seen of all six. */
#include "care/assessment_answers_html.h"
#include "care/assessment_inside.h"

enum err assessment_answers_show(struct visit *v)
{
	struct domain_view *domains = NEW_N(v->c.arena, struct domain_view, BOWL_DOMAINS);
	struct about_view about;
	struct assessment a;
	struct answers in;
	struct form_kept r;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(assessment_exact(&v->c, v->person, row, &a));
	if (a.closed)
		return ERR_DENIED;
	TRY(rubric_of(&v->c, RUBRIC_PACK, a.form, &r));
	TRY(answers_read(v->c.arena, a.json, &in));
	for (int d = 0; d < BOWL_DOMAINS; d++)
		TRY(domain_of(&v->c, &r, d, a.age_group, &in, NULL, &domains[d]));
	about = about_of(&v->c, &r);
	assessment_answers_page(
		visit_page(v), visit_head(v, T("The six domains"), "/people"), v->person, &a,
		&(struct domain_views){ domains, BOWL_DOMAINS },
		choice_words(&v->c, &r, r.form->instrument->setting, a.setting),
		choice_words(&v->c, &r, form_find(r.form, STR("age_group")), a.age_group), &about);
	return OK;
}
