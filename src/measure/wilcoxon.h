/* Paired change without means: for scores of few steps, and for few people. */
#pragma once
#include "measure/rows.h"
#include "measure/stats.h"

enum { WILCOXON_EXACT_BELOW = 50 };

struct wilcoxon {
	size_t n; /* pairs; differences are y - x */
	size_t missing;
	size_t zeros;       /* pairs without change: in the shift, not in the test */
	bool exact;         /* the test: n below 50, no zeros, no equal sizes of change */
	double v;           /* sum of the ranks of the differences above 0 */
	double p;           /* two-sided */
	double shift;       /* pseudo-median of the differences, in the units of the scale */
	struct interval ci; /* of the shift */
	double reached;     /* the level that the interval really has */
	enum unsaid why;    /* too few: n is 0. No spread: nobody changed, so that v and p are NAN */
};

/*
 * Signed ranks: Wilcoxon 1945, Biometrics Bulletin 1(6). Zeros are dropped, equal sizes share their
 * mean rank. p exact by counting, or with the normal distribution, variance n (n + 1) (2n + 1) / 24
 * less sum(t^3 - t) / 48 over ties, and continuity correction 1/2 (Hollander, Wolfe and Chicken
 * 2014, Nonparametric Statistical Methods, section 3.1), as wilcox.test in R.
 *
 * Shift: the median of all means of two differences, each with itself too (Hodges and Lehmann 1963,
 * Annals of Mathematical Statistics 34(2)). Interval: the c-th smallest and c-th largest of those
 * means (Hollander et al. 2014, section 3.3), c by the exact distribution below 50 pairs, whatever
 * the ties (with ties it holds at least its level: Noether 1967, JASA 62(317)), else by the normal
 * one with continuity. Few pairs reach no high level: the interval is then all of the differences,
 * and `reached` says what that is.
 *
 * Equal means equal to the last digit: hand in whole numbers (hundredths of a mean), not fractions.
 */
struct wilcoxon wilcoxon_signed_rank(struct arena *a, const struct pairs *p, double level);
