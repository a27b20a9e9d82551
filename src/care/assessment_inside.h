/* Private to the modules assessment, rating, own_view and course: forms of packs, and an assessment
 * as it is opened. */
#pragma once
#include "access/forms.h"
#include "care/assessment.h"
#include "care/assessment_plan.h"
#include "care/person.h"
#include "forms/score.h"

/* --- forms: assessment_form.c --- */

/* The form as the pack has it now. ERR_ABSENT without such a pack, ERR_INVALID when it cannot be
 * published or is no instrument. */
enum err rubric_now(struct ctx *c, const char *pack, struct form_kept *out) NODISCARD;
/* What the form says before anything is asked: its first note, empty without one. */
struct str rubric_note(const struct ctx *c, const struct form_kept *r);
/* The wording of a hash: the pack's when it is the same, else the one that was kept. */
enum err rubric_of(struct ctx *c, const char *pack, struct str hash,
                   struct form_kept *out) NODISCARD;
/* "12_17" of person.h is "12-17" in packs. */
struct str pack_age(struct arena *a, const char *group);
/* Whose sentences "12-17" are. */
enum outcomes_group rubric_group(struct str age_group);
/* The sentences of one item for an age group ("adult", "12-17", ...). */
enum err rubric_choices(struct ctx *c, const struct form_field *field, struct str age_group,
                        struct form_choices *out) NODISCARD;

/* --- answers and scores: assessment_score.c --- */

/* The six domain means by one form, as they are stored: fields "safety" ... "physical" in
 * hundredths, -1 when nothing of a domain applies, absent when too little is known; and "stable".
 */
enum { MEAN_UNKNOWN = INT16_MIN, MEAN_NOT_APPLICABLE = -1 };
struct means {
	int domain[BOWL_DOMAINS];
	int64_t stable;
};
extern const char *const domain_names[BOWL_DOMAINS];
void means_put(struct buf *b, const struct means *m);
struct means means_get(struct str fields);
enum err means_of(const struct form_kept *r, const struct answers *in, struct means *out) NODISCARD;

/* The level of an item that a choice names; false when the item has no such choice. */
bool item_level(const struct form_field *f, struct str said, int64_t *level);
/* Where the evidence for a path stands among the answers. */
struct str evidence_path(struct arena *a, struct str path);
/* Adds items to list (which has room for two answers each). ERR_INVALID for an item that the form
 * does not ask, a level it does not have, or evidence that is too long. */
enum err items_answer(struct ctx *c, const struct form_kept *r, const struct assessment_item *items,
                      size_t n, struct answer *list, size_t *count) NODISCARD;

/* --- one assessment: assessment.c --- */

#define RUBRIC_PACK "recovery-rubric"

/* Of somebody brought in, nobody knows. */
enum { OWN_UNKNOWN = -1 };
struct assessment {
	struct row_id id;
	struct day day;
	struct instant hour;
	int wave;
	struct str setting;
	struct str age_group;
	struct str author;
	struct str form; /* hash */
	struct str json; /* answers; answers_read opens them */
	struct means means;
	struct row_id score; /* random: stays the same over corrections */
	int64_t own;         /* 1: its author walked with her, 0: did not; or OWN_UNKNOWN */
	bool current;
	bool closed; /* to this reader: only id, hour, author and current are known */
};
struct assessment_list {
	const struct assessment *at;
	size_t n;
};
/* All of them by day, oldest first, also those replaced. */
enum err assessments(struct ctx *c, struct person_id person, struct assessment_list *out) NODISCARD;
/* One in its latest correction. ERR_ABSENT when there is none. */
enum err assessment_read(struct ctx *c, struct person_id person, struct row_id id,
                         struct assessment *out) NODISCARD;
/* The same with its answers also for whoever is to score alone and has not yet (care/rating.h):
 * what is to be scored again, and what is counted. Nothing of it may be shown before both are in
 * but when, where and by whom it was scored. */
enum err assessment_frame(struct ctx *c, struct person_id person, struct row_id id,
                          struct assessment *out) NODISCARD;
/* Fills in what a body says, as it was sealed; p == NULL: it is closed. */
void assessment_open(struct str body, struct assessment *out);
/* The row itself, corrected or not. ERR_ABSENT when there is none. */
enum err assessment_exact(struct ctx *c, struct person_id person, struct row_id id,
                          struct assessment *out) NODISCARD;
/* The last in force on or before a day that is open to this reader and is not `but`; NULL when
 * there is none. */
const struct assessment *assessment_last(const struct assessment_list *all, struct day day,
                                         const struct row_id *but);
/* The bowls of all that are in force and open, oldest first. */
struct seams_list seams_of(struct arena *a, struct person_id person,
                           const struct assessment_list *all);

/* --- what is written: assessment_write.c --- */

/* What one scoring comes to. */
struct scoring {
	struct str body;  /* as it is sealed; assessment_open reads it */
	struct str items; /* "safe_home=3;out_of_reach=not_known;": codes only, as they are counted */
	struct means means;
};
/* The same person once more by somebody else, on a day: in the wording, and of the age group, place
 * and wave of frame. Errors as of assessment_write. */
enum err sheet_beside(struct ctx *c, const struct assessment *frame, struct day day,
                      const struct assessment_item *items, size_t n, struct scoring *out) NODISCARD;
/* What is counted of one that is stored. */
enum err sheet_stored(struct ctx *c, const struct assessment *a, struct scoring *out) NODISCARD;

/* --- what the pages show: assessment_view.c --- */

extern const struct choice_list missing_kinds;
extern const struct choice_list wave_choices;
/* The wave of a choice ("6m"), and back. WAVE_UNPLANNED for anything else. */
int wave_find(struct str value);
const char *wave_value(int wave);

/* Whose words these are, and what must be said with every figure. */
struct about_view {
	struct str title;
	struct str citation;
	struct str licence;
	struct str status;
	bool unproven;
};
struct about_view about_of(struct ctx *c, const struct form_kept *r);

struct anchor_view {
	const char *value; /* "3" */
	struct str words;
	bool chosen;
	bool last; /* chosen last time */
};
struct anchor_views {
	const struct anchor_view *at;
	size_t n;
};
/* One item: the form's names for it, its texts, what was said last time and what is said now. */
struct item_view {
	const char *value_name;
	const char *missing_name;
	const char *evidence_name;
	struct str label;
	struct str hint;
	struct str why;
	struct anchor_views anchors;
	const char *last_missing; /* msgid; NULL: there was an answer, or no last time */
	struct str last_evidence;
	const char *missing; /* msgid: what is stored now; NULL: an answer */
	struct str evidence; /* the same */
};
struct item_views {
	const struct item_view *at;
	size_t n;
};
struct domain_view {
	const char *name; /* msgid */
	struct str why;
	struct item_views items;
};
struct domain_views {
	const struct domain_view *at;
	size_t n;
};
/* The items of one domain, with what now says, and last of the last time; both may be NULL. */
enum err domain_of(struct ctx *c, const struct form_kept *r, int domain, struct str age_group,
                   const struct answers *now, const struct answers *last,
                   struct domain_view *out) NODISCARD;

struct place_view {
	const char *value;
	struct str words;
};
struct place_views {
	const struct place_view *at;
	size_t n;
};
struct place_views scored_places(struct ctx *c, const struct form_kept *r);
/* The words of a choice of the form's first questions. */
struct str choice_words(struct ctx *c, const struct form_kept *r, const struct form_field *field,
                        struct str name);

/* What differs between two stored assessments: one line an item. */
struct change_line {
	struct str label;
	struct str was;
	struct str now;
};
struct change_lines {
	const struct change_line *at;
	size_t n;
};
struct change_lines changes_of(struct ctx *c, const struct form_kept *r, const struct answers *was,
                               const struct answers *now);

/* One of the six, as we see it beside how she sees it. */
struct side_line {
	const char *name; /* msgid */
	struct bowl_domain ours;
	int width;         /* of the meter: 0 to 100 */
	int then;          /* where it stood the time before; -1: nowhere */
	const char *state; /* msgid */
	bool harder;
	int hers; /* 1..4; 0: not said */
	struct str her_words;
	struct str picture;
};
struct side_lines {
	const struct side_line *at;
	size_t n;
};
struct entry_line {
	struct row_id id;
	struct day day;
	const char *title; /* msgid */
	struct str who;
	bool scored; /* by the team: else her own view */
	bool current;
	bool closed; /* to this reader */
};
struct entry_lines {
	const struct entry_line *at;
	size_t n;
};
enum { ASSESSMENTS_SHOWN = 24 };
struct list_view {
	struct person_id person;
	bool closed; /* to this reader */
	bool alone;  /* this reader is to score alone: what is there opens afterwards */
	bool waits;  /* for her own words */
	bool may_write;
	struct seams_list over_time; /* the last few */
	struct side_lines sides;
	struct day ours; /* NO_DAY: none yet */
	struct day hers;
	struct entry_lines entries; /* newest first, one page of them */
	struct pager pager;
	struct about_view about;
};
/* "Six months: 2 of six stable. Harder now: ..." for a moment. */
struct str seams_words(struct ctx *c, const struct seams *s);

struct step_line {
	const char *name; /* msgid */
	bool current;
};
struct step_lines {
	const struct step_line *at;
	size_t n;
};
/* One step of the form: a domain. */
struct step_view {
	struct person_id person;
	const char *action;
	int step; /* 0..5 */
	struct step_lines steps;
	struct domain_view domain;
	struct str note; /* how to score, from the pack */
	struct str age;
	struct place_views places;
	const struct form_view *form;
	struct form_view kept;          /* what the other steps hold: written as hidden fields */
	size_t open;                    /* items without a sentence or a reason */
	struct day last;                /* NO_DAY: no last time */
	bool last_other_age;            /* its sentences were other ones */
	const struct assessment *other; /* saved meanwhile by somebody else */
	struct change_lines changes;
	struct about_view about;
};

/* --- writing on a page: assessment_step.c --- */

struct step_form {
	struct day day;
	struct str wave;
	int64_t at;           /* the step that was shown: 1 to 6 */
	struct str go;        /* where to: "1" to "6", "leave" or "save" */
	struct row_id before; /* of a second score that is corrected */
};
/* What is being written: a new one, or a correction. */
struct writing {
	struct form_kept rubric;
	struct str age_group;
	const char *action;
	struct assessment row; /* the one that the address names; of a correction */
	struct assessment now; /* the same in its latest correction */
	bool corrects;
	bool alone; /* nothing of what was scored before stands beside it */
};
/* The form's name for an item: "i_safe_home" its sentence, "m_..." a kind of missing, "e_..." the
 * evidence. */
const char *item_input(struct visit *v, char kind, struct str item);
/* What was posted, of all steps. Every item of the form is in *n; *said counts those that say
 * something. ERR_INVALID with problems beside the fields. */
enum err step_take(struct visit *v, const struct form_kept *r, struct assessment_new *n,
                   size_t *said) NODISCARD;
/* True for a button that only goes on; then the whole form is kept as a draft. */
bool step_goes_on(struct visit *v);
enum err step_go_on(struct visit *v, const char *action) NODISCARD;
/* Fills v->form from the stored answers of a correction. */
enum err step_fill(struct visit *v, const struct writing *w) NODISCARD;
/* The step to show: of the first problem, where one was, or what the address asks for. */
enum err step_of_visit(struct visit *v, const struct writing *w, struct step_view *s) NODISCARD;

/* What the list shows to who may read it; assessment_sides.c. */
enum err sides_of(struct visit *v, struct list_view *out) NODISCARD;

/* Parts of assessment.html that care/rating.html shows too. */
void assessment_about(struct html *h, const struct about_view *a);
void assessment_item_part(struct html *h, const struct form_view *f, const struct item_view *i);
void assessment_kept(struct html *h, const struct form_view *kept);
void assessment_other(struct html *h, const struct step_view *s);
void assessment_steps(struct html *h, const struct step_lines *steps);
void assessment_actions(struct html *h, const struct step_view *s);

/* The page of one assessment, with its answers; assessment_answers.c. */
enum err assessment_answers_show(struct visit *v) NODISCARD;
