/* Invents lives: first every event of three years, then all of them in the order in which they
 * happened. */
#include "base/buf.h"
#include "cli/demo_life.h"
#include "cli/house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const syllables[] = {
#define SYLLABLE(text) text,
#include "cli/demo_texts.def"
#undef SYLLABLE
};

bool demo_chance(struct demo *d, uint32_t percent)
{
	return dice_below(&d->dice, 100) < percent;
}

int64_t demo_between(struct demo *d, int64_t low, int64_t high)
{
	return low + (int64_t)dice_below(&d->dice, (uint32_t)(high - low + 1));
}

double demo_uniform(struct demo *d)
{
	return (double)dice_below(&d->dice, 1000000) / 1e6;
}

uint32_t demo_trait(const struct life *l, uint32_t what)
{
	uint64_t x = (uint64_t)(l->months * 1e6) ^ (uint64_t)(l->level[0] * 1e7) << 20;

	x = (x + what) * 0x9e3779b97f4a7c15;
	return (uint32_t)((x ^ x >> 29) * 0xbf58476d1ce4e5b9 >> 33) % 100;
}

/* --- who --- */

struct str demo_name(struct demo *d)
{
	struct buf b = buf_new(d->arena, 64);
	int64_t n = demo_between(d, 2, 3);

	for (int64_t i = 0; i < n; i++)
		buf_add(&b, ONE_OF(d, syllables));
	b.p[0] = (char)(b.p[0] - 'a' + 'A');
	return buf_str(&b);
}

static int64_t invent_age(struct demo *d)
{
	uint32_t p = dice_below(&d->dice, 100);

	return p < 6    ? demo_between(d, 1, 5)
	       : p < 14 ? demo_between(d, 6, 11)
	       : p < 32 ? demo_between(d, 12, 17)
	                : demo_between(d, 18, 52);
}

static const char *invent_language(struct demo *d)
{
	static const char *const codes[] = { "en", "en", "es", "es", "ar", "fr",
		                                 "km", "sw", "hi", "tl", "am" };

	return codes[dice_below(&d->dice, COUNT(codes))];
}

static void invent_voice(struct demo *d, struct life *l)
{
	uint32_t p = dice_below(&d->dice, 100);

	l->person.voice = p < 66 ? VOICE_SHE : p < 88 ? VOICE_HE : p < 93 ? VOICE_THEY : VOICE_NONE;
	l->gender = p < 68 ? "woman" : p < 89 ? "man" : p < 95 ? "another" : p < 98 ? "unsaid" : "";
	if (demo_chance(d, 40))
		l->person.term = STR("survivor");
}

static struct str invent_types(struct demo *d, int64_t age)
{
	static const char *const adult[] = { "forced_labour",      "sexual_exploitation",
		                                 "domestic_servitude", "violence_at_home",
		                                 "forced_crime",       "forced_marriage" };
	static const char *const child[] = { "child_labour", "online_exploitation", "forced_begging",
		                                 "sexual_exploitation", "violence_at_home" };
	struct str first = age < 18 ? ONE_OF(d, child) : ONE_OF(d, adult);
	struct str second = ONE_OF(d, adult);

	if (demo_chance(d, 6))
		return STR("");
	return demo_chance(d, 18) && !str_eq(first, second)
	           ? arena_fmt(d->arena, "%.*s %.*s", (int)first.n, first.p, (int)second.n, second.p)
	           : first;
}

/* --- how it goes --- */

static void invent_course(struct demo *d, struct life *l)
{
	double helped = demo_chance(d, 82) ? 1.0 : 0.25;

	for (int i = 0; i < 6; i++) {
		l->level[i] = 1.1 + 1.1 * demo_uniform(d);
		l->best[i] = l->level[i] + helped * (1.7 + 1.1 * demo_uniform(d));
		if (l->best[i] > 3.9)
			l->best[i] = 3.9;
	}
	l->months = 4 + 8 * demo_uniform(d);
	l->shelter = demo_chance(d, 12);
}

static void invent_ending(struct demo *d, struct life *l, int64_t days_so_far)
{
	static const char *const early[] = { "own_wish", "lost", "moved", "returned", "transferred" };

	l->until = -1;
	if (demo_chance(d, 14)) {
		l->until = demo_between(d, 20, 160);
		l->reason = early[dice_below(&d->dice, COUNT(early))];
	} else if (demo_chance(d, 70)) {
		l->until = demo_between(d, 380, 900);
		l->reason = demo_chance(d, 88) ? "plan_completed" : "moved";
	}
	if (l->until > days_so_far)
		l->until = -1;
	l->again = -1;
	if (l->until > 0 && demo_chance(d, 8))
		l->again = l->until + demo_between(d, 60, 240);
}

/* Not everybody knows the year; then somebody says what it may be. */
static void invent_birth(struct demo *d, struct life *l)
{
	static const char *const sources[] = { "herself", "herself", "relative", "health", "staff" };

	if (!demo_chance(d, 92))
		return;
	l->person.birth_year = day_date(l->entry).year - l->age;
	l->person.estimated = demo_chance(d, 22);
	if (l->person.estimated)
		l->person.age_said_by = ONE_OF(d, sources);
	else if (demo_chance(d, 50))
		l->person.age_said_by = demo_chance(d, 60) ? STR("papers") : STR("herself");
}

static void begin_on(struct demo *d, struct life *l, int64_t back)
{
	l->entry = day_add(clock_day(d->now, d->house->utc_offset), (int)-back);
	id_fresh(l->person.id.b, (struct instant){ d->now.s - back * 86400 });
}

/* A child who came with the mother stays as long as she does. */
static void join(struct demo *d, struct life *l, struct life *mother)
{
	l->mother = mother;
	l->worker = mother->worker;
	l->shelter = mother->shelter;
	l->age = demo_between(d, 1, mother->age - 18 < 14 ? mother->age - 18 : 14);
	begin_on(d, l, demo_days_so_far(d, mother));
	l->person.language = mother->person.language;
	l->types = demo_chance(d, 50) ? STR("violence_at_home") : mother->types;
	l->until = mother->until;
	l->reason = mother->reason;
	l->again = mother->again;
}

static bool has_children(struct demo *d, const struct life *l)
{
	return !l->mother && l->person.voice == VOICE_SHE && l->age >= 22 && demo_chance(d, 22);
}

static void invent(struct demo *d, struct life *l, struct life *mother)
{
	int64_t back = demo_between(d, 2, (int64_t)DEMO_YEARS * 365 - 10);

	*l = (struct life){ .worker = dice_below(&d->dice, (uint32_t)d->nworkers) };
	l->age = invent_age(d);
	begin_on(d, l, back);
	l->person.name = demo_name(d);
	l->person.language = str_z(invent_language(d));
	invent_voice(d, l);
	l->types = invent_types(d, l->age);
	invent_course(d, l);
	invent_ending(d, l, back);
	if (mother)
		join(d, l, mother);
	invent_birth(d, l);
}

/* Some women come with one child or two, who follow in the list. */
static void invent_all(struct demo *d, struct life *lives, size_t n)
{
	struct life *mother = NULL;
	int64_t children = 0;

	for (size_t i = 0; i < n; i++) {
		invent(d, &lives[i], children > 0 ? mother : NULL);
		children -= children > 0;
		if (children == 0 && has_children(d, &lives[i])) {
			mother = &lives[i];
			children = demo_between(d, 1, 2);
		}
	}
}

/* --- the events of a life --- */

int64_t demo_days_so_far(const struct demo *d, const struct life *l)
{
	return clock_day(d->now, d->house->utc_offset).n - l->entry.n - l->begin;
}

bool demo_goes_on(const struct demo *d, const struct life *l, int64_t days)
{
	return days <= demo_days_so_far(d, l) && (l->until < 0 || days < l->until);
}

bool demo_adult(const struct life *l)
{
	return l->age >= 18;
}

static void add_at(struct demo *d, struct demo_events *e, struct demo_event made)
{
	if (made.at > d->now.s)
		return;
	if (e->n == e->room) {
		size_t room = e->room ? 2 * e->room : 4096;
		struct demo_event *more = NEW_N(d->arena, struct demo_event, room);
		if (e->n)
			memcpy(more, e->at, e->n * sizeof *more);
		e->at = more;
		e->room = room;
	}
	made.order = e->n;
	e->at[e->n++] = made;
}

void demo_add_by(struct demo *d, struct demo_events *e, struct life *l, int64_t days,
                 int64_t minutes, enum demo_writer by, demo_write *write, int what)
{
	int64_t day = l->entry.n + l->begin + days;
	int64_t at = day * 86400 + (minutes - (int64_t)d->house->utc_offset) * 60;

	add_at(d, e,
	       (struct demo_event){ .at = at,
	                            .week = (int32_t)(day / 7),
	                            .desk = l->worker,
	                            .life = l,
	                            .write = write,
	                            .what = what,
	                            .by = by });
}

void demo_add(struct demo *d, struct demo_events *e, struct life *l, int64_t days,
              demo_write *write, int what)
{
	demo_add_by(d, e, l, days, demo_between(d, 9 * 60, 17 * 60), BY_WORKER, write, what);
}

void demo_alone(struct demo_events *e)
{
	if (e->n)
		e->at[e->n - 1].alone = true;
}

static void plan(struct demo *d, struct demo_events *e, struct life *l)
{
	demo_plan_record(d, e, l);
	demo_plan_home(d, e, l);
	demo_plan_circle(d, e, l);
	demo_plan_safety(d, e, l);
	demo_plan_law(d, e, l);
	demo_plan_plan(d, e, l);
	demo_plan_story(d, e, l);
	demo_plan_service(d, e, l);
	demo_plan_onward(d, e, l);
	demo_plan_end(d, e, l);
	demo_plan_questionnaires(d, e, l);
}

/* Whoever came back is walked with as anybody is: only what is known already is not asked again. */
static void plan_again(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t until = l->until;

	l->begin = l->again;
	l->until = -1;
	demo_plan_return(d, e, l);
	demo_plan_home(d, e, l);
	demo_plan_safety(d, e, l);
	demo_plan_plan(d, e, l);
	demo_plan_service(d, e, l);
	l->begin = 0;
	l->until = until;
}

/* By week, and within it by who writes, so that the work of some days is saved together. */
static int by_time(const void *a, const void *b)
{
	const struct demo_event *x = a;
	const struct demo_event *y = b;

	if (x->week != y->week)
		return (x->week > y->week) - (x->week < y->week);
	if (x->desk != y->desk)
		return (x->desk > y->desk) - (x->desk < y->desk);
	return x->at != y->at ? (x->at > y->at) - (x->at < y->at)
	                      : (x->order > y->order) - (x->order < y->order);
}

/* --- writing them down --- */

enum { TOGETHER = 24 };

static const struct actor *writer_of(const struct demo *d, const struct demo_event *e)
{
	const struct demo_worker *w = &d->workers[e->life->worker];

	switch (e->by) {
	case BY_LEAD:
		return d->leads[w->team];
	case BY_COUNSELLOR:
		return d->counsellor;
	case BY_LEGAL:
		return d->legal;
	case BY_WORKER:
		break;
	}
	return w->actor;
}

/* Nobody is written about twice before it is saved, and what concerns several is saved alone. */
static bool joins(const struct demo *d, const struct demo_event *first, size_t n)
{
	const struct demo_event *next = &first[n];

	if (n >= TOGETHER || next->week != first->week || next->alone || first->alone ||
	    writer_of(d, next) != writer_of(d, first))
		return false;
	for (size_t i = 0; i < n; i++)
		if (first[i].life == next->life)
			return false;
	return true;
}

static enum err happen(struct demo *d, struct arena *a, const struct demo_event *e, size_t n)
{
	struct ctx c;

	TRY(ctx_begin(&c, a, d->house, writer_of(d, e), (struct instant){ e->at }));
	for (size_t i = 0; i < n; i++) {
		c.now = (struct instant){ e[i].at };
		c.today = clock_day(c.now, d->house->utc_offset);
		TRY(e[i].write(&(struct turn){ d, &c, e[i].life, e[i].what }));
	}
	read_end(c.read);
	return store_commit(d->house->records, c.change);
}

static void progress(size_t i, size_t n)
{
	if (isatty(STDERR_FILENO) && (i % 100 == 0 || i == n))
		fprintf(stderr, "\r%zu of %zu events written%s", i, n, i == n ? "\n" : "");
}

static enum err happen_all(struct demo *d, struct arena *a, const struct demo_events *e)
{
	size_t i = 0;

	while (i < e->n) {
		size_t n = 1;
		while (i + n < e->n && joins(d, &e->at[i], n))
			n++;
		progress(i, e->n);
		TRY(happen(d, a, &e->at[i], n));
		arena_reset(a);
		i += n;
	}
	progress(e->n, e->n);
	return OK;
}

enum { TASK_ARENA = 128 * 1024 * 1024 };

enum err demo_people(struct demo *d, size_t n)
{
	struct arena *a = arena_new(TASK_ARENA);
	struct demo_events e = { NULL, 0, 0 };
	enum err err = a ? OK : ERR_BUSY;

	d->lives = NEW_N(d->arena, struct life, n);
	d->nlives = n;
	invent_all(d, d->lives, n);
	for (size_t i = 0; i < n; i++)
		plan(d, &e, &d->lives[i]);
	for (size_t i = 0; i < n; i++)
		if (d->lives[i].again > 0)
			plan_again(d, &e, &d->lives[i]);
	demo_plan_groups(d, &e);
	demo_plan_handovers(d, &e);
	if (e.n)
		qsort(e.at, e.n, sizeof *e.at, by_time);
	if (err == OK)
		err = happen_all(d, a, &e);
	arena_free(a);
	return err;
}
