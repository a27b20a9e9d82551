/* What leads onward: savings, training and work, going home, and how it is there. Each is a short
 * form of a few questions, all of which may stay empty; no help depends on any of it. */
#pragma once
#include "access/module.h"
#include "access/when.h"

enum onward_kind { ONWARD_SAVINGS, ONWARD_WORK, ONWARD_RETURN, ONWARD_AFTER, ONWARD_KINDS };

/* Which value answers which question of a kind; names in the sealed record are final. */
enum { SAVED_IN, SAVED_OUT, SAVED_ALL, SAVED_FOR, SAVED_HOLDER, SAVED_WORDS, SAVED_N };
enum {
	WORK_WHAT,
	WORK_PLACE,
	WORK_WAGE,
	WORK_HOURS,
	WORK_CHECKED_BY, /* empty: nobody has checked, which is said plainly */
	WORK_CONTRACT,
	WORK_FREE,
	WORK_PAPERS,
	WORK_SAFE,
	WORK_WORDS,
	WORK_N
};
enum {
	RETURN_WORDS, /* the choice, in their own words */
	RETURN_KNOWS, /* what they know of it */
	RETURN_DECIDED,
	RETURN_CHECKED_BY, /* empty: nobody has looked at the risk */
	RETURN_RESULT,
	RETURN_WRONG,   /* what could go wrong, and what then */
	RETURN_PARTNER, /* who receives them; told only what a consent lets out */
	RETURN_TRAVEL,
	RETURN_N
};
enum { AFTER_REACHED, AFTER_HOW, AFTER_WORDS, AFTER_N };
enum { ONWARD_MOST = 10 };

struct onward {
	struct row_id id;
	struct row_id replaces; /* zeros: none */
	struct instant hour;
	struct str author; /* user name */
	bool current;
	bool closed; /* to this reader */
	enum onward_kind kind;
	struct str value[ONWARD_MOST]; /* codes or words, in the order above */
	struct when when;
	struct day checked; /* NO_DAY: not said */
};
struct onward_list {
	const struct onward *at;
	size_t n;
};
struct onward_new {
	enum onward_kind kind;
	struct str value[ONWARD_MOST];
	struct when when;   /* NO_DAY: today */
	struct day checked; /* when the place or the risk was looked at */
	struct day next;    /* going home and after: asked on this day; NO_DAY: nothing is due */
	const struct row_id *replaces; /* NULL, or the one that this corrects */
};

/* Writes one, sealed in case; adds to c->change, and counts its codes. Of going home the task that
 * asks how it is there moves to next. ERR_DENIED without the key, ERR_INVALID for an answer that is
 * not offered. The commit ends in ERR_CONFLICT when a colleague was faster. */
enum err onward_write(struct ctx *c, struct person_id person, struct row_id id,
                      const struct onward_new *n) NODISCARD;
/* All of a person, newest first, also those that were replaced. */
enum err onward_read(struct ctx *c, struct person_id person, struct onward_list *out) NODISCARD;
