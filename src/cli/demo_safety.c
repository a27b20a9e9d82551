/* Safety in the demonstration: what was needed within hours, the plan, the phone, what happened. */
#include "care/day_call.h"
#include "care/digital.h"
#include "care/event.h"
#include "care/safety.h"
#include "cli/demo_life.h"

static const char *const part_signs[] = {
#define SIGN(text) text,
#include "cli/demo_texts.def"
#undef SIGN
};
static const char *const part_helps[] = {
#define HELPS(text) text,
#include "cli/demo_texts.def"
#undef HELPS
};
static const char *const part_places[] = {
#define SAFE_PLACE(text) text,
#include "cli/demo_texts.def"
#undef SAFE_PLACE
};
static const char *const part_leave[] = {
#define LEAVE(text) text,
#include "cli/demo_texts.def"
#undef LEAVE
};
static const char *const part_code[] = {
#define CODE_WORD(text) text,
#include "cli/demo_texts.def"
#undef CODE_WORD
};
static const char *const part_night[] = {
#define NIGHT(text) text,
#include "cli/demo_texts.def"
#undef NIGHT
};
static const char *const done[] = {
#define NEED_DONE(text) text,
#include "cli/demo_texts.def"
#undef NEED_DONE
};
static const char *const digital_words[] = {
#define DIGITAL_WORDS(text) text,
#include "cli/demo_texts.def"
#undef DIGITAL_WORDS
};
static const char *const digital_changed[] = {
#define DIGITAL_CHANGED(text) text,
#include "cli/demo_texts.def"
#undef DIGITAL_CHANGED
};
static const struct {
	const char *kind, *institution, *words, *done;
} happened[] = {
#define HAPPENED(kind, institution, words, done) { kind, institution, words, done },
#include "cli/demo_texts.def"
#undef HAPPENED
};
static const struct {
	const char *kind;
	const char *what;
} wanted[] = { { "medicine", "The pills for the night, for three days" },
	           { "food", "Warm clothes and shoes, size 38" },
	           { "phone", "A phone with some credit" },
	           { "interpreter", "An interpreter for tomorrow, better a woman" },
	           { "papers", "The paper for the clinic" },
	           { "shelter", "A bed until Monday" } };
enum { PLAN_DAYS = 90, SAME_DAY = 12 };

/* --- needs --- */

static enum err write_need(const struct turn *t)
{
	uint32_t i = dice_below(&t->d->dice, COUNT(wanted));
	struct safety_need_new n = { .kind = str_z(wanted[i].kind),
		                         .what = str_z(wanted[i].what),
		                         .hours = t->what };

	t->l->row[ROW_NEED] = row_id_fresh(t->c->now);
	return safety_need_write(t->c, t->l->person.id, t->l->row[ROW_NEED], &n);
}

static enum err write_need_met(const struct turn *t)
{
	struct when when = WHEN_TYPED;

	return safety_need_done(t->c, t->l->person.id, row_id_fresh(t->c->now), t->l->row[ROW_NEED],
	                        STR("met"), ONE_OF(t->d, done), &when);
}

static void plan_needs(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t minutes = d->now.s / 60 + d->house->utc_offset;
	int64_t days = demo_days_so_far(d, l);
	int64_t today = minutes % (24 * 60);
	int64_t before = demo_between(d, 10, 90);

	if (demo_chance(d, 70)) {
		demo_add_by(d, e, l, 0, 18 * 60 + 30, BY_WORKER, write_need, SAME_DAY);
		demo_add_by(d, e, l, 0, 21 * 60, BY_WORKER, write_need_met, 0);
	}
	if (demo_goes_on(d, l, days) && days > 4 && demo_chance(d, 4) && today > before)
		demo_add_by(d, e, l, days, today - before, BY_WORKER, write_need,
		            demo_chance(d, 50) ? 4 : 24);
}

/* --- the plan --- */

static enum err write_safety_plan(const struct turn *t)
{
	struct demo *d = t->d;
	struct safety_plan before;
	struct safety_plan p = { .when = WHEN_TYPED,
		                     .review = day_add(t->c->today, PLAN_DAYS),
		                     .how = STR("together") };

	TRY(safety_plan_read(t->c, t->l->person.id, &before));
	p.part[PART_SIGNS] = ONE_OF(d, part_signs);
	p.part[PART_HELPS] = ONE_OF(d, part_helps);
	p.part[PART_PLACES] = ONE_OF(d, part_places);
	p.part[PART_LEAVE] = ONE_OF(d, part_leave);
	if (demo_chance(d, 60))
		p.part[PART_CODE] = ONE_OF(d, part_code);
	if (demo_chance(d, 60))
		p.part[PART_NIGHT] = ONE_OF(d, part_night);
	if (demo_chance(d, 15))
		p.part[PART_MEDICINES] = STR("No penicillin.");
	if (t->l->age < 14)
		p.how = STR("caregiver");
	return safety_plan_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &p,
	                         before.held ? &before.id : NULL);
}

static enum err write_digital(const struct turn *t)
{
	static const char *const wishes[] = { "leave", "other", "change", "help" };
	struct demo *d = t->d;
	struct digital before;
	struct digital p = { .wish = ONE_OF(d, wishes), .when = WHEN_TYPED, .again = NO_DAY };

	TRY(digital_read(t->c, t->l->person.id, &before));
	for (size_t i = 0; i < DIGITAL_ITEMS; i++) {
		uint32_t k = dice_below(&d->dice, 100);
		p.item[i].answer = k < 30 ? STR("yes") : k < 80 ? STR("no") : STR("unsure");
		if (k < 12)
			p.item[i].words = ONE_OF(d, digital_words);
	}
	p.noticed = demo_chance(d, 25) ? STR("yes") : STR("no");
	p.changed = ONE_OF(d, digital_changed);
	p.safer = demo_chance(d, 30) ? STR("Mornings, from the office.") : STR("");
	return digital_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &p,
	                     before.held ? &before.id : NULL);
}

/* --- what happened --- */

static enum err write_happened(const struct turn *t)
{
	uint32_t i = dice_below(&t->d->dice, COUNT(happened));
	struct event_new n = { .kind = str_z(happened[i].kind),
		                   .institution = str_z(happened[i].institution),
		                   .when = WHEN_TYPED,
		                   .words = str_z(happened[i].words),
		                   .done = str_z(happened[i].done),
		                   .plan = STR("yes"),
		                   .plan_day = NO_DAY,
		                   .next_day = NO_DAY };

	if (t->d->now.s - t->c->now.s < (int64_t)6 * 86400) {
		n.next = STR("Ask how it is since then");
		n.next_day = day_add(clock_day(t->d->now, t->d->house->utc_offset), 1);
	}
	return event_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

static enum err write_harm_sign(const struct turn *t)
{
	return event_harm_sign(t->c, t->l->person.id, HARM_IN_CHECK_IN);
}

static enum err write_harm_answer(const struct turn *t)
{
	struct harm_answer_new n = { .with = STR("The caseworker and the lead"),
		                         .done = STR("Sat together until the evening, then the aunt came."),
		                         .safe = STR("yes"),
		                         .next_day = NO_DAY };
	struct task_call call;

	TRY(task_called(t->c, t->l->person.id, TASK_HARM_SIGN, &call));
	n.call = call.open ? &call.id : NULL;
	return event_harm_answer(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

static void plan_harm(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days = demo_between(d, 30, 120);

	if (d->harm_signs || !demo_adult(l) || !demo_goes_on(d, l, days + 120))
		return;
	d->harm_signs++;
	demo_add_by(d, e, l, days, 15 * 60, BY_WORKER, write_harm_sign, 0);
	demo_add_by(d, e, l, days, 15 * 60 + 35, BY_WORKER, write_harm_answer, 0);
}

void demo_plan_safety(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days = demo_between(d, 2, 6);

	plan_needs(d, e, l);
	for (; demo_goes_on(d, l, days); days += demo_between(d, PLAN_DAYS - 14, PLAN_DAYS - 1))
		demo_add(d, e, l, days, write_safety_plan, 0);
	for (days = demo_between(d, 10, 25); l->age >= 12 && demo_goes_on(d, l, days); days += 300)
		demo_add(d, e, l, days, write_digital, 0);
	days = demo_between(d, 14, 500);
	if (demo_chance(d, 22) && demo_goes_on(d, l, days))
		demo_add(d, e, l, days, write_happened, 0);
	days = demo_days_so_far(d, l) - demo_between(d, 1, 4);
	if (demo_chance(d, 3) && days > 5 && demo_goes_on(d, l, days))
		demo_add(d, e, l, days, write_happened, 0);
	plan_harm(d, e, l);
}
