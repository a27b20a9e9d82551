/* Writing the plan: every change is a row of its own. */
#include "care/day.h"
#include "care/plan_inside.h"
#include "care/plan_sql.h"

/* The new entry beside those that stay in force. */
static struct plan with(struct ctx *c, const struct plan *plan, const struct plan_entry *e)
{
	struct plan_entry *list = NEW_N(c->arena, struct plan_entry, plan->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < plan->n; i++)
		if (plan->at[i].current && !row_id_eq(plan->at[i].root, e->root))
			list[n++] = plan->at[i];
	list[n++] = *e;
	return (struct plan){ list, n, false };
}

static bool known(const struct plan_entry *e)
{
	bool words = e->kind == PLAN_AGREEMENT || str_trim(e->words).n;

	return words && plan_label(plan_states(e->kind), e->state)[0] && e->domain >= -1 &&
	       e->domain <= 5;
}

/* Settles what the caller left open; before: what it replaces. */
static struct plan_entry settle(struct ctx *c, const struct plan_entry *what, struct row_id id,
                                const struct plan_entry *before)
{
	struct plan_entry e = *what;

	e.id = id;
	e.root = before ? before->root : id;
	e.current = true;
	if (before && before->kind == PLAN_GOAL) {
		e.source = before->source;
		e.from = before->from;
	}
	if (!day_known(e.day))
		e.day = before ? before->day : c->today;
	if (!day_known(e.ended) && !plan_is(&e, "open") && !plan_is(&e, "offered"))
		e.ended = before && str_eq(before->state, e.state) ? before->ended : c->today;
	return e;
}

static enum err store(struct ctx *c, struct person_id person, const struct plan_entry *e,
                      const struct row_id *replaces)
{
	struct sealed body;

	TRY(seal_person(c, person, IN_CASE, SEAL_PLAN, e->id, plan_body(c, e), &body));
	if (replaces)
		plan_replace(c->change, c->house->org, person, *replaces);
	plan_insert(c->change, &(struct plan_insert_args){ .org = c->house->org,
	                                                   .person = person,
	                                                   .id = e->id,
	                                                   .has_replaces = replaces != NULL,
	                                                   .replaces = row_or_none(replaces),
	                                                   .author = c->actor->id,
	                                                   .hour = clock_hour(c->now),
	                                                   .body = body });
	return audit_written(c, person, replaces);
}

/* *after: the plan with it. */
static enum err write(struct ctx *c, struct person_id person, struct row_id id, enum plan_kind kind,
                      const struct plan_new *n, struct plan *after)
{
	const struct plan_entry *before = NULL;
	struct plan_entry e = n->what;
	struct plan plan;

	e.kind = kind;
	if (!can(c, person, MAY_WRITE, IN_CASE))
		return ERR_DENIED;
	if (!known(&e))
		return ERR_INVALID;
	TRY(plan_read(c, person, &plan));
	if (n->replaces) {
		before = plan_row_of(&plan, *n->replaces);
		if (!before || before->kind != kind)
			return ERR_ABSENT;
		e.goal = before->goal;
	}
	if ((kind == PLAN_OPTION || kind == PLAN_STEP) && !plan_find(&plan, e.goal))
		return ERR_ABSENT;
	e = settle(c, &e, id, before);
	TRY(store(c, person, &e, n->replaces));
	*after = with(c, &plan, &e);
	return plan_count(c, person, after);
}

enum err plan_goal_write(struct ctx *c, struct person_id person, struct row_id id,
                         const struct plan_new *n)
{
	struct plan after;

	return write(c, person, id, PLAN_GOAL, n, &after);
}

enum err plan_option_write(struct ctx *c, struct person_id person, struct row_id id,
                           const struct plan_new *n)
{
	struct plan after;

	return write(c, person, id, PLAN_OPTION, n, &after);
}

enum err plan_step_write(struct ctx *c, struct person_id person, struct row_id id,
                         const struct plan_new *n)
{
	struct plan after;

	TRY(write(c, person, id, PLAN_STEP, n, &after));
	return plan_tasks(c, person, &after);
}

enum err plan_step_done(struct ctx *c, struct person_id person, struct row_id id,
                        struct row_id step, struct str how)
{
	struct plan plan;
	const struct plan_entry *e;
	struct plan_new n;

	TRY(plan_read(c, person, &plan));
	e = plan_find(&plan, step);
	if (!e || e->kind != PLAN_STEP)
		return ERR_ABSENT;
	n = (struct plan_new){ *e, &e->id };
	n.what.state = STR("done");
	n.what.ended = c->today;
	if (how.n)
		n.what.reason = how;
	return plan_step_write(c, person, id, &n);
}

enum err plan_agree(struct ctx *c, struct person_id person, struct row_id id,
                    const struct plan_new *n)
{
	struct plan_new settled = *n;
	struct day day = day_known(n->what.day) ? n->what.day : c->today;
	struct day last = day_add(day, PLAN_REVIEW_DAYS);
	struct plan after;

	if (!day_known(n->what.due) || n->what.due.n > last.n)
		settled.what.due = last;
	TRY(write(c, person, id, PLAN_AGREEMENT, &settled, &after));
	TRY(task_close(c, person, TASK_PLAN));
	return task_add(c, person, TASK_PLAN, settled.what.due, NULL, (struct str){ "", 0 });
}
