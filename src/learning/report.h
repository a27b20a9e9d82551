/* Programme outcomes (04-measure.md): the figures of measure/outcomes over what was folded, with
 * what may not be shown already taken out. Only pseudonyms are read. */
#pragma once
#include "access/module.h"
#include "measure/outcomes.h"

/* Which groups stand side by side, if any. So many people as a mean needs are in each, and of all
 * but casework types everybody is in exactly one. */
enum report_by {
	REPORT_BY_TYPE, /* none */
	REPORT_BY_SITE,
	REPORT_BY_GENDER,
	REPORT_BY_SEEN,  /* again after a year, or not */
	REPORT_BY_TYPES, /* whoever has several is in each of them */
	REPORT_BYS
};

struct report_filter {
	int type; /* index into the pack's list of casework types, or OUTCOMES_ALL_TYPES */
	enum outcomes_group group;
	int from_year; /* of arrival; 0: no limit */
	int to_year;
	uint32_t walk;   /* 1: first walks; 2: the first return of people who came back */
	struct day from; /* closures counted; NO_DAY: no limit */
	struct day to;   /* the same, and the day up to which records are read; NO_DAY: today */
	/* Age is one dimension: with any but REPORT_BY_TYPE, type and years have to be left open. */
	enum report_by by;
	struct str of; /* the code of one group; empty: all together */
};

/* Its shape is report_inside.h's: only the pages and the files of this module read it. */
struct outcomes_report;

/* Folds what waits in the inbox; adds nothing to c->change and leaves c->read as it was, which does
 * not see it. *folded counts. ERR_DENIED without MK. Slow after a busy day. */
enum err report_fold(struct ctx *c, int64_t *folded) NODISCARD;
/* The figures for a filter, after folding; adds the audit entries to c->change, folded is the count
 * for them. *out lives in c->arena. ERR_DENIED without MK. */
enum err report_figures(struct ctx *c, const struct report_filter *f, int64_t folded,
                        struct outcomes_report *out) NODISCARD;
/* Both, with a new c->read between the two. */
enum err report_outcomes(struct ctx *c, const struct report_filter *f,
                         struct outcomes_report *out) NODISCARD;
/*
 * What `kintsugi report outcomes` prints, in format "text", "csv" or "json": every age group, for
 * all casework types together, for each, and for each span of years. The same rules of what is
 * shown. from and to as in report_filter. ERR_INVALID for another format, ERR_TOO_BIG when out is
 * full. The caller commits c->change.
 */
enum err report_outcomes_text(struct ctx *c, struct buf *out, const char *format, struct day from,
                              struct day to) NODISCARD;
