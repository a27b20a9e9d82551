/* Service totals by a funder's categories and quarters: people, new people, encounters, hours. They
 * count everyone and carry nothing identifying; numbers about few people are left out. */
#pragma once
#include "learning/funder.h"
#include "measure/release.h"

/* Who will read: colleagues here, or somebody outside (04-measure.md, disclosure control). */
enum served_for {
	SERVED_HERE, /* under DISCLOSE_CELL people: nothing */
	SERVED_AWAY  /* people as measure/release.h tells them; ended quarters only */
};

struct served_told {
	struct printed people;
	struct printed fresh; /* whose very first service with us lies in the quarter */
	int64_t times;        /* -1 where they are not told */
	int64_t hours;
};
struct served_line {
	const struct funder_category *category;
	struct served_told told;
};
struct served_lines {
	const struct served_line *at;
	size_t n;
	struct served_told all; /* everybody once */
};

struct served_sum {
	uint32_t people;
	uint32_t fresh;
	int64_t times;
	int64_t minutes;
	uint64_t last; /* the person who was counted last */
};
/* What was counted for one funder. */
struct served_table {
	const struct funder *funder;
	int first;               /* the first quarter: year * 4 + 0 to 3 */
	int n;                   /* quarters, up to this one */
	struct served_sum *sums; /* a quarter: each category, then all */
};

/* Counts from what was folded, after folding (report.h); adds the audit entry to c->change. Lives
 * in c->arena. ERR_DENIED without MK, ERR_VAULT at what is damaged. */
enum err served_gather(struct ctx *c, const struct funder *funder,
                       struct served_table *out) NODISCARD;
/* One quarter (0 to n - 1) as it may be told. A quarter that has not ended tells nothing away. */
void served_tell(struct ctx *c, const struct served_table *t, int quarter, enum served_for reader,
                 struct served_lines *out);
/* The sheet that leaves the house: every ended quarter of which something was counted, by the rules
 * of SERVED_AWAY; times and hours that are not told are empty. */
enum err served_csv(struct ctx *c, const struct served_table *t, struct buf *out) NODISCARD;
