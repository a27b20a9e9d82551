/* Making the plan: a form that replaces what stood. */
#include "care/safety_html.h"
#include "care/safety_inside.h"

static const struct row_id none;

/* What stands when the page opens again after a conflict; what was typed otherwise. */
static struct row_id before_of(const struct visit *v, bool held, struct row_id stands,
                               struct row_id typed)
{
	if (v->again && !v->conflict)
		return typed;
	return held ? stands : none;
}

/* --- the plan --- */

static void plan_fill(struct visit *v, const struct safety_plan *p)
{
	for (int i = 0; i < SAFETY_PARTS; i++)
		visit_fill(v, plan_parts[i].name, p->part[i]);
}

enum err safety_plan_show(struct visit *v)
{
	struct plan_view w = { .conflict = v->conflict };
	const struct plan_form *in = v->in;
	struct safety_plan now;

	TRY(safety_person(v, &w.person));
	TRY(safety_plan_read(&v->c, v->person, &now));
	if (now.closed)
		return ERR_DENIED;
	w.now = &now;
	w.before = before_of(v, now.held, now.id, in ? in->before : none);
	w.action = visit_path(v, "/people/%s/safety/plan", visit_id(v, v->person.b));
	if (!visit_draft(v) && now.held)
		plan_fill(v, &now);
	safety_plan_page(visit_page(v), visit_head(v, T("Safety plan"), "/people"), &v->form, &w);
	return OK;
}

static bool said_nothing(const struct plan_form *in)
{
	for (int i = 0; i < SAFETY_PARTS; i++)
		if (in->part[i].n)
			return false;
	return true;
}

enum err safety_plan_save(struct visit *v)
{
	const struct plan_form *in = v->in;
	struct safety_plan p = { .how = in->how, .when = in->when, .review = in->review };

	TRY(when_check(v, &in->when));
	if (said_nothing(in))
		return visit_problem(v, "signs", T("One line is enough. Or leave it for now."));
	if (day_known(in->review) && in->review.n <= v->c.today.n)
		return visit_problem(v, "review", T("Please choose a day that is still to come."));
	memcpy(p.part, in->part, sizeof p.part);
	TRY(safety_plan_write(&v->c, v->person, v->token, &p, row_unless_none(&in->before)));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/safety", visit_id(v, v->person.b));
}

enum err safety_plan_before_show(struct visit *v)
{
	struct plan_view w = { .conflict = false };
	struct safety_plan plan;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(safety_person(v, &w.person));
	TRY(safety_plan_read_row(&v->c, v->person, row, &plan));
	if (plan.closed)
		return ERR_DENIED;
	w.now = &plan;
	safety_before_page(visit_page(v), visit_head(v, T("An earlier plan"), "/people"), &w);
	return OK;
}

enum err safety_before_read(struct visit *v, struct safety_view *w)
{
	struct safety_plan_row_list rows;
	struct safety_plan *list;
	size_t n = 0;

	safety_plans_of(v->c.read, v->c.house->org, v->person, &rows);
	TRY(read_now(v->c.read));
	list = NEW_N(v->c.arena, struct safety_plan, SAFETY_BEFORE);
	for (size_t i = rows.n; i-- > 0;) {
		if (rows.at[i].current)
			continue;
		w->earlier++;
		if (n < SAFETY_BEFORE)
			TRY(safety_plan_open_row(&v->c, v->person, &rows.at[i], &list[n++]));
	}
	w->before = (struct plan_versions){ list, n };
	return OK;
}
