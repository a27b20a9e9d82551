/* Assessments: the six-domain recovery rubric, scored by the team. Her own view of the same six is
 * care/own_view.h. Forms are packs (forms/form.h); answers are sealed in case, one row a
 * submission, never overwritten. */
#pragma once
#include "access/module.h"
#include "forms/answers.h"
#include "html/bowl.h"
#include "measure/outcomes.h"

/* Bytes of an evidence note. A domain counts as growing and as stable from these means (hundredths)
 * on in words and bowls, and as harder when it lies so much below its best. Whether a domain is
 * stable for figures is forms/score.h's to say. */
enum { ASSESSMENT_EVIDENCE = 1000, GROWING_FROM = 200, STABLE_FROM = 300, HARDER_BY = 50 };

/* "Safety", "Legal protection", ...: a msgid. 0..5: safety, legal, mental, work, social, physical.
 * "" for others. */
const char *domain_words(int domain);
/* "Six months", ...: a msgid; of enum outcomes_wave_name. */
const char *wave_words(int wave);

/* "Growing": a msgid for the state of one domain of a bowl. stable: its bit in struct seams; a high
 * mean while one item is too low, or a safety item is missing, is "Nearly stable". */
const char *state_words(struct bowl_domain d, bool stable);
/* True when it has become harder since it stood best: "harder now". */
bool state_harder(struct bowl_domain d);

/* One item of a form as it is answered. */
struct assessment_item {
	struct str name;       /* as in the pack: "safe_home" */
	int64_t value;         /* a level of its scale; 0: see kind */
	enum answer_kind kind; /* of missing, when value is 0; ANSWER_NOT_ASKED when nothing was said */
	struct str evidence;   /* what was seen or heard; may be empty */
};

struct assessment_new {
	struct day day; /* when it was scored; NO_DAY: today */
	int wave;       /* enum outcomes_wave_name; WAVE_UNPLANNED is allowed */
	struct str
		setting; /* "home", "planned" or "shelter": the pack's place_scored; empty: not known */
	const struct assessment_item *items; /* those left out were not asked yet */
	size_t n;
	struct str age_group; /* of the sentences that were shown: "adult", "12-17", ...; empty: by her
	                         birth year on that day */
	const struct row_id *replaces; /* NULL, or the assessment that this one corrects, whose wording
	                                  and age group it keeps */
};

/* Writes an assessment under id: answers and scores sealed in case, the published form kept under
 * its hash, a "score" in the measurement inbox, the next assessment planned; adds to c->change.
 * ERR_DENIED without the key or while her own words do not count yet (P1: care/words.h);
 * ERR_INVALID for an item, level or place that the form does not have. One that was corrected
 * meanwhile makes the commit end in ERR_CONFLICT. Commit one of a person before the next is
 * written: it closes the task that the one before made. The next is due after the later of its day
 * and c->today. */
enum err assessment_write(struct ctx *c, struct person_id person, struct row_id id,
                          const struct assessment_new *n) NODISCARD;

/* The bowl as it stood after one assessment, with the best ever reached until then, so that earned
 * gold stays. */
struct seams {
	struct day day;
	struct bowl bowl; /* id is the person's */
	int wave;         /* enum outcomes_wave_name */
	int64_t stable;   /* bit i: domain i; bits 6-7: all six, as in access/inbox.h */
};
struct seams_list {
	const struct seams *at;
	size_t n;
};
/* Her assessments in force, oldest first; those closed to the actor are left out. */
enum err assessment_seams(struct ctx *c, struct person_id person, struct seams_list *out) NODISCARD;

/* What was low (below STABLE_FROM) in her last assessment, to be offered for the plan. */
struct low_item {
	int domain;
	struct str label;
};
/* *n items; none when nothing was scored, or it is closed to the actor. */
enum err assessment_low(struct ctx *c, struct person_id person, const struct low_item **out,
                        size_t *n) NODISCARD;
