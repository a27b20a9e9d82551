/* How a walk together ends, and beginning again. What is wished and found afterwards:
 * care/followup.h. */
#pragma once
#include "access/module.h"
#include "measure/outcomes.h"

struct closure {
	struct row_id id;
	int64_t walk;      /* which walk together it ended: 1, 2, ... */
	struct str reason; /* of closure_reasons */
	struct str view;   /* how this person sees it, in their own words */
	struct str words;  /* where things stand, for whoever comes next */
	uint32_t checks;   /* bit i: closure_checks.at[i] */
	struct day day;    /* the last day of the walk */
	bool told_back;    /* was told: the door stays open */
	struct instant hour;
	struct str author; /* user name */
	bool closed;       /* this reader may not open it */
};

/* "plan_completed", "moved", "own_wish", "transferred", "returned", "lost", "died". */
extern const struct choice_list closure_reasons;
/* What was looked at before the end, in this order; the bits are sealed and final. None has to be.
 */
extern const struct choice_list closure_checks;
/* What a code is to the figures; CLOSED_NOT for any other. */
enum outcomes_reason closure_reason(struct str code);

struct closure_new {
	struct str reason; /* must be one of closure_reasons */
	struct str view;
	struct str words;
	uint32_t checks; /* bit i: closure_checks.at[i] */
	struct day day;  /* NO_DAY: today */
	bool told_back;
	const struct row_id
		*replaces; /* NULL, or the closure of the same walk that this one corrects */
};
/* Ends the walk: a row id sealed in case, the episode and the person closed, what only helped on
 * the way no longer due, and in the measurement inbox a "closure" with closed_days (since entry)
 * and closed_reason (a code); adds to c->change. ERR_INVALID: unknown reason, a day before the
 * entry. ERR_CONFLICT, also of the commit: it is closed already, or, of a correction, somebody was
 * faster. */
enum err closure_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct closure_new *n) NODISCARD;
/* How the last walk that was closed ended. ERR_ABSENT when there is none. */
enum err closure_read(struct ctx *c, struct person_id person, struct closure *out) NODISCARD;
/* Begins a new walk on day (NO_DAY: today). ERR_CONFLICT, also of the commit: the last one still
 * goes on. */
enum err closure_reopen(struct ctx *c, struct person_id person, struct day day) NODISCARD;
