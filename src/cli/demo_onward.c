/* What leads onward in the demonstration: savings, work, going home. */
#include "care/onward.h"
#include "cli/demo_life.h"

#include <string.h>

static const char *const saving_for[] = {
#define SAVING_FOR(text) text,
#include "cli/demo_texts.def"
#undef SAVING_FOR
};
static const struct {
	const char *what, *place;
} works[] = {
#define WORK_AT(what, place) { what, place },
#include "cli/demo_texts.def"
#undef WORK_AT
};

static enum err put_onward(const struct turn *t, struct onward_new *n)
{
	n->when = WHEN_TYPED;
	n->next = NO_DAY;
	return onward_write(t->c, t->l->person.id, row_id_fresh(t->c->now), n);
}

/* what: which time it is. */
static enum err write_saving(const struct turn *t)
{
	static const char *const holders[] = { "self", "bank", "bank", "group" };
	struct onward_new n = { .kind = ONWARD_SAVINGS, .checked = NO_DAY };

	n.value[SAVED_IN] = STR("20");
	n.value[SAVED_ALL] = arena_fmt(t->c->arena, "%d", 20 * (t->what + 1));
	n.value[SAVED_FOR] = str_z(saving_for[(size_t)t->l->age % COUNT(saving_for)]);
	n.value[SAVED_HOLDER] = str_z(holders[(size_t)t->l->age % COUNT(holders)]);
	return put_onward(t, &n);
}

static enum err write_work(const struct turn *t)
{
	uint32_t i = dice_below(&t->d->dice, COUNT(works));
	struct onward_new n = { .kind = ONWARD_WORK, .checked = NO_DAY };

	n.value[WORK_WHAT] = str_z(works[i].what);
	n.value[WORK_PLACE] = str_z(works[i].place);
	n.value[WORK_HOURS] = STR("Mornings; Sundays free");
	if (demo_chance(t->d, 75)) {
		n.value[WORK_CHECKED_BY] = STR("The caseworker");
		n.value[WORK_CONTRACT] = STR("yes");
		n.value[WORK_FREE] = STR("yes");
		n.value[WORK_PAPERS] = STR("yes");
		n.value[WORK_SAFE] = demo_chance(t->d, 80) ? STR("yes") : STR("care");
		n.checked = day_add(t->c->today, -1);
	} else
		n.value[WORK_SAFE] = STR("waits");
	return put_onward(t, &n);
}

/* what: 1 when it was decided to go. */
static enum err write_return(const struct turn *t)
{
	struct onward_new n = { .kind = ONWARD_RETURN, .checked = NO_DAY };

	n.value[RETURN_WORDS] = STR("Home, but not to the same village.");
	n.value[RETURN_DECIDED] = t->what ? STR("goes") : STR("thinks");
	if (t->what) {
		n.value[RETURN_CHECKED_BY] = STR("A partner there");
		n.value[RETURN_RESULT] = STR("plan");
		n.value[RETURN_PARTNER] = STR("The house of the lamp, who wait at the station");
		n.checked = day_add(t->c->today, -2);
	}
	return put_onward(t, &n);
}

void demo_plan_onward(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days = demo_between(d, 100, 200);
	int n = 0;

	if (l->age < 16)
		return;
	if (demo_chance(d, 20))
		for (; n < 8 && demo_goes_on(d, l, days); days += 31)
			demo_add(d, e, l, days, write_saving, n++);
	days = demo_between(d, 120, 320);
	if (demo_chance(d, 40) && demo_goes_on(d, l, days))
		demo_add(d, e, l, days, write_work, 0);
	if (l->until > 25 && strcmp(l->reason, "returned") == 0)
		demo_add(d, e, l, l->until - 12, write_return, 1);
	else if (demo_chance(d, 6) && demo_goes_on(d, l, days + 9))
		demo_add(d, e, l, days + 9, write_return, 0);
}
