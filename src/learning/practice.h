/* The practice register: what this house does, for whom, on what it rests, and when that was last
 * looked at. Everybody who works here reads it; nothing in it is about a person. */
#pragma once
#include "access/module.h"

struct practice {
	struct row_id id;
	struct str name;
	struct str what;     /* what is done */
	struct str whom;     /* for whom it is meant */
	struct str level;    /* of practice_levels */
	struct str source;   /* what it rests on, as one cites it */
	struct str link;     /* where that is found; text, nothing that is clicked */
	struct str used;     /* by whom in this house */
	struct day reviewed; /* when it was last looked at; NO_DAY: never */
	bool stopped;        /* it is not done any more */
	/* as it was read */
	struct str author; /* user name */
	struct day day;    /* when it was typed */
	bool current;
	bool corrects;          /* it replaces an earlier row */
	struct row_id replaces; /* that one */
};
struct practices {
	const struct practice *at;
	size_t n;
};

/* How sure one may be that it helps; labels are msgids. */
extern const struct choice_list practice_levels;
/* Without a source this level cannot be claimed. */
bool practice_needs_source(struct str level);
/* It is still done, and was looked at (if it never was: written) more than a year ago. */
bool practice_stale(const struct practice *p, struct day today);

/* Managers, leads and evaluation. */
#define PRACTICE_WRITERS (ROLE_manager | ROLE_lead | ROLE_evaluation)

/* Writes p under p->id; replaces: NULL, or the row that it corrects. Adds to c->change, whose
 * commit ends in ERR_CONFLICT when somebody else corrected it meanwhile. ERR_DENIED for other
 * roles, ERR_INVALID without name, what or a level, without a source that it needs, or with a day
 * to come; ERR_ABSENT when there is no such row. */
enum err practice_write(struct ctx *c, const struct practice *p,
                        const struct row_id *replaces) NODISCARD;
/* What stands: what is done before what is not done any more, by level, then by name. */
enum err practices_read(struct ctx *c, struct practices *out) NODISCARD;
/* One of them from any of its rows: what stands first, then what was written before, the latest
 * first. ERR_ABSENT when there is none. */
enum err practice_history(struct ctx *c, struct row_id id, struct practices *out) NODISCARD;
