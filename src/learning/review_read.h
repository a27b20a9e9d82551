/* Reading for a review: what is one's own to read, and what was marked. */
#pragma once
#include "forms/score.h"
#include "learning/review.h"

enum review_state { REVIEW_WAITS = 1, REVIEW_IN = 2, REVIEW_BACK = 3 };
enum { REVIEW_FIRST = 1, REVIEW_SECOND = 2 };

struct review_reading {
	struct row_id id;
	struct row_id review;
	struct row_id record;
	struct team_id team;
	int64_t place;
	struct user_id reader;
	struct str reader_name;
	enum review_state state;
	struct person_id person; /* zeros when the review is over */
	bool open;               /* the actor may open the case of this person now */
	bool walks;              /* and walks with them */
	bool alone;              /* the other reader still reads: nobody sees these marks yet */
	bool fixed;              /* both are in: nothing can be changed any more */
};
struct review_readings {
	const struct review_reading *at;
	size_t n;
};
/* What the actor has to read or has read, in reviews that are under way. */
enum err review_mine(struct ctx *c, struct review_readings *out) NODISCARD;
/* How many of these wait. */
enum err review_waiting(struct ctx *c, int64_t *n) NODISCARD;
/* One that is the actor's. ERR_ABSENT for any other, and when the review is over. */
enum err review_reading(struct ctx *c, struct row_id id, struct review_reading *out) NODISCARD;

struct review_marks {
	struct row_id row;
	struct answers answers; /* marks and words together; the words go when the review is over */
	int levels[SCORE_ITEMS];
	bool walks; /* the reader walked with this person */
};
/* What the actor marked in this reading. ERR_ABSENT: nothing yet. */
enum err review_own_marks(struct ctx *c, const struct review_reading *d,
                          struct review_marks *out) NODISCARD;
/*
 * Keeps what was marked under row; adds to c->change. A second time it is a correction, until the
 * other reader's marks are in, too: replaces names the row that stood when the form was shown, NULL
 * for a first one. ERR_DENIED when the record is not open to the actor; ERR_INVALID when the rubric
 * has a problem with it or nothing is marked. The commit ends in ERR_CONFLICT when the review is
 * over, or the marks stand side by side already.
 */
enum err review_mark(struct ctx *c, const struct review_reading *d, struct row_id row,
                     const struct answers *given, const struct row_id *replaces) NODISCARD;
/* The record is not read by this reader; adds to c->change. */
enum err review_give_back(struct ctx *c, const struct review_reading *d) NODISCARD;

/* Both readers of one record. Nobody sees marks before all who read it are done. */
struct review_record {
	bool open; /* they are */
	struct review_reading first;
	struct review_reading second;        /* .place 0: there is none */
	const struct review_marks *marks[2]; /* NULL: given back, or not open */
};
/* By the id of a record. ERR_ABSENT when the review is over or the record is not open to the actor.
 */
enum err review_record(struct ctx *c, const struct review *r, struct row_id record,
                       struct review_record *out) NODISCARD;
struct review_records {
	const struct review_record *at;
	size_t n;
	size_t closed; /* records of teams that are not open to the actor */
};
/* All records of a review whose marks the actor can open. */
enum err review_records(struct ctx *c, const struct review *r,
                        struct review_records *out) NODISCARD;
