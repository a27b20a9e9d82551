/* Programme outcomes (04-measure.md): the figures of measure/outcomes over what was folded, with what may not be shown
 * already taken out. Only pseudonyms are read. */
#pragma once
#include "access/module.h"
#include "forms/list.h"
#include "html/chart.h"
#include "measure/disclose.h"
#include "measure/outcomes.h"

struct report_filter {
	int type; /* index into the pack's list of casework types, or OUTCOMES_ALL_TYPES */
	enum outcomes_group group;
	int from_year; /* of arrival; 0: no limit */
	int to_year;
	uint32_t walk;	 /* 1: first walks; 2: the first return of people who came back */
	struct day from; /* closures counted; NO_DAY: no limit */
	struct day to;	 /* the same, and the day up to which records are read; NO_DAY: today */
};

/* How a number may be told: as it is; only that it is under DISCLOSE_CELL; only that all but so few are; not at all. */
enum told { TOLD_NOT, TOLD, TOLD_UNDER, TOLD_ALL_BUT };

/* k of n people. Both are 0 unless TOLD; n also stands beside the two kinds of few. */
struct part {
	enum told told;
	struct share share; /* TOLD only */
	uint32_t n;
};

/* Counts of different people in one table row, and their total where it may be known. */
enum { ROW_CELLS = 8 };
struct row_cells {
	uint32_t n[ROW_CELLS]; /* 0 where hidden */
	bool shown[ROW_CELLS];
	bool total_shown;
	uint32_t total;
};

struct report_domain {
	bool has_mean;
	uint32_t n; /* at least so many; domains that differ by fewer than DISCLOSE_CELL show the smaller number */
	double mean;
	struct interval ci;
	struct part stable; /* among those with a score */
};

/* The lowest and highest possible share. */
struct bounds {
	bool shown;
	struct interval at;
};

struct report_wave {
	enum outcomes_wave_name name;
	struct part complete; /* assessed among due */
	struct part lives;	  /* scored for the place where they live, among those assessed */
	struct report_domain domain[OUTCOMES_DOMAINS];
	struct row_cells all_six; /* by enum outcomes_verdict */
	struct part all_six_yes;
	struct bounds all_six_possible;
};
struct report_waves {
	const struct report_wave *at;
	size_t n;
};

/* The parts of `sustained`, in the order of struct outcomes_sustained. */
enum sustained_part {
	SUSTAINED_YES,
	SUSTAINED_NO,
	SUSTAINED_CANNOT_SAY,
	SUSTAINED_NOT_FOUND,
	SUSTAINED_NOT_WISHED,
	SUSTAINED_NOT_TRIED,
	SUSTAINED_DIED,
	SUSTAINED_PARTS,
};
enum { CLOSED_UNASSESSED = OUTCOMES_VERDICTS, CLOSED_PARTS };

struct report_closed {
	struct row_cells reasons; /* by enum outcomes_reason, CLOSED_NOT always 0 */
	struct row_cells verdicts;	/* by enum outcomes_verdict, then CLOSED_UNASSESSED */
	struct part stable;
	struct bounds possible;
	struct row_cells sustained; /* by enum sustained_part */
	struct part sustained_yes;
	struct bounds sustained_possible;
};

/* Years of arrival that are shown as one. */
struct report_span {
	int first;
	int last;
	bool full; /* enough people for a mean */
	bool chosen;
};
struct report_spans {
	const struct report_span *at;
	size_t n;
};

/* Where few people stand: each a dot, by domain; for the years that are not full yet. */
struct report_dots {
	struct chart_dot *at; /* sorted within a domain, so that no dots of one person stand together */
	size_t n;
};

struct outcomes_report {
	struct outcomes_params params;
	struct report_filter filter;
	struct code_list types;
	struct report_spans spans; /* of the chosen type and age group */
	int first_year;			   /* of anybody's arrival; 0: there is nobody */
	int last_year;
	uint32_t people;   /* in the figures; 0: too few for any */
	bool nearly_all;   /* all but a few are of this type: figures would tell of the few, and are left out */
	struct part consented;
	struct part reopened;
	struct report_waves waves; /* those with enough people */
	struct report_closed closed;
	struct report_dots dots_baseline; /* of years that wait */
	struct report_dots dots_latest;
	int64_t folded;	  /* rows that this reading folded */
	int64_t waiting;  /* rows that wait: they could not be opened or lack something */
	int64_t unplaced; /* folded rows without a month of arrival: in no figure */
};

/* Folds what waits in the inbox; adds nothing to c->change and leaves c->read as it was, which does not see it. *folded
 * counts. ERR_DENIED without MK. Slow after a busy day. */
enum err report_fold(struct ctx *c, int64_t *folded) NODISCARD;
/* The figures for a filter, after folding; adds the audit entries to c->change, folded is the count for them. *out lives
 * in c->arena. ERR_DENIED without MK. */
enum err report_figures(struct ctx *c, const struct report_filter *f, int64_t folded, struct outcomes_report *out) NODISCARD;
/* Both, with a new c->read between the two. */
enum err report_outcomes(struct ctx *c, const struct report_filter *f, struct outcomes_report *out) NODISCARD;
/*
 * What `kintsugi report outcomes` prints, in format "text", "csv" or "json": every age group, for all casework types
 * together, for each, and for each span of years. The same rules of what is shown. from and to as in report_filter.
 * ERR_INVALID for another format, ERR_TOO_BIG when out is full. The caller commits c->change.
 */
enum err report_outcomes_text(struct ctx *c, struct buf *out, const char *format, struct day from, struct day to) NODISCARD;
