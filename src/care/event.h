/* Something happened: a threat, a harm, somebody is missing. Never a fault of theirs, and it closes
 * no door. Signs of self-harm, wherever they are noticed, and what was done. */
#pragma once
#include "access/module.h"
#include "access/when.h"

struct event {
	struct row_id id;
	struct row_id root;     /* the first writing, which corrections keep */
	struct str kind;        /* a value of event_kinds; "beside": an answer (event_harm_answer) */
	struct str institution; /* a value of event_institutions; empty: none */
	struct when when;
	struct str words; /* what happened; p == NULL when closed to this reader or not written */
	struct str done;
	struct str plan; /* a value of event_plans */
	struct day plan_day;
	struct str informed; /* who was told; of an answer: who was there */
	struct str next;
	struct day next_day;
	struct str safe; /* of an answer: a value of event_safes */
	struct str author;
	struct instant hour;
	struct str counted; /* private to the module */
	bool current;
	bool closed;       /* to this reader */
	bool words_closed; /* there are words, and they are closed to this reader */
};
struct event_list {
	const struct event *at;
	size_t n;
};

struct event_new {
	struct str kind;
	struct str institution;
	struct when when;
	struct str words; /* sealed in case; the rest in safety */
	struct str done;
	struct str plan;
	struct day plan_day; /* NO_DAY with plan "not_yet": today */
	struct str informed;
	struct str next;
	struct day next_day;           /* NO_DAY with next: tomorrow */
	const struct row_id *replaces; /* NULL, or the event that this one corrects */
};
extern const struct choice_list event_kinds, event_institutions, event_plans, event_safes;

/* Writes what happened, makes the tasks that follow, and counts new harm; adds to c->change.
 * Whoever may write in safety may write all but words: ERR_DENIED for words without the case key,
 * or when words that are closed would be lost by a correction. ERR_INVALID for an unknown kind. The
 * commit ends in ERR_CONFLICT when it was corrected meanwhile. */
enum err event_write(struct ctx *c, struct person_id person, struct row_id id,
                     const struct event_new *n) NODISCARD;
/* All that stands, answers too, newest first. */
enum err events_read(struct ctx *c, struct person_id person, struct event_list *out) NODISCARD;

/* Where a sign of self-harm was noticed; numbers are sealed and final. */
enum harm_where { HARM_AT_ARRIVAL = 1, HARM_IN_EVENT, HARM_IN_CHECK_IN, HARM_IN_QUESTIONNAIRE };
/* A sign of self-harm: one open call (TASK_HARM_SIGN, care/day.h) within the hour for those who
 * walk with this person and for whoever is on call; adds to c->change. Nothing is shown where it
 * was noticed. ERR_DENIED when the actor may not write in safety. */
enum err event_harm_sign(struct ctx *c, struct person_id person, enum harm_where where) NODISCARD;

struct harm_answer_new {
	struct str with; /* who was there */
	struct str done;
	struct str safe; /* "yes" ends the call; all else makes a new one, due within another hour */
	struct str next;
	struct day next_day;       /* NO_DAY with next: tomorrow */
	const struct row_id *call; /* the open call that is answered; NULL: more about an earlier one */
};
/* The only way to close such a call. ERR_INVALID when nothing was done or said about safety;
 * ERR_CONFLICT at the commit when a colleague answered meanwhile. */
enum err event_harm_answer(struct ctx *c, struct person_id person, struct row_id id,
                           const struct harm_answer_new *n) NODISCARD;
