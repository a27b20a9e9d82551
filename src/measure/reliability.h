/*
 * Do the items of an instrument belong together, and how far does a score lie from the truth?
 * People by items; who left an item out is not counted (table_complete first; `missing` is carried
 * along). Two answers of the same people (test-retest) are correlate_pearson.
 */
#pragma once
#include "measure/rows.h"
#include "measure/stats.h"

enum { RELIABILITY_PEOPLE = 2, RELIABILITY_ITEMS = 2, OMEGA_ITEMS = 3 };

struct alpha {
	size_t n;
	size_t missing;
	double mean; /* of the sum of the items */
	double sd;   /* of the sum of the items */
	double alpha;
	struct interval ci;
	double standardised; /* as if all items had the same spread; NAN when one has none */
	double sem;          /* standard error of measurement of the sum, in its units */
	enum unsaid why;     /* too few: under 2 people or items. No spread: all sums are the same */
};

/*
 * Cronbach 1951, Psychometrika 16(3), eq. 2: k / (k - 1) (1 - sum of variances / variance of the
 * sum); below 0 when items pull apart. Interval: 1 - (1 - alpha) F(1 - (1 - level) / 2) and F((1 -
 * level) / 2) with n - 1 and (n - 1)(k - 1) degrees of freedom (Feldt 1965, Psychometrika 30(3)).
 * Standardised: k r / (1 + (k - 1) r), r the mean correlation. SEM: reliability_sem.
 */
struct alpha reliability_alpha(struct arena *a, const struct table *items, double level);

/* sd sqrt(1 - reliability): Lord and Novick 1968, Statistical Theories of Mental Test Scores,
 * ch. 3. NAN unless reliability is between 0 and 1. */
double reliability_sem(double sd, double reliability);

struct item_figures {
	double mean;
	double sd;
	double rest;    /* correlation with the sum of the others; NAN without spread or below n = 3 */
	double dropped; /* alpha of the others; NAN below three items */
};

/* One for each item, into out[0..items->columns). Item-rest: Nunnally and Bernstein 1994,
 * Psychometric Theory, ch. 8.
 */
void reliability_items(struct arena *a, const struct table *items, struct item_figures *out);

/* Why not: too few: under 3 items or people. No spread: an item without any. No fit: one factor
 * explains an item wholly or more (Heywood), or the search did not end. */
struct omega {
	size_t n;
	size_t missing;
	double omega;
	enum unsaid why;
};

/*
 * McDonald's omega total of one factor, for standardised items: (sum of loadings)^2 / ((sum of
 * loadings)^2 + sum of (1 - loading^2)) (McDonald 1999, Test Theory, ch. 6). The loadings leave
 * the smallest sum of squared residuals beside the diagonal of the correlations (minres: Harman and
 * Jones 1966, Psychometrika 31(3)), found one item at a time, which is linear least squares (Harman
 * and Fukuda 1966, Psychometrika 31(4)). It is what psych::fa(fm = "minres") in R looks for.
 * loadings, one for each item, their sum not below 0, may be NULL.
 */
struct omega reliability_omega(struct arena *a, const struct table *items, double *loadings);
