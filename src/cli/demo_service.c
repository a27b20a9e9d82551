/* Services in the demonstration: what was done, what was promised, groups, what was not possible.
 */
#include "care/companion.h"
#include "care/gathering.h"
#include "care/service.h"
#include "care/unmet.h"
#include "cli/demo_life.h"

static const char *const counsel_notes[] = {
#define COUNSEL_NOTE(text) text,
#include "cli/demo_texts.def"
#undef COUNSEL_NOTE
};
static const char *const service_notes[] = {
#define SERVICE_NOTE(text) text,
#include "cli/demo_texts.def"
#undef SERVICE_NOTE
};
static const struct {
	const char *asked, *why, *words;
} unmet[] = {
#define UNMET(asked, why, words) { asked, why, words },
#include "cli/demo_texts.def"
#undef UNMET
};
enum { GROUP_MOST = 7 };

/* The pack's kinds, read once: they live as long as the command. */
static enum err kinds(const struct turn *t, const struct code_list **out)
{
	struct ctx c = *t->c;

	*out = &t->d->services;
	c.arena = t->d->arena;
	return t->d->services.n ? OK : service_types(&c, &t->d->services);
}

static enum err put_service(const struct turn *t, struct row_id id, struct service_new *n)
{
	n->when = WHEN_TYPED;
	TRY(kinds(t, &n->types));
	return service_write(t->c, t->l->person.id, id, n);
}

static enum err write_service(const struct turn *t)
{
	static const char *const adults[] = { "talk",     "health",  "legal",    "housing", "food",
		                                  "training", "work",    "language", "papers",  "transport",
		                                  "money",    "leisure", "talk" };
	static const char *const children[] = { "schooling", "leisure", "health", "talk", "family" };
	struct service_new n = { .type =
		                         demo_adult(t->l) ? ONE_OF(t->d, adults) : ONE_OF(t->d, children),
		                     .minutes = 15 * demo_between(t->d, 1, 8),
		                     .promised = NO_DAY };
	const struct code_list *all;

	TRY(kinds(t, &all));
	if (demo_chance(t->d, 30) && service_compartment(all, n.type) == IN_CASE)
		n.note = ONE_OF(t->d, service_notes);
	if (demo_chance(t->d, 15))
		n.partner = STR("The clinic on Window Steps");
	return put_service(t, row_id_fresh(t->c->now), &n);
}

/* what: days until it. */
static enum err write_promise(const struct turn *t)
{
	static const char *const types[] = { "language", "training", "papers", "transport", "housing" };
	struct service_new n = { .type = ONE_OF(t->d, types),
		                     .promised = day_add(t->c->today, t->what) };

	t->l->row[ROW_PROMISE] = row_id_fresh(t->c->now);
	return put_service(t, t->l->row[ROW_PROMISE], &n);
}

static enum err write_counselling(const struct turn *t)
{
	struct service_new n = { .type = STR("counselling"),
		                     .minutes = 50,
		                     .promised = NO_DAY,
		                     .note = ONE_OF(t->d, counsel_notes) };

	return put_service(t, row_id_fresh(t->c->now), &n);
}

/* Without the account of a counsellor only that it took place is written. */
static enum err write_counselling_elsewhere(const struct turn *t)
{
	struct service_new n = { .type = STR("counselling"),
		                     .minutes = 50,
		                     .partner = STR("The practice on Cloud Bank"),
		                     .promised = NO_DAY };

	return put_service(t, row_id_fresh(t->c->now), &n);
}

static enum err write_counsellor(const struct turn *t)
{
	return companion_begin(t->c, t->l->person.id, t->d->counsellor->id);
}

static void plan_counselling(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days = demo_between(d, 20, 40);
	int64_t last = days + demo_between(d, 80, 300);
	bool ours = d->counsellor && d->workers[l->worker].team == 0;

	if (!demo_goes_on(d, l, days) || l->age < 12)
		return;
	l->counselled = ours;
	if (ours)
		demo_add_by(d, e, l, days - 5, 9 * 60 + 10, BY_WORKER, write_counsellor, 0);
	for (; days < last && demo_goes_on(d, l, days); days += demo_between(d, 12, 30))
		demo_add_by(d, e, l, days, 12 * 60 + demo_between(d, 0, 50),
		            ours ? BY_COUNSELLOR : BY_WORKER,
		            ours ? write_counselling : write_counselling_elsewhere, 0);
}

static enum err write_health(const struct turn *t)
{
	return companion_begin(t->c, t->l->person.id, t->d->health);
}

static enum err write_volunteer(const struct turn *t)
{
	return companion_begin(t->c, t->l->person.id, t->d->volunteer);
}

/* Colleagues of the first house, who are asked for what they can do. */
static void plan_company(struct demo *d, struct demo_events *e, struct life *l)
{
	if (d->workers[l->worker].team != 0 || l->begin || !demo_goes_on(d, l, 12))
		return;
	if (demo_chance(d, 20))
		demo_add_by(d, e, l, 6, 9 * 60 + 20, BY_WORKER, write_health, 0);
	if (demo_chance(d, 12))
		demo_add_by(d, e, l, 12, 9 * 60 + 30, BY_WORKER, write_volunteer, 0);
}

static enum err write_unmet(const struct turn *t)
{
	uint32_t i = dice_below(&t->d->dice, COUNT(unmet));
	struct unmet_new n = { .asked = str_z(unmet[i].asked),
		                   .why = str_z(unmet[i].why),
		                   .words = str_z(unmet[i].words),
		                   .when = WHEN_TYPED };

	return unmet_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

void demo_plan_service(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days = demo_between(d, 3, 8);
	int64_t so_far = demo_days_so_far(d, l);

	for (; demo_goes_on(d, l, days); days += demo_between(d, 12, 60))
		demo_add(d, e, l, days, write_service, 0);
	if (demo_chance(d, 30))
		plan_counselling(d, e, l);
	plan_company(d, e, l);
	if (so_far > 20 && demo_goes_on(d, l, so_far) && demo_chance(d, 20))
		demo_add(d, e, l, so_far - 3, write_promise, (int)demo_between(d, 3, 14));
	days = demo_between(d, 20, 300);
	if (demo_chance(d, 18) && demo_goes_on(d, l, days))
		demo_add(d, e, l, days, write_unmet, 0);
}

/* --- several at once --- */

static bool is_there(const struct turn *t, const struct life *l)
{
	int64_t days = t->c->today.n - l->entry.n;

	return l->worker == t->l->worker && l->age >= 12 && days > 5 && demo_goes_on(t->d, l, days) &&
	       demo_chance(t->d, 40);
}

static enum err write_group(const struct turn *t)
{
	static const char *const titles[] = {
		"circle", "rights", "craft", "cooking", "money", "house"
	};
	struct person_id who[GROUP_MOST];
	struct gathering_closed closed;
	struct gathering_new n = { .type = STR("leisure"),
		                       .title = ONE_OF(t->d, titles),
		                       .minutes = 90,
		                       .when = WHEN_TYPED,
		                       .who = who };

	for (size_t i = 0; i < t->d->nlives && n.n < GROUP_MOST; i++)
		if (is_there(t, &t->d->lives[i]))
			who[n.n++] = t->d->lives[i].person.id;
	return n.n > 1 ? gathering_write(t->c, &n, &closed) : OK;
}

static enum err write_turned_away(const struct turn *t)
{
	uint32_t i = dice_below(&t->d->dice, COUNT(unmet));
	struct unmet_new n = { .asked = str_z(unmet[i].asked),
		                   .why = str_z(unmet[i].why),
		                   .words = str_z(unmet[i].words),
		                   .pointed = STR("The house on the hill"),
		                   .when = WHEN_TYPED };
	struct team_id team = t->d->teams[t->d->workers[t->l->worker].team];

	return unmet_turned_away(t->c, team, row_id_fresh(t->c->now), &n);
}

/* Written by whoever walks with one of those who have been here longest. */
void demo_plan_groups(struct demo *d, struct demo_events *e)
{
	bool met[DEMO_WORKERS] = { false };

	for (size_t i = 0; i < d->nlives; i++) {
		struct life *l = &d->lives[i];
		int64_t so_far = demo_days_so_far(d, l);
		if (met[l->worker] || l->until >= 0 || so_far < 200)
			continue;
		met[l->worker] = true;
		for (int64_t days = so_far - 180; days < so_far; days += demo_between(d, 25, 40)) {
			demo_add_by(d, e, l, days, 18 * 60 + 5, BY_WORKER, write_group, 0);
			demo_alone(e);
		}
		for (int64_t days = so_far - 190; days < so_far; days += demo_between(d, 30, 70))
			demo_add_by(d, e, l, days, 18 * 60 + 15, BY_WORKER, write_turned_away, 0);
	}
}
