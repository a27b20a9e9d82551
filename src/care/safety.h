/* Safety: what is needed within hours, and the plan made together. All of it is sealed in safety,
 * so that whoever is there at night can act on it. */
#pragma once
#include "care/safety_need.h"

/* --- the plan --- */
enum safety_part {
	PART_SIGNS,
	PART_HELPS,
	PART_PLACES,
	PART_LEAVE,
	PART_CODE,
	PART_STAFF,
	PART_BARRED, /* who may not be let in */
	PART_MEDICINES,
	PART_NIGHT,
	SAFETY_PARTS
};
struct safety_plan {
	struct row_id id;
	bool held;   /* there is one; false: all else is empty */
	bool closed; /* there is one that this reader may not open */
	bool current;
	struct str part[SAFETY_PARTS]; /* in their words; each may be empty */
	struct str how;                /* of safety_plan_hows: who was there */
	struct when when;
	struct day review; /* NO_DAY when writing: in 30 days */
	struct str author;
};
extern const struct choice_list safety_plan_hows;
/* The one that stands. */
enum err safety_plan_read(struct ctx *c, struct person_id person,
                          struct safety_plan *out) NODISCARD;
/* Writes p as row id in place of the one before (NULL: none) and moves the task to look at it
 * again; adds to c->change. The commit ends in ERR_CONFLICT when somebody wrote meanwhile. */
enum err safety_plan_write(struct ctx *c, struct person_id person, struct row_id id,
                           const struct safety_plan *p, const struct row_id *before) NODISCARD;

/* --- the night --- */
/* The plan and the open needs, soonest first. Closed ones are marked; that is no error. */
enum err safety_night_read(struct ctx *c, struct person_id person, struct safety_plan *plan,
                           struct safety_needs *needs) NODISCARD;
