/* The plan on one page, and what may grow into it. */
#include "care/plan_html.h"
#include "care/plan_inside.h"

enum err plan_person(struct visit *v, struct person *out)
{
	TRY(person_read(&v->c, v->person, out));
	if (!out->name.p || !out->name.n)
		out->name = out->code;
	return OK;
}

enum err plan_quote(struct ctx *c, struct person_id person, struct str from, struct row_id source,
                    struct str *quote, struct day *said)
{
	bool concern = str_eq(from, STR("concern"));
	struct words w;
	enum err e;

	*quote = (struct str){ NULL, 0 };
	*said = NO_DAY;
	if (!concern && !str_eq(from, STR("wish")))
		return OK;
	e = words_read_row(c, person, source, &w);
	if (e != OK || w.closed)
		return e == ERR_ABSENT ? OK : e;
	*quote = concern ? w.concerns : w.wishes;
	*said = w.day;
	return OK;
}

/* --- putting it in order --- */

static struct plan_entries belonging(struct ctx *c, const struct plan *plan, enum plan_kind kind,
                                     struct row_id goal)
{
	struct plan_entry *list = NEW_N(c->arena, struct plan_entry, plan->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < plan->n; i++) {
		const struct plan_entry *e = &plan->at[i];
		if (e->current && e->kind == kind && row_id_eq(e->goal, goal))
			list[n++] = *e;
	}
	return (struct plan_entries){ list, n };
}

static bool is_past(const struct plan_entry *goal)
{
	return plan_is(goal, "reached") || plan_is(goal, "let_go");
}

/* Chosen now, then later, then what is behind. */
static int rank_of(const struct plan_entry *goal)
{
	return is_past(goal) ? 2 : plan_is(goal, "later");
}

static enum err goals(struct ctx *c, struct person_id person, const struct plan *plan,
                      struct plan_view *view)
{
	struct goal_view *list = NEW_N(c->arena, struct goal_view, plan->n + 1);
	size_t n = 0;

	for (int rank = 0; rank <= 2; rank++)
		for (size_t i = 0; i < plan->n; i++) {
			const struct plan_entry *e = &plan->at[i];
			struct goal_view *g = &list[n];
			if (!e->current || e->kind != PLAN_GOAL || rank_of(e) != rank)
				continue;
			*g = (struct goal_view){ .goal = *e,
				                     .options = belonging(c, plan, PLAN_OPTION, e->root),
				                     .steps = belonging(c, plan, PLAN_STEP, e->root),
				                     .past = is_past(e) };
			TRY(plan_quote(c, person, e->from, e->source, &g->quote, &g->said));
			view->past += g->past;
			n++;
		}
	view->goals = (struct goal_views){ list, n };
	return OK;
}

/* Newest first. */
static struct plan_entries agreements(struct ctx *c, const struct plan *plan)
{
	struct plan_entry *list = NEW_N(c->arena, struct plan_entry, plan->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < plan->n; i++) {
		const struct plan_entry *e = &plan->at[i];
		size_t k = n;
		if (!e->current || e->kind != PLAN_AGREEMENT)
			continue;
		for (; k > 0 && list[k - 1].day.n <= e->day.n; k--)
			list[k] = list[k - 1];
		list[k] = *e;
		n++;
	}
	return (struct plan_entries){ list, n };
}

enum err plan_view_read(struct visit *v, struct plan_view *out)
{
	struct ctx *c = &v->c;
	struct file_entries files;
	struct plan plan;

	*out = (struct plan_view){ .today = c->today, .conflict = v->conflict };
	TRY(plan_person(v, &out->person));
	TRY(plan_read(c, v->person, &plan));
	TRY(goals(c, v->person, &plan, out));
	out->agreements = agreements(c, &plan);
	if (out->agreements.n) {
		TRY(files_read(c, v->person, &files));
		out->papers = file_papers(c, v->person, &files, "plan", out->agreements.at->root);
		if (!plan_is(out->agreements.at, "signature") && !plan_is(out->agreements.at, "mark"))
			out->papers.add.n = 0;
	}
	out->closed = plan.closed;
	out->may_write = can(c, v->person, MAY_WRITE, IN_CASE);
	return OK;
}

enum err plan_show(struct visit *v)
{
	struct plan_view view;

	TRY(plan_view_read(v, &view));
	TRY(words_read(&v->c, v->person, &view.words));
	if (view.may_write)
		TRY(assessment_low(&v->c, v->person, &view.low.at, &view.low.n));
	plan_page(visit_page(v), visit_head(v, T("Plan"), "/people"), &v->form, &view);
	return OK;
}
