/*
 * A one-way table on its way out of the organisation: what of it can be printed, so that neither it
 * nor all the tables before it together tell more of a small row than "under 11".
 */
#pragma once
#include "measure/narrow.h"
#include "measure/release.h"

enum {
	TABLE_ROWS = 60,
	/* Atoms that no row has: everybody where rows overlap, and those who are not counted. */
	TABLE_EVERYBODY = 62,
	TABLE_OTHERS = 63,
	TABLE_TOLD = 2 * TABLE_ROWS + 8,
};

struct table_row {
	uint64_t atoms; /* of 0..TABLE_ROWS - 1; no two rows share one */
	uint32_t people;
	struct printed printed;
};

/* What is printed of it, the more the better. */
enum table_form {
	TABLE_WHOLE,    /* rows, the people counted, and how many that is of all */
	TABLE_NO_ALL,   /* not how many that is of all, but how many are not counted */
	TABLE_NO_TOTAL, /* nor the people counted */
	TABLE_FORMS,
};

struct table {
	struct table_row *rows;
	size_t n;
	bool overlap;    /* a person may be in several rows; everybody is in one at least */
	bool exact;      /* contract return: rows are told as they are, which needs 11 in each */
	bool means;      /* of each row only that it has 11 people is told: numbers that are nearly
	                    alike would tell who is missing in one of them */
	uint32_t people; /* who are counted */
	bool part;       /* only a part of all is counted: those who agreed */
	uint32_t others; /* the rest of all */
	int32_t day;
	uint32_t series; /* which dimension: tables of one figure with the same rows share it */
	/* filled by table_print */
	enum table_form form;
	struct printed printed_people;
	struct printed printed_all;
	struct printed printed_others;
	struct told_row told[TABLE_TOLD]; /* what readers of it know, for the next one */
	size_t ntold;
};

/* What a table that was printed tells; its rows stay the table's. */
struct told table_told(const struct table *t);

/*
 * Decides what of t is printed, in the first form that gives nothing away beside the n tables that
 * came before (all of the same figure; ordered by day, none after t). When even the last form
 * would, why->found is set and t may not leave: why->told is the index of the table with the row
 * that could be narrowed (n: this one) and why->row its row (past the table's rows: people who are
 * in none of the rows, or not counted). ERR_INVALID when exact rows are under 11 or narrow_find
 * fails.
 */
NODISCARD enum err table_print(struct table *t, const struct told *before, size_t n,
                               struct narrowed *why);
