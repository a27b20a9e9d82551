/* The law in the demonstration: status, proceedings, hearings, what would be just. */
#include "care/companion.h"
#include "care/legal.h"
#include "cli/demo_life.h"

static const char *const after_hearing[] = {
#define HEARD(text) text,
#include "cli/demo_texts.def"
#undef HEARD
};
static const char *const justice[] = {
#define JUSTICE(text) text,
#include "cli/demo_texts.def"
#undef JUSTICE
};
static const char *const legal_notes[] = {
#define LEGAL_NOTE(text) text,
#include "cli/demo_texts.def"
#undef LEGAL_NOTE
};
enum { REFLECTION_DAYS = 45, PERMIT_DAYS = 365, STATUS_DAY = 4 };

/* --- status --- */

static enum err put_status(const struct turn *t, struct legal_status *s)
{
	struct row_id before = t->l->row[ROW_STATUS];
	bool first = !t->l->has_status;

	s->when = WHEN_TYPED;
	t->l->has_status = true;
	t->l->row[ROW_STATUS] = row_id_fresh(t->c->now);
	return legal_status_write(t->c, t->l->person.id, t->l->row[ROW_STATUS], s,
	                          first ? NULL : &before);
}

static struct legal_status without_days(const char *code)
{
	return (struct legal_status){ .code = str_z(code),
		                          .until = NO_DAY,
		                          .reflection = NO_DAY,
		                          .reflection_end = NO_DAY,
		                          .extended = NO_DAY };
}

static enum err write_settled(const struct turn *t)
{
	static const char *const codes[] = { "not_needed", "not_needed", "citizen", "permanent" };
	struct legal_status s = without_days(codes[dice_below(&t->d->dice, COUNT(codes))]);

	return put_status(t, &s);
}

static enum err write_reflection(const struct turn *t)
{
	struct legal_status s = without_days("reflection");

	s.reflection = t->c->today;
	s.reflection_end = day_add(t->c->today, REFLECTION_DAYS);
	return put_status(t, &s);
}

static enum err write_applied(const struct turn *t)
{
	struct legal_status s = without_days(demo_chance(t->d, 70) ? "applied" : "asylum");

	return put_status(t, &s);
}

static enum err write_permit(const struct turn *t)
{
	struct legal_status s = without_days("permit");

	s.until = day_add(t->c->today, PERMIT_DAYS);
	return put_status(t, &s);
}

static void plan_status(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days = STATUS_DAY + REFLECTION_DAYS - 2;

	if (demo_chance(d, 45)) {
		if (demo_goes_on(d, l, STATUS_DAY))
			demo_add(d, e, l, STATUS_DAY, write_settled, 0);
		return;
	}
	if (demo_goes_on(d, l, STATUS_DAY))
		demo_add(d, e, l, STATUS_DAY, write_reflection, 0);
	if (demo_goes_on(d, l, days))
		demo_add(d, e, l, days, write_applied, 0);
	days += demo_between(d, 60, 150);
	for (; demo_goes_on(d, l, days); days += PERMIT_DAYS - 10)
		demo_add(d, e, l, days, write_permit, 0);
}

/* --- the legal worker --- */

static enum err write_lawyer(const struct turn *t)
{
	return companion_begin(t->c, t->l->person.id, t->d->legal->id);
}

static enum err write_proceeding(const struct turn *t)
{
	static const char *const kinds[] = { "criminal_injured", "criminal_witness", "labour",
		                                 "compensation",     "immigration",      "family" };
	struct legal_proceeding p = { .kind = ONE_OF(t->d, kinds),
		                          .court = arena_fmt(t->c->arena, "Court of the river bend, %d",
		                                             (int)demo_between(t->d, 100, 999)),
		                          .words = STR("The legal worker speaks for this person."),
		                          .when = WHEN_TYPED };

	t->l->row[ROW_PROCEEDING] = row_id_fresh(t->c->now);
	return legal_proceeding_write(t->c, t->l->person.id, t->l->row[ROW_PROCEEDING], &p, NULL);
}

static enum err write_view(const struct turn *t)
{
	static const char *const parts[] = { "yes", "not_yet", "not_yet", "no" };
	struct legal_view v = { .justice = ONE_OF(t->d, justice),
		                    .part = ONE_OF(t->d, parts),
		                    .when = WHEN_TYPED };

	return legal_view_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &v, NULL);
}

static enum err write_legal_note(const struct turn *t)
{
	struct legal_note n = { .words = ONE_OF(t->d, legal_notes), .when = WHEN_TYPED };

	return legal_note_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &n, NULL);
}

static struct legal_hearing hearing_of(const struct turn *t)
{
	return (struct legal_hearing){ .day = day_add(t->c->today, t->what),
		                           .companion = STR("The caseworker"),
		                           .state = STR("planned"),
		                           .when = WHEN_TYPED,
		                           .place = STR("Second floor, side entrance"),
		                           .proceeding = t->l->row[ROW_PROCEEDING] };
}

/* what: days until it. */
static enum err write_hearing(const struct turn *t)
{
	struct legal_hearing h = hearing_of(t);

	t->l->row[ROW_HEARING] = row_id_fresh(t->c->now);
	return legal_hearing_write(t->c, t->l->person.id, t->l->row[ROW_HEARING], &h, NULL);
}

static enum err write_heard(const struct turn *t)
{
	struct legal_hearing h = hearing_of(t);

	h.state = STR("held");
	h.after = ONE_OF(t->d, after_hearing);
	h.decided = STR("A further day will be set.");
	return legal_hearing_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &h,
	                           &t->l->row[ROW_HEARING]);
}

static void plan_hearings(struct demo *d, struct demo_events *e, struct life *l,
                          enum demo_writer by)
{
	int64_t days = demo_between(d, 60, 160);
	int64_t ahead = demo_between(d, 18, 34);

	for (int i = 0; i < 3 && demo_goes_on(d, l, days); i++) {
		if (l->until > 0 && days + ahead >= l->until)
			return;
		demo_add_by(d, e, l, days, 13 * 60, by, write_hearing, (int)ahead);
		if (demo_goes_on(d, l, days + ahead))
			demo_add_by(d, e, l, days + ahead, 15 * 60 + 50, by, write_heard, 0);
		days += ahead + demo_between(d, 90, 200);
	}
}

static void plan_proceeding(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days = demo_between(d, 30, 50);

	if (!demo_goes_on(d, l, days))
		return;
	l->lawyer = true;
	demo_add_by(d, e, l, days - 3, 9 * 60, BY_WORKER, write_lawyer, 0);
	demo_add_by(d, e, l, days, 10 * 60, BY_LEGAL, write_view, 0);
	demo_add_by(d, e, l, days, 10 * 60 + 30, BY_LEGAL, write_proceeding, 0);
	plan_hearings(d, e, l, BY_LEGAL);
	for (days += 20; demo_goes_on(d, l, days); days += demo_between(d, 50, 120))
		demo_add_by(d, e, l, days, 16 * 60, BY_LEGAL, write_legal_note, 0);
}

void demo_plan_law(struct demo *d, struct demo_events *e, struct life *l)
{
	if (!l->mother)
		plan_status(d, e, l);
	if (d->legal && demo_adult(l) && d->workers[l->worker].team == 0 && demo_chance(d, 35))
		plan_proceeding(d, e, l);
	else if (!d->legal && demo_adult(l) && demo_chance(d, 25))
		plan_hearings(d, e, l, BY_WORKER);
}
