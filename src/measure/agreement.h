/* Would another worker have given the same score? */
#pragma once
#include "measure/rows.h"
#include "measure/stats.h"

/* An intraclass correlation: the share of the spread that is people's, 1 at best; below 0 when
 * raters differ more about one person than people differ. */
struct icc {
	double icc;
	struct interval ci;
	enum unsaid why;
};

struct agreement {
	size_t n; /* people whom all raters have scored */
	size_t missing;
	size_t raters;
	struct icc one_way;    /* ICC(1,1): each person has raters of her own; one rater's score */
	struct icc two_way;    /* ICC(2,1): the same raters, drawn from many; one rater's score */
	struct icc fixed_mean; /* ICC(3,k): exactly these raters; the mean of their scores, and only
	                          whether they rank alike */
	double between_raters; /* mean squares, in squared units of the scale: raters, */
	double between_people; /* people, */
	double left_over;      /* and what neither explains */
};

/*
 * From two-way analysis of variance of people by raters: Shrout and Fleiss 1979, Psychological
 * Bulletin 86(2), with their intervals; that of ICC(2,1) with Satterthwaite's degrees of
 * freedom (McGraw and Wong 1996, Psychological Methods 1(1), table 7). Only complete rows
 * (table_complete). Too few: under 2 people or raters. No spread: all scores, or for ICC(3,k) all
 * people's means, are equal.
 */
struct agreement agreement_icc(const struct table *scores, double level);

enum kappa_weights {
	KAPPA_PLAIN,     /* only the same step counts */
	KAPPA_LINEAR,    /* 1 - |i - j| / (k - 1) */
	KAPPA_QUADRATIC, /* 1 - (i - j)^2 / (k - 1)^2 */
};

enum { KAPPA_STEPS_MAX = 20 };

/* Whole steps lowest, lowest + 1, ..., `steps` of them, also those that nobody was given. */
struct kappa_scale {
	int lowest;
	int steps;
	enum kappa_weights weights;
};

struct kappa {
	size_t n;
	size_t missing;
	size_t outside;  /* pairs with a score that is no step: left out, not in n */
	double observed; /* weighted agreement */
	double expected; /* the same by chance, from how often each rater gives each step */
	double kappa;
	double se;
	struct interval ci; /* kappa -+ z se, within -1 and 1 */
	enum unsaid why;    /* too few: n is 0. No spread: both gave everybody the same step */
};

/*
 * Cohen 1960, Educational and Psychological Measurement 20(1), weighted: Cohen 1968, Psychological
 * Bulletin 70(4). Standard error for large samples, not assuming kappa 0: Fleiss, Cohen and Everitt
 * 1969, Psychological Bulletin 72(5). (psych 2.2.9 in R has another number here: it
 * sums rows of the weights where the paper sums columns.)
 */
struct kappa agreement_kappa(const struct pairs *p, const struct kappa_scale *scale, double level);
