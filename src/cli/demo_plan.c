/* The plan of a life in the demonstration: a goal in own words, what was offered, steps, looking at
 * it together. */
#include "care/plan.h"
#include "care/words.h"
#include "cli/demo_life.h"

#include <string.h>

static const struct {
	int domain;
	const char *words, *option, *other, *first, *second;
} goals[] = {
#define GOAL_OF(domain, words, option, other, first, second) \
	{ domain, words, option, other, first, second },
#include "cli/demo_texts.def"
#undef GOAL_OF
};
static const char *const steps[] = {
#define STEP(text) text,
#include "cli/demo_texts.def"
#undef STEP
};
static const char *const steps_done[] = {
#define STEP_DONE(text) text,
#include "cli/demo_texts.def"
#undef STEP_DONE
};
enum { BEGIN_DAY = 16, DECIDED_DAY = 20 };

/* A plan takes the time that it takes. */
static int64_t later(const struct life *l)
{
	uint32_t p = demo_trait(l, 3);

	return p < 12 ? 40 + p * 3 : p % 24;
}

static struct plan_entry entry(const char *words, const char *state)
{
	return (struct plan_entry){ .words = str_z(words),
		                        .state = str_z(state),
		                        .domain = -1,
		                        .day = NO_DAY,
		                        .due = NO_DAY,
		                        .ended = NO_DAY };
}

static enum err write_goal(const struct turn *t)
{
	struct plan_new n = { .what = entry(goals[t->what].words, "chosen") };
	struct words said;

	TRY(words_read(t->c, t->l->person.id, &said));
	n.what.from = said.state == WORDS_WRITTEN ? STR("wish") : STR("own");
	if (said.state == WORDS_WRITTEN)
		n.what.source = said.id;
	n.what.domain = goals[t->what].domain;
	t->l->goal = t->what;
	t->l->row[ROW_GOAL] = row_id_fresh(t->c->now);
	return plan_goal_write(t->c, t->l->person.id, t->l->row[ROW_GOAL], &n);
}

static enum err put_option(const struct turn *t, enum life_row row, const char *words,
                           const char *state, const char *reason)
{
	struct plan_new n = { .what = entry(words, state) };
	struct row_id before = t->l->row[row];

	n.what.goal = t->l->row[ROW_GOAL];
	n.what.reason = str_z(reason);
	n.what.length = STR("As long as it helps.");
	if (strcmp(state, "offered") != 0)
		n.replaces = &before;
	t->l->row[row] = row_id_fresh(t->c->now);
	return plan_option_write(t->c, t->l->person.id, t->l->row[row], &n);
}

static enum err write_option(const struct turn *t)
{
	return put_option(t, ROW_OPTION, goals[t->l->goal].option, "offered", "");
}

static enum err write_other_option(const struct turn *t)
{
	return put_option(t, ROW_OTHER_OPTION, goals[t->l->goal].other, "offered", "");
}

static enum err write_chosen(const struct turn *t)
{
	return put_option(t, ROW_OPTION, goals[t->l->goal].option, "chosen", "");
}

static enum err write_declined(const struct turn *t)
{
	bool later = demo_chance(t->d, 30);

	return put_option(t, ROW_OTHER_OPTION, goals[t->l->goal].other, later ? "later" : "declined",
	                  later ? "" : "Not for now.");
}

/* what: days until it is due; the first two are the goal's own. */
static enum err write_step(const struct turn *t)
{
	static const char *const whos[] = { "self", "us", "us", "partner" };
	int64_t days = t->c->today.n - t->l->entry.n;
	struct str words =
		days <= DECIDED_DAY + later(t->l) ? str_z(goals[t->l->goal].first) : ONE_OF(t->d, steps);
	struct plan_new n = { .what = entry(words.p, "open") };

	n.what.goal = t->l->row[ROW_GOAL];
	n.what.who = ONE_OF(t->d, whos);
	n.what.due = day_add(t->c->today, t->what);
	t->l->row[ROW_STEP] = row_id_fresh(t->c->now);
	return plan_step_write(t->c, t->l->person.id, t->l->row[ROW_STEP], &n);
}

static enum err write_step_done(const struct turn *t)
{
	return plan_step_done(t->c, t->l->person.id, row_id_fresh(t->c->now), t->l->row[ROW_STEP],
	                      ONE_OF(t->d, steps_done));
}

static enum err write_agreement(const struct turn *t)
{
	static const char *const states[] = { "signature", "signature", "word", "mark", "not" };
	struct plan_new n = { .what = entry("", "word") };
	struct row_id before = t->l->row[ROW_AGREEMENT];

	n.what.state = ONE_OF(t->d, states);
	n.what.language = t->l->person.language;
	n.replaces = t->l->agreed ? &before : NULL;
	n.what.day = t->c->today;
	t->l->agreed = true;
	t->l->row[ROW_AGREEMENT] = row_id_fresh(t->c->now);
	return plan_agree(t->c, t->l->person.id, t->l->row[ROW_AGREEMENT], &n);
}

static enum err write_reached(const struct turn *t)
{
	const char *state = strcmp(t->l->reason, "plan_completed") == 0 ? "reached" : "let_go";
	struct plan_new n = { .what = entry(goals[t->l->goal].words, state),
		                  .replaces = &t->l->row[ROW_GOAL] };

	n.what.domain = goals[t->l->goal].domain;
	return plan_goal_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

/* One after the other; the last one of those who are with us is still to do. */
static void plan_steps(struct demo *d, struct demo_events *e, struct life *l, int64_t days)
{
	while (demo_goes_on(d, l, days)) {
		int64_t due = demo_between(d, 9, 30);
		if (l->until > 0 && days + due >= l->until)
			return;
		demo_add_by(d, e, l, days, 14 * 60 + 30, BY_WORKER, write_step, (int)due);
		if (demo_goes_on(d, l, days + due))
			demo_add_by(d, e, l, days + due, 11 * 60 + 30, BY_WORKER, write_step_done, 0);
		days += due + demo_between(d, 4, 50);
	}
}

void demo_plan_plan(struct demo *d, struct demo_events *e, struct life *l)
{
	int which = (int)dice_below(&d->dice, COUNT(goals));
	int64_t begin = BEGIN_DAY + later(l);
	int64_t decided = DECIDED_DAY + later(l);
	int64_t days;

	if (l->age < 8 || !demo_goes_on(d, l, decided + 5))
		return;
	demo_add_by(d, e, l, begin, 14 * 60, BY_WORKER, write_goal, which);
	demo_add_by(d, e, l, begin, 14 * 60 + 10, BY_WORKER, write_option, 0);
	demo_add_by(d, e, l, begin, 14 * 60 + 12, BY_WORKER, write_other_option, 0);
	demo_add_by(d, e, l, decided, 14 * 60, BY_WORKER, write_chosen, 0);
	demo_add_by(d, e, l, decided, 14 * 60 + 5, BY_WORKER, write_declined, 0);
	plan_steps(d, e, l, decided);
	for (days = decided; demo_goes_on(d, l, days); days += demo_between(d, 76, 91))
		demo_add_by(d, e, l, days, 14 * 60 + 50, BY_WORKER, write_agreement, 0);
	if (l->until > 0)
		demo_add_by(d, e, l, l->until, 10 * 60, BY_WORKER, write_reached, 0);
}
