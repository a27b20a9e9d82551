/* Status, hearings, proceedings, and what would be just. Care needs to know whether somebody may
 * stay, on which days they are heard and who goes along: that lies in case. What the law alone
 * needs lies in legal: where, what about, what was decided, what would be just in their own words,
 * the choice to take part, notes. Care never depends on that choice.
 *
 * Each struct is what is read and what is written; of one that is written, id, author and closed
 * are not looked at, and before is the row that it takes the place of, or NULL. */
#pragma once
#include "access/module.h"
#include "access/when.h"

struct legal_status {
	struct row_id id;
	struct str code;  /* of packs/core/legal-statuses.csv; empty: not asked */
	struct day until; /* of a permit; NO_DAY here and below: none */
	struct day reflection;
	struct day reflection_end;
	struct day extended; /* the reflection period was made longer, until then */
	struct when when;
	struct str author; /* user name; p == NULL: never written */
};
struct legal_hearing {
	struct row_id id, root; /* root: its first row, which stays the same when it is corrected */
	struct day day;
	struct str companion; /* who goes along */
	struct str state;     /* a code of legal_states; empty: planned */
	struct str after;     /* how it was for this person */
	struct when when;
	struct str author;
	/* In legal; empty when closed: */
	struct str place;
	struct row_id proceeding; /* its root; zeros: none */
	struct str decided;
	struct row_id details; /* the row of these; zeros: none */
};
struct legal_proceeding {
	struct row_id id, root;
	struct str kind;  /* a code of legal_kinds */
	struct str court; /* and its number */
	struct str words; /* what it is about, who speaks for this person */
	struct str outcome;
	bool over;
	struct when when; /* when it began */
	struct str author;
};
struct legal_view {
	struct row_id id;
	struct str justice; /* "what would be just for you?" */
	struct str part;    /* take part in proceedings: a code of legal_parts; empty: not asked */
	struct when when;
	struct str author; /* p == NULL: never written */
};
struct legal_note {
	struct row_id id;
	struct str words;
	struct when when;
	struct str author;
};

/* Adds to c->change. ERR_DENIED without the key, ERR_INVALID for a code that is none. The commit
 * ends in ERR_CONFLICT when somebody wrote meanwhile. Status: the task to look at it fourteen days
 * before it ends. Hearing: the tasks of all hearings; the part in legal is left as it is when it is
 * closed to the actor. */
enum err legal_status_write(struct ctx *c, struct person_id person, struct row_id id,
                            const struct legal_status *s, const struct row_id *before) NODISCARD;
enum err legal_hearing_write(struct ctx *c, struct person_id person, struct row_id id,
                             const struct legal_hearing *h, const struct row_id *before) NODISCARD;
enum err legal_proceeding_write(struct ctx *c, struct person_id person, struct row_id id,
                                const struct legal_proceeding *p,
                                const struct row_id *before) NODISCARD;
enum err legal_view_write(struct ctx *c, struct person_id person, struct row_id id,
                          const struct legal_view *w, const struct row_id *before) NODISCARD;
enum err legal_note_write(struct ctx *c, struct person_id person, struct row_id id,
                          const struct legal_note *n, const struct row_id *before) NODISCARD;
