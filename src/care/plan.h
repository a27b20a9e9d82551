/* The plan: goals in the person's own words, what was offered for each and what they decided, steps
 * with who and when, and how it was agreed. Sealed in case; never overwritten. */
#pragma once
#include "access/module.h"

enum plan_kind { PLAN_GOAL = 1, PLAN_OPTION, PLAN_STEP, PLAN_AGREEMENT };
enum { PLAN_REVIEW_DAYS = 91 }; /* looked at again every three months at least */

/* One entry; what a kind does not use stays empty. */
struct plan_entry {
	enum plan_kind kind;
	struct row_id id;
	struct row_id root;   /* of its first wording: what others point to */
	struct row_id goal;   /* of options and steps: the root of their goal */
	struct row_id source; /* of a goal: the row of their words (words.h) it grew out of, or zeros */
	struct str from;      /* of a goal: "concern", "wish", "domain", "own" */
	struct str words;  /* goal: in their words; option: what; step: what; agreement: their view */
	struct str state;  /* goal: "chosen", "later", "reached", "let_go"; option: "offered",
	                      "chosen", "declined", "later"; step: "open", "done", "changed";
	                      agreement: "signature", "mark", "word", "not" */
	struct str reason; /* why they decided so, if they say; of a step: how it was */
	struct str length, hardships, no_promise; /* of an option, as it was explained */
	struct str who;                           /* of a step: "self", "us", "partner" */
	struct str name;        /* of a step: which colleague or partner; of an agreement: witness */
	struct str shorter;     /* of a step: for a paper that others may see */
	struct str language;    /* in which it was explained */
	struct str interpreter; /* a code of interpreters (welcome.h) */
	struct str paper;       /* who wrote it on paper first */
	int64_t domain;         /* of a goal: 0 to 5 as in domain_words(); -1: none */
	struct day day;         /* said, offered, agreed; NO_DAY when writing: today */
	struct day due;         /* of a step; of an agreement: when the plan is looked at again */
	struct day ended;       /* when it was reached, decided, done; NO_DAY when writing: today */
	struct str author;      /* user name */
	struct instant hour;
	bool current;
};
struct plan {
	const struct plan_entry *at; /* as they were said; also those that were replaced */
	size_t n;
	bool closed; /* to this reader; there are none then */
};

struct plan_new {
	struct plan_entry what;        /* id, root, author, hour and current are not read */
	const struct row_id *replaces; /* NULL, or the row in whose place this stands */
};

enum err plan_read(struct ctx *c, struct person_id person, struct plan *out) NODISCARD;
/* The entry in force of a root (or of any row that it replaced); NULL: there is none. */
const struct plan_entry *plan_find(const struct plan *plan, struct row_id row);

/* Each writes row id, adds to c->change and counts states in the measurement inbox, without a word.
 * Commit one before the next is written. ERR_DENIED without the key; ERR_ABSENT when the goal or
 * what it replaces is not there; ERR_INVALID for a state that the kind does not have, or without
 * words; the commit ends in ERR_CONFLICT when somebody replaced it meanwhile. */
enum err plan_goal_write(struct ctx *c, struct person_id person, struct row_id id,
                         const struct plan_new *n) NODISCARD;
enum err plan_option_write(struct ctx *c, struct person_id person, struct row_id id,
                           const struct plan_new *n) NODISCARD;
/* Keeps a task for each day on which a step is open. */
enum err plan_step_write(struct ctx *c, struct person_id person, struct row_id id,
                         const struct plan_new *n) NODISCARD;
enum err plan_step_done(struct ctx *c, struct person_id person, struct row_id id,
                        struct row_id step, struct str how) NODISCARD;
/* Agreed, or looked at together; the plan is due again on what.due, PLAN_REVIEW_DAYS after what.day
 * at the latest. Not signing ("not") changes nothing. */
enum err plan_agree(struct ctx *c, struct person_id person, struct row_id id,
                    const struct plan_new *n) NODISCARD;
