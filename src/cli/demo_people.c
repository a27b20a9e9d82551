/* Invents lives: first every event of three years, then all of them in the order in which they
 * happened. */
#include "care/assessment.h"
#include "care/casework.h"
#include "care/closure.h"
#include "care/consent.h"
#include "care/contact.h"
#include "care/followup.h"
#include "care/note.h"
#include "care/own_view.h"
#include "care/person.h"
#include "care/words.h"
#include "cli/demo.h"
#include "forms/score.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum event_kind {
	ARRIVE,
	WORDS,
	CONTACT,
	CONSENT,
	CASEWORK,
	NOTE,
	ASSESS,
	OWN_VIEW,
	CLOSE,
	REOPEN,
	FOLLOWUP
};

struct event {
	int64_t at; /* seconds */
	uint32_t life;
	enum event_kind kind;
	int what; /* wave, consent purpose: by kind */
};

struct life {
	struct person person;
	size_t worker;
	struct day entry;
	int64_t until;      /* days since entry until the walk ends; -1: it goes on */
	const char *reason; /* of the ending */
	double level[6];    /* at entry */
	double best[6];     /* where it is going */
	double months;      /* time constant of recovery */
	bool shelter;
	struct str types;
	const char *gender;
};

struct events {
	struct event *at;
	size_t n;
	size_t room;
};

static const char *const syllables[] = {
#define SYLLABLE(text) text,
#include "cli/demo_texts.def"
#undef SYLLABLE
};
static const char *const concerns[] = {
#define CONCERN(text) text,
#include "cli/demo_texts.def"
#undef CONCERN
};
static const char *const wishes[] = {
#define WISH(text) text,
#include "cli/demo_texts.def"
#undef WISH
};
static const char *const notes[] = {
#define NOTE_TEXT(text) text,
#include "cli/demo_texts.def"
#undef NOTE_TEXT
};
static const char *const evidence[] = {
#define EVIDENCE(text) text,
#include "cli/demo_texts.def"
#undef EVIDENCE
};
#define COUNT(list) ((uint32_t)(sizeof(list) / sizeof *(list)))
#define ONE_OF(d, list) str_z((list)[dice_below(&(d)->dice, COUNT(list))])

static bool chance(struct demo *d, uint32_t percent)
{
	return dice_below(&d->dice, 100) < percent;
}

static int64_t between(struct demo *d, int64_t low, int64_t high)
{
	return low + (int64_t)dice_below(&d->dice, (uint32_t)(high - low + 1));
}

static double uniform(struct demo *d)
{
	return (double)dice_below(&d->dice, 1000000) / 1e6;
}

/* --- who --- */

static struct str invent_name(struct demo *d)
{
	struct buf b = buf_new(d->arena, 64);
	int64_t n = between(d, 2, 3);

	for (int64_t i = 0; i < n; i++)
		buf_add(&b, ONE_OF(d, syllables));
	b.p[0] = (char)(b.p[0] - 'a' + 'A');
	return buf_str(&b);
}

static int64_t invent_age(struct demo *d)
{
	uint32_t p = dice_below(&d->dice, 100);

	return p < 6    ? between(d, 1, 5)
	       : p < 14 ? between(d, 6, 11)
	       : p < 32 ? between(d, 12, 17)
	                : between(d, 18, 52);
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
	if (chance(d, 40))
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

	if (chance(d, 6))
		return STR("");
	return chance(d, 18) && !str_eq(first, second)
	           ? arena_fmt(d->arena, "%.*s %.*s", (int)first.n, first.p, (int)second.n, second.p)
	           : first;
}

/* --- how it goes --- */

static void invent_course(struct demo *d, struct life *l)
{
	double helped = chance(d, 82) ? 1.0 : 0.25;

	for (int i = 0; i < 6; i++) {
		l->level[i] = 1.1 + 1.1 * uniform(d);
		l->best[i] = l->level[i] + helped * (0.9 + 1.5 * uniform(d));
		if (l->best[i] > 3.9)
			l->best[i] = 3.9;
	}
	l->months = 4 + 8 * uniform(d);
	l->shelter = chance(d, 12);
}

static void invent_ending(struct demo *d, struct life *l, int64_t days_so_far)
{
	static const char *const early[] = { "own_wish", "lost", "moved", "returned", "transferred" };

	l->until = -1;
	if (chance(d, 14)) {
		l->until = between(d, 20, 160);
		l->reason = early[dice_below(&d->dice, COUNT(early))];
	} else if (chance(d, 70)) {
		l->until = between(d, 380, 900);
		l->reason = chance(d, 88) ? "plan_completed" : "moved";
	}
	if (l->until > days_so_far)
		l->until = -1;
}

static void invent(struct demo *d, struct life *l)
{
	int64_t age = invent_age(d);
	int64_t back = between(d, 2, (int64_t)DEMO_YEARS * 365 - 10);
	struct day today = clock_day(d->now, d->house->utc_offset);

	*l = (struct life){ .worker = dice_below(&d->dice, (uint32_t)d->nworkers) };
	l->entry = day_add(today, (int)-back);
	id_fresh(l->person.id.b, (struct instant){ d->now.s - back * 86400 });
	l->person.name = invent_name(d);
	l->person.language = str_z(invent_language(d));
	if (chance(d, 92))
		l->person.birth_year = day_date(l->entry).year - age;
	invent_voice(d, l);
	l->types = invent_types(d, age);
	invent_course(d, l);
	invent_ending(d, l, back);
}

/* --- the events of a life --- */

static void add(struct demo *d, struct events *e, uint32_t life, int64_t days, const struct life *l,
                enum event_kind kind, int what)
{
	int64_t at =
		((int64_t)l->entry.n + days) * 86400 + between(d, 8, 17) * 3600 + between(d, 0, 3599);

	if (days > 0 || kind == ARRIVE)
		at -= (int64_t)d->house->utc_offset * 60;
	else
		at = ((int64_t)l->entry.n) * 86400 + 64800 + (int64_t)kind * 420 + what * 60;
	if (at > d->now.s)
		return;
	if (e->n == e->room) {
		size_t room = e->room ? 2 * e->room : 4096;
		struct event *more = NEW_N(d->arena, struct event, room);
		if (e->n)
			memcpy(more, e->at, e->n * sizeof *more);
		e->at = more;
		e->room = room;
	}
	e->at[e->n++] = (struct event){ at, life, kind, what };
}

static bool goes_on(const struct life *l, int64_t days)
{
	return l->until < 0 || days < l->until;
}

static void plan_scores(struct demo *d, struct events *e, uint32_t i, const struct life *l)
{
	static const struct {
		int wave;
		int days;
		uint32_t percent;
	} waves[] = { { WAVE_BASELINE, 12, 92 },
		          { WAVE_6_MONTHS, 182, 80 },
		          { WAVE_1_YEAR, 365, 74 },
		          { WAVE_2_YEARS, 730, 66 } };

	for (size_t w = 0; w < COUNT(waves); w++) {
		int64_t days = waves[w].days + between(d, -8, 14);
		if (!goes_on(l, days) || !chance(d, waves[w].percent))
			continue;
		add(d, e, i, days, l, ASSESS, waves[w].wave);
		if (chance(d, 60))
			add(d, e, i, days, l, OWN_VIEW, 0);
	}
	if (l->until > 60 && chance(d, 75))
		add(d, e, i, l->until - between(d, 1, 12), l, ASSESS, WAVE_CLOSURE);
	if (l->until > 0 && strcmp(l->reason, "plan_completed") == 0)
		add(d, e, i, l->until + 365 + between(d, -20, 40), l, chance(d, 65) ? ASSESS : FOLLOWUP,
		    WAVE_AFTER);
}

static void plan(struct demo *d, struct events *e, uint32_t i, const struct life *l)
{
	int64_t days = 0;

	add(d, e, i, 0, l, ARRIVE, 0);
	add(d, e, i, chance(d, 80) ? 1 : 3, l, WORDS, 0);
	for (days = 2; goes_on(l, days) && days < 1200; days += between(d, 25, 45))
		add(d, e, i, days, l, CONTACT, 0);
	for (int purpose = 0; purpose < 4; purpose++)
		add(d, e, i, 3, l, CONSENT, purpose);
	add(d, e, i, 5, l, CASEWORK, 0);
	for (days = between(d, 4, 12); goes_on(l, days) && days < 1200; days += between(d, 20, 75))
		add(d, e, i, days, l, NOTE, 0);
	plan_scores(d, e, i, l);
	if (l->until > 0)
		add(d, e, i, l->until, l, CLOSE, 0);
	if (l->until > 0 && chance(d, 8))
		add(d, e, i, l->until + between(d, 60, 240), l, REOPEN, 0);
}

static int by_time(const void *a, const void *b)
{
	const struct event *x = a;
	const struct event *y = b;

	return x->at != y->at ? (x->at > y->at) - (x->at < y->at)
	                      : (x->kind > y->kind) - (x->kind < y->kind);
}

/* --- writing them down --- */

static enum err write_words(struct demo *d, struct ctx *c, const struct life *l)
{
	struct words w = { .state = WORDS_WRITTEN,
		               .concerns = ONE_OF(d, concerns),
		               .wishes = ONE_OF(d, wishes),
		               .language = l->person.language,
		               .day = c->today };
	uint32_t p = dice_below(&d->dice, 100);

	if (p < 7)
		w = (struct words){ .state = WORDS_CHOSE_NOT, .day = c->today };
	else if (p < 12)
		w = (struct words){ .state = WORDS_OTHER_WAY,
			                .how = STR("A drawing of a house with an open door."),
			                .day = c->today };
	return words_write(c, l->person.id, row_id_fresh(c->now), &w, NULL);
}

static enum err write_contact(struct demo *d, struct ctx *c, const struct life *l)
{
	struct contact_rule rules[2] = {
		{ .channel = STR("phone"),
		  .allowed = true,
		  .hours = STR("Tuesdays after 4 pm"),
		  .who_may_answer = STR("Only the person"),
		  .words = STR("It is the library about your book."),
		  .valid_until = NO_DAY,
		  .asked = c->today },
		{ .channel = STR("visit"), .allowed = false, .valid_until = NO_DAY, .asked = c->today },
	};
	struct contact_rules all = { rules, 2 };
	struct row_id before;
	bool asked;

	rules[0].allowed = chance(d, 70);
	TRY(contact_latest(c, l->person.id, &before, &asked));
	return contact_write(c, l->person.id, row_id_fresh(c->now), &all, asked ? &before : NULL);
}

/* A child is asked, and a parent or guardian answers; where there is nobody safe, two decide. */
static void answer_for_child(struct ctx *c, struct demo *d, struct consent_terms *t, bool help)
{
	t->assent = STR("yes");
	if (help && chance(d, 20)) {
		t->by = STR("best");
		t->deciders = STR("The lead and the child protection officer");
		t->nobody = STR("The parents have not been found.");
		t->weighed = STR("To be safe and at school now; that a sister may still be found.");
		t->review = day_add(c->today, 60);
		return;
	}
	t->by = STR("guardian");
	t->standing = chance(d, 70) ? STR("parent") : STR("court");
	t->unsuspected = true;
}

static enum err write_consent(struct demo *d, struct ctx *c, const struct life *l, int which)
{
	static const char *const purposes[] = { "service", "recording", "statistics", "follow_up" };
	static const uint32_t yes[] = { 97, 93, 81, 72 };
	int64_t born = l->person.birth_year;
	struct consent_new n = { .refused = !chance(d, yes[which]) };

	n.terms = (struct consent_terms){ .purpose = str_z(purposes[which]),
		                              .language = l->person.language,
		                              .how = STR("signature"),
		                              .day = NO_DAY,
		                              .until = day_add(c->today, 730) };
	if (born > 0 && day_date(c->today).year - born < 18)
		answer_for_child(c, d, &n.terms, which < 2);

	return consent_give(c, l->person.id, row_id_fresh(c->now), &n);
}

static enum err write_casework(struct ctx *c, const struct life *l)
{
	struct casework w = { .types = l->types, .said_by = STR("team"), .gender = str_z(l->gender) };

	return casework_write(c, l->person.id, &w);
}

static enum err write_note(struct demo *d, struct ctx *c, const struct life *l)
{
	static const char *const hows[] = { "visit", "visit", "phone", "message", "other" };
	bool recent = d->now.s - c->now.s < (int64_t)40 * 86400;
	struct note_new n = {
		.how = ONE_OF(d, hows), .words = ONE_OF(d, notes), .day = NO_DAY, .next = NO_DAY
	};

	if (recent && chance(d, 60))
		n.next = day_add(clock_day(d->now, d->house->utc_offset), (int)between(d, -2, 9));
	return note_write(c, l->person.id, row_id_fresh(c->now), &n);
}

static double level_at(struct demo *d, const struct life *l, int domain, int64_t days)
{
	double grown = 1 - exp(-(double)days / 30.4 / l->months);

	return l->level[domain] + (l->best[domain] - l->level[domain]) * grown +
	       0.3 * (uniform(d) - 0.5);
}

static int item_level(struct demo *d, double level)
{
	int n = (int)floor(level + uniform(d) * 1.1 - 0.05);

	return n < 1 ? 1 : n > 4 ? 4 : n;
}

static struct assessment_item score_item(struct demo *d, struct str name, double level)
{
	struct assessment_item it = { .name = name,
		                          .value = item_level(d, level),
		                          .evidence = STR("") };
	uint32_t p = dice_below(&d->dice, 100);

	if (p < 4)
		it = (struct assessment_item){ .name = name,
			                           .kind = p < 2 ? ANSWER_NOT_KNOWN : ANSWER_PREFER_NOT };
	else if (p < 6)
		it = (struct assessment_item){ .name = name, .kind = ANSWER_NOT_APPLICABLE };
	else if (p < 22)
		it.evidence = ONE_OF(d, evidence);
	return it;
}

static enum err load_form(struct ctx *c, const char *pack, const struct form_def **form)
{
	struct form_problems problems;

	return form_load(c->arena, arena_fmt(c->arena, "%s/%s", c->house->packs, pack).p, form,
	                 &problems);
}

static enum err write_scores(struct demo *d, struct ctx *c, const struct life *l, int wave)
{
	const struct form_def *form;
	struct assessment_item *items = NEW_N(c->arena, struct assessment_item, SCORE_ITEMS);
	struct assessment_new n = { .day = NO_DAY,
		                        .wave = wave,
		                        .setting = l->shelter ? STR("shelter") : STR("home"),
		                        .items = items };
	int64_t days = c->today.n - l->entry.n;

	TRY(load_form(c, "recovery-rubric", &form));
	for (size_t s = 0; s < form->instrument->scales_n && s < 6; s++) {
		const struct score_scale *scale = &form->instrument->scales[s];
		double level = level_at(d, l, (int)s, days);
		for (size_t i = 0; i < scale->n; i++)
			items[n.n++] = score_item(d, form->instrument->items[scale->items[i]]->name, level);
	}
	return assessment_write(c, l->person.id, row_id_fresh(c->now), &n);
}

static enum err write_own_view(struct demo *d, struct ctx *c, const struct life *l)
{
	const struct form_def *form;
	struct assessment_item *items = NEW_N(c->arena, struct assessment_item, SCORE_ITEMS);
	struct own_view_new n = { .day = NO_DAY, .items = items };
	int64_t days = c->today.n - l->entry.n;
	int domain = 0;

	TRY(load_form(c, "own-view", &form));
	for (size_t i = 0; i < form->fields_n && domain < 6; i++) {
		const struct form_field *f = &form->fields[i];
		if (f->type != FORM_SELECT_ONE)
			continue;
		if (!chance(d, 8))
			items[n.n++] =
				(struct assessment_item){ .name = f->name,
				                          .value = item_level(d, level_at(d, l, domain, days)) };
		domain++;
	}
	return own_view_write(c, l->person.id, row_id_fresh(c->now), &n);
}

/* Most say yes; whoever was lost could not be asked. */
static enum err write_wish(struct demo *d, struct ctx *c, const struct life *l)
{
	struct followup_wish w = { .wish = chance(d, 75) ? STR("yes") : STR("no"),
		                       .until = NO_DAY,
		                       .rule_right = true,
		                       .how = STR("signature") };

	if (strcmp(l->reason, "died") == 0 || strcmp(l->reason, "lost") == 0)
		return OK;
	/* A child's yes needs a guardian beside it. */
	if (l->person.birth_year > 0 && day_date(c->today).year - l->person.birth_year < 18)
		w.wish = STR("no");
	return followup_agree(c, l->person.id, row_id_fresh(c->now), &w, c->today);
}

static enum err write_closing(struct demo *d, struct ctx *c, const struct life *l)
{
	const struct closure_new closing = { .reason = str_z(l->reason),
		                                 .checks = dice_below(&d->dice, 256),
		                                 .day = c->today,
		                                 .told_back = true };

	TRY(closure_write(c, l->person.id, row_id_fresh(c->now), &closing));
	return write_wish(d, c, l);
}

static enum err write_followup(struct demo *d, struct ctx *c, const struct life *l)
{
	struct followup_new n = { .outcome = STR("did_not_wish"), .day = NO_DAY };
	struct followups known;

	TRY(followup_read(c, l->person.id, &known));
	if (known.live && chance(d, 80))
		n.outcome = STR("not_found");
	return followup_write(c, l->person.id, row_id_fresh(c->now), &n);
}

static enum err write_event(struct demo *d, struct ctx *c, const struct life *l,
                            const struct event *e)
{
	switch (e->kind) {
	case ARRIVE:
		return person_arrive(c, &l->person, d->teams[d->workers[l->worker].team], c->today);
	case WORDS:
		return write_words(d, c, l);
	case CONTACT:
		return write_contact(d, c, l);
	case CONSENT:
		return write_consent(d, c, l, e->what);
	case CASEWORK:
		return write_casework(c, l);
	case NOTE:
		return write_note(d, c, l);
	case ASSESS:
		return write_scores(d, c, l, e->what);
	case OWN_VIEW:
		return write_own_view(d, c, l);
	case CLOSE:
		return write_closing(d, c, l);
	case REOPEN:
		return closure_reopen(c, l->person.id, c->today);
	case FOLLOWUP:
		return write_followup(d, c, l);
	}
	return ERR_BUG;
}

static enum err happen(struct demo *d, struct arena *a, const struct life *l, const struct event *e)
{
	const struct demo_worker *w = &d->workers[l->worker];
	struct ctx c;

	TRY(ctx_begin(&c, a, d->house, w->actor, (struct instant){ e->at }));
	TRY(write_event(d, &c, l, e));
	read_end(c.read);
	return store_commit(d->house->records, c.change);
}

static void progress(size_t i, size_t n)
{
	if (isatty(STDERR_FILENO) && (i % 200 == 0 || i == n))
		fprintf(stderr, "\r%zu of %zu events written%s", i, n, i == n ? "\n" : "");
}

enum { TASK_ARENA = 32 * 1024 * 1024 };

enum err demo_people(struct demo *d, size_t n)
{
	struct life *lives = NEW_N(d->arena, struct life, n);
	struct events e = { NULL, 0, 0 };
	struct arena *a = arena_new(TASK_ARENA);
	enum err err = a ? OK : ERR_BUSY;

	for (uint32_t i = 0; i < n; i++) {
		invent(d, &lives[i]);
		plan(d, &e, i, &lives[i]);
	}
	if (e.n)
		qsort(e.at, e.n, sizeof *e.at, by_time);
	for (size_t i = 0; i < e.n && err == OK; i++) {
		progress(i, e.n);
		err = happen(d, a, &lives[e.at[i].life], &e.at[i]);
		arena_reset(a);
	}
	progress(e.n, e.n);
	arena_free(a);
	return err;
}
