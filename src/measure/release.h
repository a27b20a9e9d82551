/*
 * What may leave the organisation (P8): how a count is printed, and when a table may follow
 * another. disclose.h has the weaker rules of pages inside. Whether tables give something away
 * together is narrow.h's question, and noise.h is for data that is open to everybody.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	RELEASE_SMALL = 11,   /* a smaller count is "under 11" */
	RELEASE_AGAIN = 22,   /* a row that was small is told again when it has so many */
	RELEASE_STEP = 5,     /* any other, totals too, is rounded to this */
	RELEASE_BASE = 20,    /* the least rounded count that a percentage may be of */
	RELEASE_FEW = 50,     /* of fewer people only bands are told */
	RELEASE_BAND = 25,    /* where the second band begins */
	RELEASE_CHANGED = 11, /* so many people must have changed since the last release */
	RELEASE_DAYS = 90,    /* and so many days gone by */
	RELEASE_OPEN = 500,   /* so many people at least for open data */
};

enum printed_as {
	PRINTED_NOT,
	PRINTED_UNDER,   /* "under 11", or "under 22": hi + 1; zero too */
	PRINTED_BAND,    /* "11 to 24", "25 to 49": lo to hi */
	PRINTED_ROUNDED, /* value */
	PRINTED_EXACT,   /* value; contract returns */
	PRINTED_ENOUGH,  /* "11 or more": beside a mean */
	PRINTED_NOISY,   /* value, with noise; nothing is known for sure */
};

/* A count as it is printed. A reader knows that the true one lies in lo..hi, both inclusive. */
struct printed {
	enum printed_as as;
	int64_t value;
	uint32_t lo;
	uint32_t hi;
};

/*
 * How a count of n people is printed in a table of `of` people. Under RELEASE_SMALL: PRINTED_UNDER.
 * Of fewer than RELEASE_FEW people: a band. Otherwise rounded to the nearest RELEASE_STEP; 10 then
 * stands for 11 or 12. Rounding keeps the order: a part is never printed larger than its whole.
 */
struct printed release_count(uint32_t n, uint32_t of);

/*
 * The same for a row that the table before told as PRINTED_UNDER: "under 22" until it has
 * RELEASE_AGAIN people, for whether it has passed 11 since tells how near it was before
 * (docs/decisions/0029-what-leaves-the-house.md has the figures).
 */
struct printed release_count_again(uint32_t n, uint32_t of);

/* The percentage that part is of whole, from the rounded counts and itself a whole number; -1 when
 * either is not rounded or whole is under RELEASE_BASE. */
int release_percent(struct printed part, struct printed whole);

/* May a mean of n people be printed? To one decimal, and only beside a printed n. */
bool release_mean_shown(uint32_t n);

/* A person in a table, under an id that means nothing elsewhere, and the rows that she is in: bit i
 * for row i. */
struct release_member {
	uint8_t id[16];
	uint64_t rows;
};

/* Sorts members by id, as release_changed needs them. */
void release_sort(struct release_member *members, size_t n);

/* How many people are in one of two tables only, or in other rows of it. Both sorted, each id once.
 */
size_t release_changed(const struct release_member *before, size_t nbefore,
                       const struct release_member *now, size_t nnow);

/* How many members are in one of the rows of a mask. */
uint32_t release_counted(const struct release_member *members, size_t n, uint64_t rows);

enum release_wait {
	RELEASE_NOW,
	RELEASE_WAIT_DAYS,   /* fewer than the calendar's days have gone by */
	RELEASE_WAIT_PEOPLE, /* fewer than RELEASE_CHANGED people changed */
};
/* May a table follow one of `days` days ago, of which `changed` people are different now? calendar
 * is the series' own, never under RELEASE_DAYS. */
enum release_wait release_wait(int64_t days, int64_t calendar, size_t changed);

/*
 * Contract returns: joins rows that have fewer than RELEASE_SMALL people, until none has.
 * neighbour: with the smaller of the two beside it, for rows that have an order; otherwise all
 * small ones together, and if they are still few, the smallest of the others with them. rows[i] is
 * the mask of row i and is changed; returns how many rows are left, in their order. A single row
 * that is small stays.
 */
size_t release_join(const struct release_member *members, size_t nmembers, uint64_t *rows,
                    size_t nrows, bool neighbour);
