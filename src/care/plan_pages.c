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

static bool belongs(const struct plan_entry *e, enum plan_kind kind, struct row_id goal)
{
	return e->current && e->kind == kind && row_id_eq(e->goal, goal);
}

/* What belongs to a goal; steps that are still to do stand before those that are behind. */
static struct plan_entries belonging(struct ctx *c, const struct plan *plan, enum plan_kind kind,
                                     struct row_id goal)
{
	struct plan_entry *list;
	size_t n = 0;

	for (size_t i = 0; i < plan->n; i++)
		n += belongs(&plan->at[i], kind, goal);
	list = NEW_N(c->arena, struct plan_entry, n + 1);
	n = 0;
	for (int behind = 0; behind <= 1; behind++)
		for (size_t i = 0; i < plan->n; i++) {
			const struct plan_entry *e = &plan->at[i];
			if (belongs(e, kind, goal) && (kind == PLAN_STEP && !plan_is(e, "open")) == behind)
				list[n++] = *e;
		}
	return (struct plan_entries){ list, n };
}

static size_t behind(const struct plan_entries *steps)
{
	size_t n = 0;

	for (size_t i = 0; i < steps->n; i++)
		n += !plan_is(&steps->at[i], "open");
	return n;
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
			g->behind = behind(&g->steps);
			TRY(plan_quote(c, person, e->from, e->source, &g->quote, &g->said));
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

/* Goals, options and steps of one page. */
enum { PLAN_ROWS = 24 };

/* One page of the goals: as many as have room with all that belongs to them, one at least. */
static void page_of(const struct visit *v, struct plan_view *view, const char *base)
{
	struct pager *p = &view->pager;
	size_t rows = 0;

	*p = visit_pager(v, base, view->goals.n, PLAN_ROWS);
	for (size_t i = 0; i < p->n; i++) {
		const struct goal_view *g = &view->goals.at[p->from + i];
		rows += 1 + g->options.n + g->steps.n;
		if (i && rows > PLAN_ROWS)
			p->n = i;
		else
			view->past += g->past;
	}
	p->older = p->from + p->n < view->goals.n ? p->from + p->n : 0;
	p->newer = 0; /* goals are of different lengths: back to the beginning */
	view->shown = (struct goal_views){ view->goals.at + p->from, p->n };
}

enum err plan_show(struct visit *v)
{
	const char *here = visit_path(v, "/people/%s/plan?", visit_id(v, v->person.b));
	struct plan_view view;

	TRY(plan_view_read(v, &view));
	page_of(v, &view, here);
	TRY(words_read(&v->c, v->person, &view.words));
	if (view.may_write)
		TRY(assessment_low(&v->c, v->person, &view.low.at, &view.low.n));
	plan_page(visit_page(v), visit_head(v, T("Plan"), "/people"), &v->form, &view);
	return OK;
}
