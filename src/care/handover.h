/* Passing on the walk: one worker hands over to another. This person is told before, and may say no
 * or choose. */
#pragma once
#include "access/module.h"
#include "access/when.h"

enum handover_state {
	HANDOVER_PROPOSED = 1, /* not told yet: nothing has changed */
	HANDOVER_AGREED,       /* told and agreed: both hold the key until it is taken on */
	HANDOVER_TAKEN,        /* the new worker has taken it on */
	HANDOVER_DECLINED,     /* told, and the answer was no: nothing changes */
	HANDOVER_SUDDEN        /* the worker left suddenly: handed over already, telling is due */
};

struct handover {
	struct row_id id;
	enum handover_state state;
	struct user_id from;
	struct user_id to;
	struct str from_name; /* user names; p == NULL when closed to this reader, as what follows */
	struct str to_name;
	struct str note;   /* where things stand, what not to ask again, what helps */
	struct str why;    /* in words that this person may hear */
	struct str answer; /* of handover_answers; empty: not told yet */
	struct str words;  /* what they said to it */
	struct day told;   /* NO_DAY: not yet */
	struct day until;  /* the former worker's last day with the key, once agreed */
	struct instant hour;
	struct str author;
};

/* "yes", "fine" (does not mind), "no", "other" (wants somebody else), "cannot" (could not be
 * asked). */
extern const struct choice_list handover_answers;

/* The step that stands. ERR_ABSENT when there is none. */
enum err handover_read(struct ctx *c, struct person_id person, struct handover *out) NODISCARD;
/* Proposes that to walks along instead of from; a task to tell her today. Adds to c->change.
 * ERR_INVALID when from does not walk along, or to is no caseworker of her team; ERR_CONFLICT while
 * another is on its way. */
enum err handover_propose(struct ctx *c, struct person_id person, struct row_id id,
                          struct user_id from, struct user_id to, struct str note,
                          struct str why) NODISCARD;
/* What she said when she was told on a day (NO_DAY: today). "yes", "fine" and "cannot" hand the key
 * to the new worker, with a task to take it on; "other" to the colleague whom she chose; "no" ends
 * it. Of a sudden hand-over "no" and "other" leave a task for the lead. ERR_INVALID for an unknown
 * answer or colleague, ERR_CONFLICT when it is not waiting for an answer. */
enum err handover_answer(struct ctx *c, struct person_id person, struct row_id id,
                         struct str answer, const struct user_id *chosen, struct str words,
                         struct day told) NODISCARD;
/* The new worker takes it on: the former loses the key, and what was due for the former is due for
 * the actor. ERR_DENIED for anybody else, ERR_CONFLICT when there is nothing to take on. */
enum err handover_take_on(struct ctx *c, struct person_id person, struct row_id id) NODISCARD;
/* The former worker hands on what she alone holds, while it waits to be taken on: what somebody
 * else agreed to for her moved with that colleague's key, which may open less. ERR_DENIED for
 * anybody else, and when nothing waits. */
enum err handover_rest(struct ctx *c, struct person_id person) NODISCARD;
/* When somebody has left suddenly: at once, with the telling as a task of the new worker.
 * ERR_DENIED but for a lead. */
enum err handover_sudden(struct ctx *c, struct person_id person, struct row_id id,
                         struct user_id from, struct user_id to, struct str note) NODISCARD;
