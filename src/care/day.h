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
	TASK_NEED,          /* an urgent need, within hours */
	TASK_SAFETY_PLAN,   /* the safety plan is looked at again */
	TASK_EVENT,         /* something happened: what was agreed to do */
	TASK_HARM_SIGN, /* a sign of self-harm: within the hour, closed only by saying what was done */
	TASK_CHECK_IN,  /* how are they? */
	TASK_PLAN,      /* the plan is looked at again: every three months at least */
	TASK_STEP,      /* a step of the plan */
	TASK_SERVICE,   /* a service that was promised */
	TASK_RETURN,    /* after going home: how is it there? */
	TASK_STAY,      /* where they sleep ends, or wants to be looked at again */
	TASK_LEGAL,     /* a status or a reflection period ends */
	TASK_HEARING,   /* a hearing: who goes along? */
	TASK_TELL_HANDOVER,  /* another worker takes over: telling comes first */
	TASK_ACKNOWLEDGE,    /* a hand-over waits to be taken on */
	TASK_FOLLOW_UP,      /* 3, 6 or 12 months after closing, where it was wished */
	TASK_MAJORITY = 40,  /* a child comes of age: all consents anew */
	TASK_BEST_INTERESTS, /* a decision for a child is looked at again */
	/* a questionnaire is due again */
	TASK_QUESTIONNAIRE = 46
};

/* Adds a task to c->change. words may be empty. owner NULL: whoever walks with her. Sealed in
 * safety, so that everyone who walks with her sees what is due. */
enum err task_add(struct ctx *c, struct person_id person, enum task_kind kind, struct day due,
                  const struct user_id *owner, struct str words) NODISCARD;
/* The same, of one row of a module: it can be closed alone. One row may have several. */
enum err task_add_about(struct ctx *c, struct person_id person, struct row_id about,
                        enum task_kind kind, struct day due, const struct user_id *owner,
                        struct str words) NODISCARD;
/* Closes every open task of a kind; adds to c->change. Calls (below) are left as they are. */
enum err task_close(struct ctx *c, struct person_id person, enum task_kind kind) NODISCARD;
/* The same, of those that are due on a day or before it. */
enum err task_close_until(struct ctx *c, struct person_id person, enum task_kind kind,
                          struct day until) NODISCARD;
/* The same, of those about one row. */
enum err task_close_about(struct ctx *c, struct person_id person, struct row_id about,
                          enum task_kind kind) NODISCARD;
/* Whether one of a kind is open that the actor may open. */
enum err task_wanted(struct ctx *c, struct person_id person, enum task_kind kind,
                     bool *out) NODISCARD;
/* What was due for one colleague is due for another; adds to c->change. */
void task_hand_over(struct ctx *c, struct person_id person, struct user_id from, struct user_id to);

/* The soonest open task of a person. */
struct task_next {
	bool any;
	struct day due;
};
/* Asks for the tasks that the actor may open; any is false when there is none, or all are closed.
 */
enum err task_next(struct ctx *c, struct person_id person, struct task_next *out) NODISCARD;
