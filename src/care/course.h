/* What has changed for one person: each domain as the team saw it from time to time, how she sees
 * the same six, her goals on the same axis; and whether a change is a clear one. Nothing is
 * ranked or averaged, and what was scored with the sentences of another age, or for another place,
 * is not compared. */
#pragma once
#include "access/yardstick.h"
#include "care/assessment.h"

/* One score of one domain. */
struct course_point {
	struct day day;
	int mean;             /* hundredths; BOWL_MISSING: too little is known, or nothing applies */
	struct str age_group; /* whose sentences: "adult", "12-17", ... */
	struct str setting;   /* which place; empty: not noted */
	struct str form;      /* hash of the wording */
};
struct course_points {
	const struct course_point *at; /* oldest first */
	size_t n;
};

/* When a change counts. */
enum course_basis {
	BASIS_PUBLISHED, /* the instrument says so */
	BASIS_HOUSE,     /* from the people of this house (access/yardstick.h) */
	BASIS_ASSUMED    /* nobody has measured it */
};
struct course_rule {
	enum course_basis basis;
	struct yardstick stick; /* of BASIS_HOUSE and BASIS_ASSUMED */
	struct day since;       /* of BASIS_HOUSE */
	double least;           /* a change must be more than this; of BASIS_PUBLISHED: at least this */
};
/* published: the scale's own smallest change in hundredths, 0: none; house: NULL when there is
 * nothing in use for this wording and age group. Least change by Jacobson and Truax (1991), 95 %
 * (measure/change.h). */
struct course_rule course_rule(int published, const struct yardstick *house, struct day since);

enum course_told {
	COURSE_NOTHING,     /* no score, or the last has no figure */
	COURSE_ONCE,        /* nothing was scored before */
	COURSE_OTHER_AGE,   /* all that was scored before used the sentences of another age */
	COURSE_OTHER_PLACE, /* or describes another place */
	COURSE_SAME,        /* no more than chance brings */
	COURSE_STEADIER,
	COURSE_HARDER
};
struct course_change {
	enum course_told told;
	const struct course_point *from; /* of the last three */
	const struct course_point *to;   /* NULL: of COURSE_NOTHING */
};
/* The newest score against the oldest that can be compared with it; against the one just before it
 * among those, with latest. */
struct course_change course_change(const struct course_points *all, const struct course_rule *rule,
                                   bool latest);
/* True when i cannot be compared with the score before it. */
bool course_apart(const struct course_points *all, size_t i);
