/* Means, spreads, shares and their intervals. Pure: no memory, no state. NAN means "cannot be said
 * from this". */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct interval {
	double lo;
	double hi;
};

/* Why figures cannot be said; they are NAN then. Pages have a sentence for each. */
enum unsaid {
	UNSAID_NOTHING,   /* all of them can be said */
	UNSAID_TOO_FEW,   /* fewer complete rows than the formula needs */
	UNSAID_NO_SPREAD, /* all values are the same: there is nothing to divide by */
	UNSAID_NO_FIT,    /* the search found no answer, or one that cannot be */
	UNSAID_INPUT,     /* shapes, levels or values that cannot be */
};

/* Both ends NAN. */
extern const struct interval interval_unknown;

/* Running count, mean and sum of squared distances from the mean. Starts as { 0 }. */
struct moments {
	uint64_t n;
	double mean;
	double m2;
};

/* k of n, the share k / n, and its Wilson interval. p and ci are NAN when n is 0. */
struct share {
	uint32_t k;
	uint32_t n;
	double p;
	struct interval ci;
};

/* Takes in x, which the caller has found not missing. Welford 1962, Technometrics 4(3), the
 * recurrences on p. 419. */
void moments_add(struct moments *m, double x);
/* Takes in everything that other has seen. Chan, Golub and LeVeque 1983, The American Statistician
 * 37(3), eq. 2.1. */
void moments_merge(struct moments *m, const struct moments *other);
/* Sample variance, m2 / (n - 1), in squared units of x. NAN below n = 2. */
double moments_variance(const struct moments *m);

/* Is it the level of an interval: between 0 and 1? */
bool stats_is_level(double level);
/* The probability below the upper end of a two-sided interval: 1 - (1 - level) / 2. */
double stats_upper(double level);

/* Arithmetic mean of n values without missing ones. NAN when n is 0. */
double stats_mean(const double *x, size_t n);
/* Sample variance of n values (divisor n - 1), gathered with Welford's recurrence. NAN below n = 2.
 */
double stats_variance(const double *x, size_t n);

/*
 * Interval for a mean: mean -+ t(1 - (1 - level) / 2; n - 1) * sqrt(variance / n). Student 1908,
 * Biometrika 6(1). variance is the sample variance; level lies between 0 and 1 (0.95). Not cut to
 * the scale of x, so that a limit may lie beyond it. Without spread the interval has no width. Both
 * ends NAN below n = 2.
 */
struct interval stats_t_interval(double mean, double variance, uint64_t n, double level);

/*
 * Interval for a share of k in n by scores, without continuity correction. Wilson 1927, JASA
 * 22(158), p. 209-212; as eq. 4 in Brown, Cai and DasGupta 2001, Statistical Science 16(2). Always
 * within 0 and 1. Both ends NAN when n is 0, k > n, or level is not between 0 and 1.
 */
struct interval stats_wilson(uint64_t k, uint64_t n, double level);

/* k of n with its share and Wilson interval in one. */
struct share stats_share(uint32_t k, uint32_t n, double level);

/*
 * The p-quantile of n values in ascending order: Hyndman and Fan 1996, The American Statistician
 * 50(4), definition 7 (the default of R). NAN when n is 0 or p is outside 0 to 1.
 */
double stats_quantile(const double *sorted, size_t n, double p);
