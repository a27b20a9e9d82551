/* The measurement inbox: everything countable, sealed to MK in the transaction that saved the
 * record; folded by the next session that holds MK into one blob per pseudonym and episode, and
 * into score rows. Only folding writes scores, in an order of its own, so that no two rows of one
 * transaction tell who is who (docs/decisions/0008-scores-arrive-by-folding.md). */
#pragma once
#include "access/access.h"
#include "measure/outcomes.h"

/* One countable fact, added to c->change: names and values by base/fields.h, at most 32 KiB. What
 * each kind does: "entry", "closure" and any other word: its fields go into the blob, later records
 * replacing the same names; "consent": the same, and "statistics" (0 or 1) sets the pseudonym's row
 * ("until", a day's number, absent: no end, stays in the blob); "score": one score row, nothing
 * else: days, own (1: by who walks with her, 0: by somebody else; absent: not known), wave, form,
 * age_group, setting, items ("safe_home=3;..."), stable (bit i: domain i;
 * bits 6-7: all six, as enum outcomes_verdict counts from 1, 0 for no: 1 yes, 2 cannot say) and
 * safety, legal, mental, work, social, physical (hundredths; -1 does not apply; absent: too little
 * is known); "answers": what was answered on one form, and nothing else: row (random; another with
 * the same takes its place), form, hash, month (year * 12 + month - 1) and INBOX_ANSWER with the
 * path of each question; "pair": the same person scored by two who did not see each other's score,
 * and nothing else: row (random), form, age_group, first and second (each: items and the domains as
 * of a score). ERR_ABSENT without a measurement key, ERR_VAULT when it is not certified,
 * ERR_TOO_BIG. */
enum err inbox_add(struct ctx *c, struct pseudonym_id pseudonym, int64_t episode, const char *kind,
                   struct str fields) NODISCARD;
#define INBOX_ANSWER "="
/* How many rows wait. */
enum err inbox_waiting(struct ctx *c, int64_t *n) NODISCARD;
/* Folds everything that waits, in changes of at most 500 rows, which it commits itself; c->read
 * does not see them. *folded counts. Rows that do not open, or a score that lacks a field, stay
 * where they are. ERR_DENIED without MK, ERR_CONFLICT when somebody else folds at the same time
 * again and again. The caller audits. */
enum err inbox_fold(struct ctx *c, int64_t *folded) NODISCARD;

/* Random marks: mark is another after every change of what was folded, base after every one that
 * does not say whose rows it changed. Whatever writes or deletes there adds inbox_changed to its
 * change; folding says whose (marks_each) and leaves base. ERR_ABSENT: not folded since there are
 * marks. */
struct inbox_state {
	struct row_id mark;
	struct row_id base;
};
enum err inbox_state(struct ctx *c, struct inbox_state *out) NODISCARD;
void inbox_changed(const struct house *house, struct change *change);
/* A pseudonym's own mark is another after every change of her rows. */
struct marked {
	struct pseudonym_id pseudonym;
	struct row_id mark;
};
/* Calls row for each that has something folded, ordered by pseudonym. */
enum err marks_each(struct ctx *c, enum err (*row)(void *arg, const struct marked *m),
                    void *arg) NODISCARD;

/* A folded pseudonym and episode with its scores, for reports. */
struct folded {
	struct pseudonym_id pseudonym;
	int64_t episode;
	struct str body; /* fields: site, age_band, gender, types, entry_month, closed_days,
	                    closed_reason, ... */
};
/* Calls row for each, ordered by pseudonym and episode; body lives during the call only. ERR_DENIED
 * without MK, ERR_VAULT at the first that is damaged. */
enum err folded_each(struct ctx *c, enum err (*row)(void *arg, const struct folded *f),
                     void *arg) NODISCARD;
/* The same for one pseudonym. */
enum err folded_of(struct ctx *c, struct pseudonym_id who,
                   enum err (*row)(void *arg, const struct folded *f), void *arg) NODISCARD;

struct scored {
	struct pseudonym_id pseudonym;
	int64_t episode;
	int64_t days; /* since entry */
	int own;      /* 1: by who walks with her, 0: by somebody else, -1: not known */
	int64_t wave;
	struct str form;
	int64_t age_group;
	int64_t setting;
	struct str items;
	int16_t domain[OUTCOMES_DOMAINS]; /* hundredths, or OUTCOMES_INSUFFICIENT,
	                                     OUTCOMES_NOT_APPLICABLE */
	uint8_t stable;                   /* bit i: domain i */
	uint8_t all_six;                  /* enum outcomes_verdict */
};
/* Calls row for each, ordered by pseudonym, episode and days; what it points to lives during the
 * call only. ERR_DENIED without MK, ERR_VAULT at the first that is damaged. */
enum err scores_each(struct ctx *c, enum err (*row)(void *arg, const struct scored *s),
                     void *arg) NODISCARD;
/* The same for one pseudonym. */
enum err scores_of(struct ctx *c, struct pseudonym_id who,
                   enum err (*row)(void *arg, const struct scored *s), void *arg) NODISCARD;

/* What was counted of one form. */
struct answered {
	struct pseudonym_id pseudonym;
	struct str fields; /* as they were added */
};
/* Calls row for each, in no order that says anything; what it points to lives during the call only.
 * ERR_DENIED without MK, ERR_VAULT at the first that is damaged. */
enum err answers_each(struct ctx *c, enum err (*row)(void *arg, const struct answered *a),
                      void *arg) NODISCARD;

/* Two scores of one person, as they were added. */
enum err pairs_each(struct ctx *c, enum err (*row)(void *arg, const struct answered *a),
                    void *arg) NODISCARD;

/* True when a box of the inbox has the form of one; says nothing of what is in it. */
bool inbox_shaped(struct bytes box);
