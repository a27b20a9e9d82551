/* What is due, and the worker's own day. */
#pragma once
#include "access/module.h"

/* Kinds of task; numbers are sealed and final. */
enum task_kind {
	TASK_CONTACT = 1,   /* a promised contact */
	TASK_WORDS,         /* her own words were not yet possible: within 72 hours */
	TASK_SAFE_CONTACT,  /* the contact rule wants to be asked again */
	TASK_ASSESSMENT,    /* a planned assessment */
	TASK_CONSENT,       /* a consent ends soon */
	TASK_SECOND_PERSON, /* a disclosure without consent wants a second pair of eyes within one
	                       working day */
	TASK_TELL_HER,      /* she could not be told yet; the reason to wait is looked at again */
	TASK_WELCOME,       /* a step of the welcome was left for later */
	TASK_MAJORITY = 40, /* a child comes of age: all consents anew */
	TASK_BEST_INTERESTS /* a decision for a child is looked at again */
};

/* Adds a task to c->change. words may be empty. owner NULL: whoever walks with her. Sealed in
 * safety, so that everyone who walks with her sees what is due. */
enum err task_add(struct ctx *c, struct person_id person, enum task_kind kind, struct day due,
                  const struct user_id *owner, struct str words) NODISCARD;
/* Closes every open task of a kind; adds to c->change. */
enum err task_close(struct ctx *c, struct person_id person, enum task_kind kind) NODISCARD;
