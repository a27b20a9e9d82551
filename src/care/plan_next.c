/* What follows from the plan: tasks, figures, and what her page shows. */
#include "base/fields.h"
#include "care/day.h"
#include "care/milestone.h"
#include "care/plan_inside.h"
#include "care/plan_sql.h"

/* --- tasks --- */

static bool open_step(const struct plan *plan, const struct plan_entry *e)
{
	const struct plan_entry *goal;

	if (e->kind != PLAN_STEP || !e->current || !plan_is(e, "open") || !day_known(e->due))
		return false;
	goal = plan_find(plan, e->goal);
	return goal && !plan_is(goal, "let_go");
}

enum err plan_tasks(struct ctx *c, struct person_id person, const struct plan *plan)
{
	TRY(task_close(c, person, TASK_STEP));
	for (size_t i = 0; i < plan->n; i++) {
		const struct plan_entry *e = &plan->at[i];
		bool first = true;
		if (!open_step(plan, e))
			continue;
		for (size_t k = 0; k < i; k++)
			first &= !open_step(plan, &plan->at[k]) || plan->at[k].due.n != e->due.n;
		/* Without words: the task is open to more people than the plan. */
		if (first)
			TRY(task_add(c, person, TASK_STEP, e->due, NULL, (struct str){ "", 0 }));
	}
	return OK;
}

/* --- figures: states by domain, never a word --- */

enum { DOMAINS = 6 };
static const char *const domains[DOMAINS + 1] = { "safety", "legal",    "mental", "work",
	                                              "social", "physical", "none" };

static int64_t count_of(const struct plan *plan, enum plan_kind kind, const char *state)
{
	int64_t n = 0;

	for (size_t i = 0; i < plan->n; i++)
		n += plan->at[i].kind == kind && plan_is(&plan->at[i], state);
	return n;
}

static void put_goals(struct ctx *c, struct buf *b, const struct plan *plan)
{
	for (int d = 0; d <= DOMAINS; d++) {
		int64_t chosen = 0;
		int64_t reached = 0;
		for (size_t i = 0; i < plan->n; i++) {
			const struct plan_entry *e = &plan->at[i];
			if (e->kind != PLAN_GOAL || (e->domain < 0 ? DOMAINS : e->domain) != d)
				continue;
			reached += plan_is(e, "reached");
			chosen += plan_is(e, "reached") || plan_is(e, "chosen");
		}
		fields_put_int(b, arena_fmt(c->arena, "goals_chosen_%s", domains[d]).p, chosen);
		fields_put_int(b, arena_fmt(c->arena, "goals_reached_%s", domains[d]).p, reached);
	}
}

/* A goal of their own is a plan; so is whatever was agreed, also by word. Not to sign is a no; to
 * decline one help of several is a choice. */
enum err plan_milestones(struct ctx *c, struct person_id person, const struct episode *e,
                         const void *fresh, struct buf *b)
{
	const struct plan *plan = fresh;
	struct plan known;
	struct day first = NO_DAY;
	struct day no = NO_DAY;

	if (!plan) {
		TRY(plan_read(c, person, &known));
		plan = &known;
	}
	for (size_t i = 0; i < plan->n; i++) {
		const struct plan_entry *one = &plan->at[i];
		if (!one->current)
			continue;
		if (one->kind == PLAN_AGREEMENT && plan_is(one, "not"))
			no = milestone_sooner(e, no, one->day);
		else if (one->kind == PLAN_GOAL || one->kind == PLAN_AGREEMENT)
			first = milestone_sooner(e, first, one->day);
	}
	milestone_put(b, e, "first_plan", first);
	milestone_put(b, e, "no_plan", no);
	return OK;
}

enum err plan_count(struct ctx *c, struct person_id person, const struct plan *plan)
{
	struct buf b = buf_new(c->arena, 2048);

	put_goals(c, &b, plan);
	fields_put_int(&b, "options_chosen", count_of(plan, PLAN_OPTION, "chosen"));
	fields_put_int(&b, "options_declined", count_of(plan, PLAN_OPTION, "declined"));
	fields_put_int(&b, "options_later", count_of(plan, PLAN_OPTION, "later"));
	fields_put_int(&b, "steps_done", count_of(plan, PLAN_STEP, "done"));
	fields_put_int(&b, "plan_not_signed", count_of(plan, PLAN_AGREEMENT, "not"));
	fields_put_int(&b, "plan_agreed",
	               count_of(plan, PLAN_AGREEMENT, "signature") +
	                   count_of(plan, PLAN_AGREEMENT, "mark") +
	                   count_of(plan, PLAN_AGREEMENT, "word"));
	TRY(episode_count(c, person, "plan", NO_DAY, &b));
	return milestone_count(c, person, plan_milestones, plan);
}

/* --- her page --- */

struct asked {
	struct plan_row_list rows;
	const struct plan_words *words;
};

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct asked *a = NEW(c->arena, struct asked);

	plan_all(c->read, c->house->org, person, &a->rows);
	plan_words(c->read, c->house->org, person, &a->words);
	*state = a;
}

static const char *title_of(const struct plan_entry *e)
{
	switch (e->kind) {
	case PLAN_GOAL:
		return plan_is(e, "reached") ? T("A goal was reached") : T("A goal");
	case PLAN_OPTION:
		return plan_is(e, "declined") ? T("A way was declined") : T("A way was offered");
	case PLAN_STEP:
		return plan_is(e, "done") ? T("A step was done") : T("A step of the plan");
	case PLAN_AGREEMENT:
		return T("The plan, looked at together");
	}
	return "";
}

static const char *const where[] = { [PLAN_GOAL] = "plan/goals",
	                                 [PLAN_OPTION] = "plan/options",
	                                 [PLAN_STEP] = "plan/steps",
	                                 [PLAN_AGREEMENT] = "plan/agreements" };

static void next(struct ctx *c, struct person_id person, struct page_parts *parts,
                 const char *title, const char *button)
{
	char id[ID_TEXT + 1];

	id_write(person.b, id);
	page_step(parts, (struct next_step){ .due = c->today,
	                                     .title = title,
	                                     .href = arena_fmt(c->arena, "/people/%s/plan", id),
	                                     .button = button });
}

/* The last agreement or review; NULL: none yet. */
static const struct plan_entry *last_agreement(const struct plan *plan)
{
	const struct plan_entry *last = NULL;

	for (size_t i = 0; i < plan->n; i++)
		if (plan->at[i].kind == PLAN_AGREEMENT && plan->at[i].current &&
		    (!last || plan->at[i].day.n >= last->day.n))
			last = &plan->at[i];
	return last;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct asked *a = state;
	bool writes = can(c, person, MAY_WRITE, IN_CASE);
	const struct relation *r;
	int64_t goals;
	struct plan plan;

	TRY(plan_open(c, person, &a->rows, &plan));
	for (size_t i = 0; i < plan.n; i++) {
		const struct plan_entry *e = &plan.at[i];
		if (e->current)
			page_moment(parts, (struct moment){ .day = day_known(e->ended) ? e->ended : e->day,
			                                    .hour = e->hour,
			                                    .kind = "plan",
			                                    .title = title_of(e),
			                                    .words = e->words,
			                                    .who = e->author,
			                                    .row = e->root,
			                                    .correct = writes ? where[e->kind] : NULL });
	}
	TRY(relation_of(c, person, &r));
	if (!writes || !a->words || r->state != PERSON_WITH_US)
		return OK;
	goals = count_of(&plan, PLAN_GOAL, "chosen");
	if (plan.n == 0)
		next(c, person, parts, T("A plan, in their own words"), T("Begin the plan"));
	else if (goals && !last_agreement(&plan))
		next(c, person, parts, T("Is this the plan? Agree on it together"), T("Open the plan"));
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("plan.body", CASE, PLAN, plan_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/plan/goals/new", .label = T("A goal"), .opens = IN_CASE },
	{ .path = "/plan/agree", .label = T("Agreed together"), .opens = IN_CASE },
};
const struct module plan_module = {
	.name = "plan",
	.link = { PLACE_WALK, "/plan", T("Plan"), IN_CASE },
	.routes = &plan_routes,
	.ask = ask,
	.tell = tell,
	.queries = plan_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
