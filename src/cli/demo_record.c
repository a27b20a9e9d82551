/* The record of a life in the demonstration: words, contact, consent, scores, notes, the ending. */
#include "care/assessment.h"
#include "care/casework.h"
#include "care/closure.h"
#include "care/consent.h"
#include "care/contact.h"
#include "care/day.h"
#include "care/followup.h"
#include "care/note.h"
#include "care/own_view.h"
#include "care/words.h"
#include "cli/demo_life.h"
#include "forms/score.h"

#include <math.h>
#include <string.h>

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
static const char *const came_back[] = {
#define CAME_BACK(text) text,
#include "cli/demo_texts.def"
#undef CAME_BACK
};
static const char *const afterwards[] = {
#define AFTERWARDS(text) text,
#include "cli/demo_texts.def"
#undef AFTERWARDS
};
static const char *const evidence[] = {
#define EVIDENCE(text) text,
#include "cli/demo_texts.def"
#undef EVIDENCE
};

static enum err write_words(const struct turn *t)
{
	struct demo *d = t->d;
	struct ctx *c = t->c;
	const struct life *l = t->l;
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

/* Not everybody can say on the first days what matters most. */
static int64_t words_later(const struct life *l)
{
	uint32_t p = demo_trait(l, 1);

	return p < 9 ? 3 + p : 0;
}

static enum err write_contact(const struct turn *t)
{
	struct demo *d = t->d;
	struct ctx *c = t->c;
	const struct life *l = t->l;
	struct contact_rule rules[2] = {
		{ .channel = STR("phone"),
		  .allowed = true,
		  .hours = STR("Tuesdays after 4 pm"),
		  .who_may_answer = STR("Only the person"),
		  .words = STR("It is the library about your book"),
		  .valid_until = NO_DAY,
		  .asked = c->today },
		{ .channel = STR("visit"), .allowed = false, .valid_until = NO_DAY, .asked = c->today },
	};
	struct contact_rules all = { rules, 2 };
	struct row_id before;
	bool asked;

	rules[0].allowed = demo_chance(d, 70);
	TRY(contact_latest(c, l->person.id, &before, &asked));
	return contact_write(c, l->person.id, row_id_fresh(c->now), &all, asked ? &before : NULL);
}

/* A child is asked, and a parent or guardian answers; where there is nobody safe, two decide. */
static void answer_for_child(struct ctx *c, struct demo *d, struct consent_terms *t, bool help)
{
	t->assent = STR("yes");
	if (help && demo_chance(d, 20)) {
		t->by = STR("best");
		t->deciders = STR("The lead and the child protection officer");
		t->nobody = STR("The parents have not been found.");
		t->weighed = STR("To be safe and at school now; that a sister may still be found.");
		t->review = day_add(c->today, 60);
		return;
	}
	t->by = STR("guardian");
	t->standing = demo_chance(d, 70) ? STR("parent") : STR("court");
	t->unsuspected = true;
}

enum { ASK_AGAIN_DAYS = 695 };

/* The yes to the same purpose that ends soon; *out is NULL when there is none. */
static enum err consent_before(const struct turn *t, struct str purpose, struct row_id *id,
                               const struct row_id **out)
{
	struct consent_list all;

	*out = NULL;
	TRY(consents_read(t->c, t->l->person.id, &all));
	for (size_t i = 0; i < all.n && !*out; i++)
		if (str_eq(all.at[i].terms.purpose, purpose) && all.at[i].live) {
			*id = all.at[i].id;
			*out = id;
		}
	return OK;
}

static const char *const purposes[] = { "service", "recording", "statistics", "follow_up" };

/* What is asked, and who answers; the answer is a yes. */
static struct consent_new consent_asked(const struct turn *t)
{
	struct demo *d = t->d;
	struct ctx *c = t->c;
	const struct life *l = t->l;
	int64_t born = l->person.birth_year;
	struct consent_new n = { .refused = false };

	n.terms = (struct consent_terms){ .purpose = str_z(purposes[t->what]),
		                              .language = l->person.language,
		                              .how = STR("signature"),
		                              .day = NO_DAY,
		                              .until = day_add(c->today, 730) };
	if (born > 0 && day_date(c->today).year - born < 18)
		answer_for_child(c, d, &n.terms, t->what < 2);
	return n;
}

static enum err write_consent(const struct turn *t)
{
	static const uint32_t yes[] = { 97, 93, 81, 72 };
	struct consent_new n = consent_asked(t);

	n.refused = !demo_chance(t->d, yes[t->what]);
	return consent_give(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

/* Only what is agreed to is asked anew when it ends. */
static enum err write_consent_renewed(const struct turn *t)
{
	struct consent_new n = consent_asked(t);
	struct row_id before;

	TRY(consent_before(t, n.terms.purpose, &before, &n.replaces));
	return n.replaces ? consent_give(t->c, t->l->person.id, row_id_fresh(t->c->now), &n) : OK;
}

/* Of somebody who came back everything is asked. */
static enum err write_consent_again(const struct turn *t)
{
	struct consent_new n = consent_asked(t);
	struct row_id before;

	TRY(consent_before(t, n.terms.purpose, &before, &n.replaces));
	return consent_give(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

/* What two decided for a child was looked at again in time. */
static enum err write_looked_again(const struct turn *t)
{
	return task_close(t->c, t->l->person.id, TASK_BEST_INTERESTS);
}

/* Where a walk has ended, nobody is left with what was planned for it. */
static enum err write_rest(const struct turn *t)
{
	static const enum task_kind over[] = { TASK_LEGAL, TASK_HEARING, TASK_BEST_INTERESTS };

	for (size_t i = 0; i < COUNT(over); i++)
		TRY(task_close(t->c, t->l->person.id, over[i]));
	return OK;
}

/* Who was not met a year after the end is not looked for any more. */
static enum err write_year_after(const struct turn *t)
{
	return task_close(t->c, t->l->person.id, TASK_ASSESSMENT);
}

/* Of a walk that is over nothing is asked anew. */
static enum err write_asked_no_more(const struct turn *t)
{
	return task_close(t->c, t->l->person.id, TASK_CONSENT);
}

static enum err write_casework(const struct turn *t)
{
	struct ctx *c = t->c;
	const struct life *l = t->l;
	struct casework w = { .types = l->types, .said_by = STR("team"), .gender = str_z(l->gender) };

	return casework_write(c, l->person.id, &w);
}

static enum err write_note(const struct turn *t)
{
	struct demo *d = t->d;
	struct ctx *c = t->c;
	const struct life *l = t->l;
	static const char *const hows[] = { "visit", "visit", "phone", "message", "other" };
	bool recent = d->now.s - c->now.s < (int64_t)40 * 86400;
	struct note_new n = {
		.how = ONE_OF(d, hows), .words = ONE_OF(d, notes), .day = NO_DAY, .next = NO_DAY
	};

	if (recent && demo_chance(d, 60))
		n.next = day_add(clock_day(d->now, d->house->utc_offset), (int)demo_between(d, -2, 9));
	return note_write(c, l->person.id, row_id_fresh(c->now), &n);
}

static enum err write_came_back(const struct turn *t)
{
	struct note_new n = {
		.how = STR("visit"), .words = ONE_OF(t->d, came_back), .day = NO_DAY, .next = NO_DAY
	};

	return note_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

double demo_level(struct demo *d, const struct life *l, int domain, int64_t days)
{
	double grown = 1 - exp(-(double)days / 30.4 / l->months);

	return l->level[domain] + (l->best[domain] - l->level[domain]) * grown +
	       0.3 * (demo_uniform(d) - 0.5);
}

static int item_level(struct demo *d, double level)
{
	int n = (int)floor(level + demo_uniform(d) * 1.1 - 0.05);

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

/* Read once; it lives as long as the command. */
static enum err load_form(struct demo *d, struct ctx *c, const char *pack,
                          const struct form_def **form)
{
	struct form_problems problems;

	if (*form)
		return OK;
	return form_load(d->arena, arena_fmt(c->arena, "%s/%s", c->house->packs, pack).p, form,
	                 &problems);
}

enum err demo_items(const struct turn *t, struct assessment_item *items, size_t *n)
{
	struct demo *d = t->d;
	int64_t days = t->c->today.n - t->l->entry.n;
	const struct form_def *form;

	*n = 0;
	TRY(load_form(d, t->c, "recovery-rubric", &d->rubric));
	form = d->rubric;
	for (size_t s = 0; s < form->instrument->scales_n && s < 6; s++) {
		const struct score_scale *scale = &form->instrument->scales[s];
		double level = demo_level(d, t->l, (int)s, days);
		for (size_t i = 0; i < scale->n; i++)
			items[(*n)++] = score_item(d, form->instrument->items[scale->items[i]]->name, level);
	}
	return OK;
}

static enum err write_scores(const struct turn *t)
{
	struct ctx *c = t->c;
	const struct life *l = t->l;
	struct assessment_item *items = NEW_N(c->arena, struct assessment_item, SCORE_ITEMS);
	struct assessment_new n = { .day = NO_DAY,
		                        .wave = t->what,
		                        .setting = l->shelter ? STR("shelter") : STR("home"),
		                        .items = items };

	TRY(demo_items(t, items, &n.n));
	demo_draw(t);
	return assessment_write(c, l->person.id, row_id_fresh(c->now), &n);
}

static enum err write_own_view(const struct turn *t)
{
	struct demo *d = t->d;
	struct ctx *c = t->c;
	const struct life *l = t->l;
	const struct form_def *form;
	struct assessment_item *items = NEW_N(c->arena, struct assessment_item, SCORE_ITEMS);
	struct own_view_new n = { .day = NO_DAY, .items = items };
	int64_t days = c->today.n - l->entry.n;
	int domain = 0;

	TRY(load_form(d, c, "own-view", &d->own_view));
	form = d->own_view;
	for (size_t i = 0; i < form->fields_n && domain < 6; i++) {
		const struct form_field *f = &form->fields[i];
		if (f->type != FORM_SELECT_ONE)
			continue;
		if (!demo_chance(d, 8))
			items[n.n++] =
				(struct assessment_item){ .name = f->name,
				                          .value = item_level(d, demo_level(d, l, domain, days)) };
		domain++;
	}
	return own_view_write(c, l->person.id, row_id_fresh(c->now), &n);
}

/* Of a child somebody else decides, which is not asked at the end here. */
static bool child_now(const struct ctx *c, const struct life *l)
{
	return l->person.birth_year && day_date(c->today).year - l->person.birth_year < 19;
}

/* Most say yes; whoever was lost could not be asked. */
static enum err write_wish(struct demo *d, struct ctx *c, const struct life *l)
{
	struct followup_wish w = { .wish = demo_chance(d, 75) ? STR("yes") : STR("no"),
		                       .until = NO_DAY,
		                       .rule_right = true,
		                       .how = STR("signature") };

	if (strcmp(l->reason, "died") == 0 || strcmp(l->reason, "lost") == 0 || child_now(c, l))
		return OK;
	return followup_agree(c, l->person.id, row_id_fresh(c->now), &w, c->today);
}

static enum err write_closing(const struct turn *t)
{
	struct demo *d = t->d;
	struct ctx *c = t->c;
	const struct life *l = t->l;
	const struct closure_new closing = { .reason = str_z(l->reason),
		                                 .checks = dice_below(&d->dice, 256),
		                                 .day = c->today,
		                                 .told_back = true };

	TRY(closure_write(c, l->person.id, row_id_fresh(c->now), &closing));
	return write_wish(d, c, l);
}

/* Only those who said yes are asked; what they answered is written down. */
static enum err write_followup(const struct turn *t)
{
	struct demo *d = t->d;
	struct ctx *c = t->c;
	const struct life *l = t->l;
	struct followup_new n = { .outcome = STR("seen"), .day = NO_DAY };
	struct followups known;
	uint32_t p = dice_below(&d->dice, 100);

	TRY(followup_read(c, l->person.id, &known));
	if (!known.live && (t->what < 2 || !known.asked))
		return OK;
	if (!known.live || p < 8)
		n.outcome = STR("did_not_wish");
	else if (p < 30)
		n.outcome = STR("not_found");
	else
		n.words = ONE_OF(d, afterwards);
	if (t->what == 2)
		TRY(task_close(c, l->person.id, TASK_ASSESSMENT));
	return followup_write(c, l->person.id, row_id_fresh(c->now), &n);
}

static enum err write_reopening(const struct turn *t)
{
	struct ctx *c = t->c;
	const struct life *l = t->l;
	return closure_reopen(c, l->person.id, c->today);
}

static enum err write_arrival(const struct turn *t)
{
	struct demo *d = t->d;
	struct ctx *c = t->c;
	const struct life *l = t->l;
	return person_arrive(c, &l->person, d->teams[d->workers[l->worker].team], c->today);
}

/* --- when --- */

static const struct {
	int wave;
	int days;
	uint32_t percent;
} waves[] = { { WAVE_BASELINE, 12, 92 },
	          { WAVE_6_MONTHS, 182, 80 },
	          { WAVE_1_YEAR, 365, 74 },
	          { WAVE_2_YEARS, 730, 66 } };

/* Of those who are with us, what was due last has hardly ever been left undone. */
static bool is_made(struct demo *d, const struct life *l, size_t w)
{
	bool last = w + 1 == COUNT(waves) || waves[w + 1].days + 14 > demo_days_so_far(d, l);

	return demo_chance(d, last && l->until < 0 ? 96 : waves[w].percent);
}

/* Now and then a lead scores, who does not walk along. */
static enum demo_writer scorer(const struct life *l, size_t wave)
{
	return ((size_t)l->entry.n + wave) % 9 == 0 ? BY_LEAD : BY_WORKER;
}

static void plan_scores(struct demo *d, struct demo_events *e, struct life *l)
{
	for (size_t w = 0; w < COUNT(waves); w++) {
		int64_t days = waves[w].days + demo_between(d, -8, w ? 4 : 14) + (w ? 0 : words_later(l));
		if (!demo_goes_on(d, l, days) || !is_made(d, l, w))
			continue;
		demo_add_by(d, e, l, days, demo_between(d, 9 * 60, 17 * 60), scorer(l, w), write_scores,
		            waves[w].wave);
		demo_plan_rating(d, e, l, days, waves[w].wave);
		if (demo_chance(d, 60))
			demo_add(d, e, l, days, write_own_view, 0);
	}
	if (l->until > 60 && demo_chance(d, 75))
		demo_add(d, e, l, l->until - demo_between(d, 1, 12), write_scores, WAVE_CLOSURE);
	if (l->until > 0 && strcmp(l->reason, "plan_completed") == 0 && demo_chance(d, 65))
		demo_add(d, e, l, l->until + 365 + demo_between(d, -20, 40), write_scores, WAVE_AFTER);
}

/* At three, six and twelve months, by day. */
static void plan_followups(struct demo *d, struct demo_events *e, struct life *l)
{
	static const int64_t days[] = { 91, 182, 365 };

	for (size_t i = 0; i < COUNT(days); i++) {
		int64_t at = l->until + days[i] + demo_between(d, -4, 1);
		if (l->again < 0 || at < l->again)
			demo_add(d, e, l, at, write_followup, (int)i);
	}
}

static void plan_ending(struct demo *d, struct demo_events *e, struct life *l)
{
	if (l->until < 0)
		return;
	demo_add_by(d, e, l, l->until, 17 * 60 + 30, BY_WORKER, write_closing, 0);
	demo_add_by(d, e, l, l->until, 17 * 60 + 40, BY_WORKER, write_rest, 0);
	plan_followups(d, e, l);
	if (l->again < 0)
		demo_add(d, e, l, l->until + 367, write_year_after, 0);
	if (l->again > 0)
		demo_add_by(d, e, l, l->again, 9 * 60, BY_WORKER, write_reopening, 0);
}

static void plan_consents_again(struct demo *d, struct demo_events *e, struct life *l)
{
	if (demo_goes_on(d, l, ASK_AGAIN_DAYS))
		for (int purpose = 0; purpose < 4; purpose++)
			demo_add_by(d, e, l, ASK_AGAIN_DAYS, 11 * 60 + purpose, BY_WORKER,
			            write_consent_renewed, purpose);
	else if (l->again < 0)
		demo_add(d, e, l, ASK_AGAIN_DAYS + 14, write_asked_no_more, 0);
}

/* What both walks have: the contact rule, notes and scores. */
static void plan_walk(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days;

	for (days = 2; demo_goes_on(d, l, days); days += demo_between(d, 24, 31))
		demo_add(d, e, l, days, write_contact, 0);
	for (days = demo_between(d, 4, 12); demo_goes_on(d, l, days); days += demo_between(d, 20, 75))
		demo_add(d, e, l, days, write_note, 0);
	plan_scores(d, e, l);
}

void demo_plan_return(struct demo *d, struct demo_events *e, struct life *l)
{
	demo_add_by(d, e, l, 0, 10 * 60, BY_WORKER, write_came_back, 0);
	for (int purpose = 0; purpose < 4; purpose++)
		demo_add_by(d, e, l, 3, 11 * 60 + purpose, BY_WORKER, write_consent_again, purpose);
	plan_walk(d, e, l);
}

void demo_plan_record(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t asked = 2 + demo_trait(l, 2) % 6;

	demo_add_by(d, e, l, 0, 8 * 60, BY_WORKER, write_arrival, 0);
	demo_add_by(d, e, l, (demo_chance(d, 80) ? 1 : 2) + words_later(l), 10 * 60, BY_WORKER,
	            write_words, 0);
	for (int purpose = 0; purpose < 4; purpose++)
		demo_add_by(d, e, l, asked, 11 * 60 + purpose, BY_WORKER, write_consent, purpose);
	plan_consents_again(d, e, l);
	if (!demo_adult(l))
		demo_add(d, e, l, 61, write_looked_again, 0);
	demo_add(d, e, l, 5, write_casework, 0);
	plan_walk(d, e, l);
	plan_ending(d, e, l);
}
