/* What the marks of a review come to: pure, and the rules of small numbers with it (P8). */
#pragma once
#include "forms/score.h"
#include "measure/agreement.h"

enum { REVIEW_PAIRS = 30, REVIEW_TWICE = 11 };

/* Marks of one record: levels in the order of the instrument's items, or SCORE_MISSING,
 * SCORE_NOT_APPLICABLE; second NULL: nobody read it twice. */
struct review_levels {
	const int *first;
	const int *second;
};

struct review_agreement {
	size_t records; /* read by two */
	size_t pairs;   /* both gave a level */
	size_t apart;   /* one said that it does not apply or could not be seen, the other a level */
	struct kappa kappa;
	bool shown; /* enough of both for a figure, and it can be said */
};
struct review_item {
	uint32_t met; /* first readers who gave the highest level */
	uint32_t of;  /* who gave any level */
	uint32_t not_applicable;
	bool shown;
	struct review_agreement two;
};
struct review_scale {
	uint32_t of; /* records with a figure */
	double mean;
	bool shown;
};
struct review_totals {
	size_t records; /* with the marks of a first reader */
	struct review_item items[SCORE_ITEMS];
	struct review_scale scales[SCORE_SCALES];
	struct review_agreement all; /* of all criteria with the range of the first one */
};

/*
 * Shares count first readers; both sides of a share need DISCLOSE_CELL records, a mean
 * DISCLOSE_MEAN. Kappa is weighted linearly; a figure needs REVIEW_PAIRS pairs and REVIEW_TWICE
 * records. The marks of one record hang together, so the interval over all criteria comes from
 * leaving out one record at a time (delete-one jackknife, Efron 1982, The Jackknife, the Bootstrap
 * and Other Resampling Plans, ch. 3), with Student's t. ERR_INVALID when a level is none of the
 * instrument's.
 */
enum err review_count(struct arena *a, const struct instrument *m, const struct review_levels *at,
                      size_t n, struct review_totals *out) NODISCARD;
