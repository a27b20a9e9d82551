/*
 * The auditor of releases: what a reader who keeps every table can work out. The unknowns are the
 * numbers of people in each atom (the finest rows of a table) at each release; every printed number
 * bounds a sum of them. Of each sum that must stay "under 11" the exact least and greatest
 * whole number is sought that all the tables together allow (integer linear programs, with GLPK).
 *
 * The reader is given more than she may know: that nobody ever leaves a table, as long as the
 * printed numbers allow it. What holds against her holds against a reader who does not know it.
 */
#pragma once
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	NARROW_ATOMS = 64,
	NARROW_TABLES = 128, /* of one figure */
};

#define NARROW_ANY UINT32_MAX /* no upper bound */

/* lo <= people in the atoms of plus, less those in the atoms of minus, <= hi. */
struct told_row {
	uint64_t plus;
	uint64_t minus;
	uint32_t lo;
	uint32_t hi;
	bool guarded; /* the true number is under 11: nobody may learn more than that */
};

/* One release. Tables of the same figure by another dimension are another series: only the totals
 * join them. */
struct told {
	int32_t day;
	uint32_t series;
	uint64_t everybody; /* atoms that add up to the people counted */
	const struct told_row *rows;
	size_t n;
};

/* The first guarded row that a reader could narrow: to lo..hi where 0..10 should be possible. */
struct narrowed {
	bool found;
	size_t told;
	size_t row;
	uint32_t lo;
	uint32_t hi;
};

/*
 * Looks at all releases of one figure together, ordered by day. Releases of one series on one day
 * keep their order. ERR_INVALID when the tables contradict themselves or the library gives up,
 * or there are more than NARROW_TABLES; *out then means nothing. ERR_BUSY without
 * memory. A hundred tables of twelve rows take some tenths of a second.
 */
NODISCARD enum err narrow_find(const struct told *all, size_t n, struct narrowed *out);
