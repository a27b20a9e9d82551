/* Case-record review: a random sample of records is read against a rubric (a pack about "review"),
 * some by a second reader who does not see the first's marks. Managers and leads read, with the
 * keys of their office and no others. About how the house works. */
#pragma once
#include "access/forms.h"
#include "access/holder.h"
#include "access/module.h"

#define REVIEW_ROLES (ROLE_manager | ROLE_lead)
enum { REVIEW_MOST = 100, REVIEW_READERS = 40 };

struct review {
	struct row_id id; /* the same for all that was written of it */
	struct str name;
	struct day from; /* the period, both days in it */
	struct day until;
	int64_t wanted;        /* so many records */
	struct str second;     /* of review_seconds: which of them a second person reads */
	bool by_team;          /* about as many of each team */
	struct day read_by;    /* NO_DAY: no day was set */
	struct form_kept form; /* the rubric, in the wording that was in use */
	struct str learned;    /* when it is over; may be empty */
	bool over;
	int64_t pool;      /* people of these teams with something written in the period */
	int64_t drawn;     /* records in the sample */
	int64_t waits;     /* readings still to come, of all */
	int64_t read;      /* readings that are in */
	bool may_end;      /* managers and whoever began it */
	struct row_id row; /* the row that stands */
	struct str author; /* user name */
	struct day day;
};
struct reviews {
	const struct review *at;
	size_t n;
};
extern const struct choice_list review_seconds; /* "all", "third", "none"; labels are msgids */

/* Who can be asked to read: managers, and leads of the actor's teams (for a manager: of any). */
struct review_readers {
	const struct staff_view *at;
	size_t n;
};
enum err review_readers(struct ctx *c, struct review_readers *out) NODISCARD;
/* The rubrics in use, by id. */
enum err review_rubrics(struct ctx *c, struct form_kept_list *out) NODISCARD;
struct review_new {
	struct str name;
	struct day from;
	struct day until;
	int64_t wanted;
	struct str second;
	bool by_team;
	struct day read_by;
	struct str form; /* id of a rubric */
	const struct user_id *readers;
	size_t nreaders;
};
/* Draws the sample and hands it to the readers; adds to c->change. For a lead, of the teams that
 * she leads; for a manager, of all. A record is read by somebody who may open it, best by somebody
 * who does not walk with this person. *drawn counts, and is 0 when no record could be read; then
 * nothing is added. ERR_DENIED for other roles; ERR_INVALID without a name, with days that cannot
 * be, a number outside 1 to REVIEW_MOST, or readers who cannot read; ERR_ABSENT without such a
 * rubric. */
enum err review_begin(struct ctx *c, struct row_id id, const struct review_new *n,
                      int64_t *drawn) NODISCARD;

/* All of them: those under way first, the latest first. ERR_DENIED for other roles. */
enum err reviews_read(struct ctx *c, struct reviews *out) NODISCARD;
/* One from any of its rows. ERR_ABSENT when there is none. */
enum err review_read(struct ctx *c, struct row_id id, struct review *out) NODISCARD;
/* The review is over: the way to the people and what was written about single records is deleted;
 * marks stay. row: of the new row. Adds to c->change. ERR_DENIED unless may_end; ERR_CONFLICT at
 * commit when somebody ended it meanwhile, ERR_ABSENT when it is over. */
enum err review_end(struct ctx *c, struct row_id id, struct row_id row,
                    struct str learned) NODISCARD;
/* What a cycle may begin with: a criterion in the language of the page, and its figure in words as
 * the page of results shows it ("" where that is blank). ERR_ABSENT without such a criterion. */
enum err review_finding(struct ctx *c, struct row_id id, struct str criterion, struct str *title,
                        struct str *figure) NODISCARD;
