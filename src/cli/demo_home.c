/* Where somebody of the demonstration sleeps, and how the days are: stays and check-ins. */
#include "care/checkin.h"
#include "care/stay.h"
#include "cli/demo_life.h"

static const char *const places[] = {
#define PLACE(text) text,
#include "cli/demo_texts.def"
#undef PLACE
};
static const char *const streets[] = {
#define STREET(text) text,
#include "cli/demo_texts.def"
#undef STREET
};
static const struct {
	int level;
	const char *words;
} feelings[] = {
#define FEELS(level, text) { level, text },
#include "cli/demo_texts.def"
#undef FEELS
};

/* --- stays --- */

static struct stay_new in_shelter(const struct turn *t)
{
	const struct demo *d = t->d;
	size_t team = d->workers[t->l->worker].team;

	return (struct stay_new){ .kind = STR("shelter"),
		                      .site = str_z(demo_teams[team].code),
		                      .place = arena_fmt(t->c->arena, "%s, room %d", demo_teams[team].name,
		                                         (int)demo_between(t->d, 1, 14)) };
}

static struct stay_new elsewhere(const struct turn *t)
{
	static const char *const kinds[] = { "own_home", "own_home", "own_home",
		                                 "family",   "friends",  "partner" };
	static const char *const of_children[] = { "family", "family", "foster" };
	bool alone = !demo_adult(t->l) && !t->l->mother;
	struct str street = ONE_OF(t->d, streets);
	struct stay_new n = { .kind = alone ? ONE_OF(t->d, of_children) : ONE_OF(t->d, kinds),
		                  .place = ONE_OF(t->d, places) };

	if (t->l->mother)
		n.kind = STR("family");
	n.address =
		arena_fmt(t->c->arena, "%.*s %d", (int)street.n, street.p, (int)demo_between(t->d, 1, 60));
	return n;
}

/* what: days in the shelter that were agreed; 0: a place of another kind. */
static enum err write_stay(const struct turn *t)
{
	struct stay_new n = t->what ? in_shelter(t) : elsewhere(t);

	n.since = WHEN_TYPED;
	n.until = t->what ? day_add(t->c->today, t->what) : NO_DAY;
	n.ended = NO_DAY;
	return stay_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

static void plan_stays(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days = demo_between(d, 60, 200);

	if (!l->shelter && !demo_chance(d, 45)) {
		demo_add_by(d, e, l, 1, 10 * 60 + 20, BY_WORKER, write_stay, 0);
		return;
	}
	days += l->shelter ? 160 : 0;
	demo_add_by(d, e, l, 0, 18 * 60, BY_WORKER, write_stay, (int)days);
	if (demo_goes_on(d, l, days))
		demo_add(d, e, l, days, write_stay, 0);
}

/* --- check-ins --- */

static struct str words_of(struct demo *d, int level)
{
	uint32_t at = dice_below(&d->dice, COUNT(feelings));

	for (uint32_t i = 0; i < COUNT(feelings); i++)
		if (feelings[(at + i) % COUNT(feelings)].level == level)
			return str_z(feelings[(at + i) % COUNT(feelings)].words);
	return STR("");
}

/* what: days until the next one. */
static enum err write_checkin(const struct turn *t)
{
	static const char *const hows[] = { "visit", "phone", "phone", "message" };
	struct demo *d = t->d;
	double level = demo_level(d, t->l, 2, t->c->today.n - t->l->entry.n);
	int64_t n = (int64_t)(level + 0.8 + 1.6 * (demo_uniform(d) - 0.5));
	struct checkin_new made = { .when = WHEN_TYPED,
		                        .how = ONE_OF(d, hows),
		                        .next = t->what ? day_add(t->c->today, t->what) : NO_DAY };

	made.level = n < 1 ? 1 : n > CHECKIN_LEVELS ? CHECKIN_LEVELS : (int)n;
	if (demo_chance(d, 60))
		made.words = words_of(d, made.level);
	return checkin_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &made);
}

/* Close together in the first weeks, then about once a month. */
static void plan_checkins(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days = demo_between(d, 3, 6);

	while (demo_goes_on(d, l, days)) {
		int64_t gap = days < 60 ? demo_between(d, 10, 18) : demo_between(d, 25, 45);
		bool ends = l->until > 0 && days + gap >= l->until;
		/* Now and then one is forgotten: figures and lists must show it. */
		if (l->until < 0 && demo_trait(l, 4) < 14 && !demo_goes_on(d, l, days + gap))
			return;
		demo_add(d, e, l, days, write_checkin, ends ? 0 : (int)gap);
		days += gap;
	}
}

void demo_plan_home(struct demo *d, struct demo_events *e, struct life *l)
{
	plan_stays(d, e, l);
	if (!l->mother)
		plan_checkins(d, e, l);
}
