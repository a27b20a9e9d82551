/* Private to care/handover: who could, and what the pages show. */
#pragma once
#include "care/companion.h"
#include "care/handover.h"
#include "care/handover_sql.h"
#include "care/person.h"

/* Opens one step. What is closed to the actor has p == NULL. */
enum err handover_open(struct ctx *c, struct person_id person, const struct handover_row *r,
                       struct handover *out) NODISCARD;
/* Bits of compartments in the words of a page, one after the other. */
struct handover_parts {
	const char *const *at; /* msgids */
	size_t n;
};
struct handover_parts handover_parts(struct ctx *c, uint32_t compartments);
/* Those who walk along and may hand over, and those who could take the walk on. */
enum err handover_from(struct ctx *c, struct person_id person, struct companions *out) NODISCARD;
enum err handover_to(struct ctx *c, struct person_id person, struct companions *out) NODISCARD;

struct handover_view {
	struct person_id person;
	enum voice voice;
	bool has;
	struct handover now;
	bool waits; /* for an answer */
	bool mine;  /* this reader is to take it on */
	bool gives; /* this reader hands over, and is asked to be whole about it */
	struct companions from;
	struct companions to;
	bool conflict;
	struct handover_parts closed; /* what was written before and did not come with the key */
};

/* --- in bulk --- */

struct leaver_line {
	struct person_id person;
	struct str called; /* name or code */
	const char *field; /* "to-" and the id */
	struct companions to;
	struct handover_parts closed; /* what the actor cannot hand on */
};
struct leaver_lines {
	const struct leaver_line *at;
	size_t n;
};
struct leaver_view {
	struct companions colleagues; /* of the lead's teams */
	struct str name;              /* of the one who leaves; empty: not chosen yet */
	struct user_id staff;
	struct leaver_lines lines;
};

/* Those whom somebody walks with in the teams that the actor leads, with who could take them on. */
enum err handover_lines_of(struct ctx *c, struct user_id leaver,
                           struct leaver_lines *out) NODISCARD;
