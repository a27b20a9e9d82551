/* The exit interview: what somebody says about our work, at the end of a walk or after it. Better
 * asked by a colleague who did not walk along. */
#pragma once
#include "access/module.h"
#include "access/when.h"

struct exit_interview {
	struct row_id id;
	struct when when;
	struct str asked_by;  /* of exit_askers */
	struct str helped;    /* p == NULL when closed to this reader, as all the words */
	struct str missed;    /* what was missing or hard */
	struct str advice;    /* what we should do differently */
	struct str respected; /* of exit_answers, as the two below; empty: not said */
	struct str decided;   /* could decide on every step */
	struct str told;      /* knew what we write down and who reads it */
	struct instant hour;
	struct str author; /* user name */
};
struct exit_interviews {
	const struct exit_interview *at;
	size_t n;
};

/* "alone", "other" (a colleague who did not walk along), "own" (the own worker). */
extern const struct choice_list exit_askers;
/* "yes", "partly", "no", "unsaid". */
extern const struct choice_list exit_answers;

/* Those that stand, oldest first. */
enum err exit_interviews_read(struct ctx *c, struct person_id person,
                              struct exit_interviews *out) NODISCARD;
/* Writes e as row id, sealed in case, and counts its three coded answers; id, hour and author of e
 * are not looked at; adds to c->change. ERR_INVALID for an unknown code. The commit ends in
 * ERR_CONFLICT when the replaced one was corrected meanwhile. */
enum err exit_interview_write(struct ctx *c, struct person_id person, struct row_id id,
                              const struct exit_interview *e,
                              const struct row_id *replaces) NODISCARD;
