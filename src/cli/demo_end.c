/* Passing on and parting in the demonstration: hand-overs and exit interviews. */
#include "care/exit_interview.h"
#include "care/handover.h"
#include "cli/demo_life.h"

#include <string.h>

static const char *const notes[] = {
#define HANDOVER_NOTE(text) text,
#include "cli/demo_texts.def"
#undef HANDOVER_NOTE
};
static const char *const helped[] = {
#define EXIT_HELPED(text) text,
#include "cli/demo_texts.def"
#undef EXIT_HELPED
};
static const char *const missed[] = {
#define EXIT_MISSED(text) text,
#include "cli/demo_texts.def"
#undef EXIT_MISSED
};

/* --- parting --- */

static enum err write_exit(const struct turn *t)
{
	static const char *const answers[] = { "yes", "yes", "yes", "partly", "unsaid" };
	struct demo *d = t->d;
	struct exit_interview e = { .when = WHEN_TYPED,
		                        .asked_by = STR("other"),
		                        .helped = ONE_OF(d, helped),
		                        .missed = ONE_OF(d, missed),
		                        .respected = ONE_OF(d, answers),
		                        .decided = ONE_OF(d, answers),
		                        .told = ONE_OF(d, answers) };

	return exit_interview_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &e, NULL);
}

void demo_plan_end(struct demo *d, struct demo_events *e, struct life *l)
{
	if (l->until < 30 || l->age < 14 || !demo_chance(d, 60))
		return;
	if (strcmp(l->reason, "lost") == 0 || strcmp(l->reason, "returned") == 0)
		return;
	demo_add_by(d, e, l, l->until, 12 * 60, BY_LEAD, write_exit, 0);
}

/* --- passing on --- */

/* A colleague of the same team; the same worker where there is none. */
static size_t other_worker(const struct demo *d, size_t worker)
{
	for (size_t i = 0; i < d->nworkers; i++)
		if (i != worker && d->workers[i].team == d->workers[worker].team)
			return i;
	return worker;
}

static enum err write_proposed(const struct turn *t)
{
	const struct demo_worker *w = t->d->workers;
	size_t to = other_worker(t->d, t->l->worker);

	return handover_propose(t->c, t->l->person.id, row_id_fresh(t->c->now),
	                        w[t->l->worker].actor->id, w[to].actor->id, ONE_OF(t->d, notes),
	                        STR("I am moving to the other team. You can say no."));
}

static enum err write_answered(const struct turn *t)
{
	return handover_answer(t->c, t->l->person.id, row_id_fresh(t->c->now),
	                       demo_chance(t->d, 50) ? STR("yes") : STR("fine"), NULL,
	                       STR("As long as I do not have to begin again."), NO_DAY);
}

static enum err write_agreed(const struct turn *t)
{
	TRY(write_answered(t));
	t->l->worker = other_worker(t->d, t->l->worker);
	return OK;
}

static enum err write_taken(const struct turn *t)
{
	return handover_take_on(t->c, t->l->person.id, row_id_fresh(t->c->now));
}

/* A mother and her children stay with the same worker, so that both sides can be written. */
static bool could_pass_on(const struct demo *d, const struct life *l)
{
	size_t next = (size_t)(l - d->lives) + 1;
	bool mother = next < d->nlives && d->lives[next].mother == l;

	return l->until < 0 && !l->mother && !mother && demo_days_so_far(d, l) > 120;
}

/* One waits for being told, one for being taken on, and a few were passed on a while ago. */
void demo_plan_handovers(struct demo *d, struct demo_events *e)
{
	size_t n = 0;

	for (size_t i = 0; i < d->nlives; i++) {
		struct life *l = &d->lives[i];
		int64_t days = demo_days_so_far(d, l);
		size_t first = d->nlives > 60 && n < 2 ? 0 : l->worker;
		if (!could_pass_on(d, l) || other_worker(d, l->worker) == l->worker || l->worker != first)
			continue;
		if (n >= 2 && !demo_chance(d, 8))
			continue;
		days -= n >= 2 ? 60 : 1;
		demo_add_by(d, e, l, days, 17 * 60 + 40, BY_WORKER, write_proposed, 0);
		if (n >= 1)
			demo_add_by(d, e, l, days, 17 * 60 + 50, BY_WORKER,
			            n == 1 ? write_answered : write_agreed, 0);
		if (n >= 2)
			demo_add_by(d, e, l, days, 17 * 60 + 55, BY_WORKER, write_taken, 0);
		n++;
	}
}
