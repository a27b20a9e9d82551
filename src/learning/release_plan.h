/* A table before it leaves: what would be made, why it may not be, making and signing it. */
#pragma once
#include "learning/release.h"

/* Declares a table; adds to c->change. ERR_CONFLICT when the same one was declared before: two
 * calendars would be a way around each. */
enum err release_declare(struct ctx *c, const struct release_series *s) NODISCARD;

/* Why a table may not be made now. */
enum release_refusal_kind {
	RELEASE_ALLOWED,
	REFUSED_NOBODY,  /* nobody is counted */
	REFUSED_DAYS,    /* too soon after .day; from .next on */
	REFUSED_PEOPLE,  /* too few have changed since .day */
	REFUSED_NARROW,  /* with the table of .day it would tell about .label */
	REFUSED_JOIN,    /* contract: .label has too few and its rule joins nothing */
	REFUSED_SMALL,   /* contract: fewer than 11 people altogether */
	REFUSED_OPEN,    /* open data: fewer than 500 */
	REFUSED_OVERLAP, /* open data: rows overlap */
	REFUSED_BUDGET,  /* open data: the year's is spent; from .next on */
	REFUSED_WAITING, /* a return waits for its second signature */
	REFUSED_MANY,    /* more rows or earlier tables than can be looked at */
};
struct release_refusal {
	enum release_refusal_kind why;
	struct day day;
	struct day next;
	struct str label;
};
/* What would be made now, and what of it is hidden. */
struct release_plan {
	struct release release;
	struct release_refusal refusal;
	const struct release *last; /* the one before; NULL: none was made */
	bool joined;                /* contract: rows were joined */
	int64_t hidden;             /* rows under 11 */
	int64_t again;              /* rows that were small before and are not told yet */
	enum table_form form;
	uint32_t counted; /* people; for pages inside only where it may be shown */
	struct release_member *members;
	size_t nmembers;
	const struct str *codes; /* of the bits of their rows */
	size_t ncodes;
	uint64_t spent; /* of the year's budget for open data */
};
/* Folding is the caller's (report_fold); reads what was folded. ERR_ABSENT: no such series. */
enum err release_plan(struct ctx *c, struct row_id series, struct release_plan *out) NODISCARD;
/* Makes it under id: adds the release, its people and the first signature to c->change. ERR_INVALID
 * when it is refused: look at p->refusal. The commit ends in ERR_CONFLICT when somebody made
 * another one at the same time. */
enum err release_make(struct ctx *c, struct row_id id, struct release_plan *p) NODISCARD;
/* The second signature under a contract return; ERR_CONFLICT for whoever signed already. */
enum err release_sign(struct ctx *c, struct row_id id) NODISCARD;
/* Takes back what waits for a second signature: it never left. ERR_CONFLICT when it is final. */
enum err release_decline(struct ctx *c, struct row_id id) NODISCARD;

/* What is told of a count, in English as on every sheet that leaves: "under 11", "25 to 49". */
void printed_text(struct buf *b, const struct printed *p);
