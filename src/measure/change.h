/*
 * Change in the same people: x of a pair is before, y after; differences are after less before, in
 * the units of the scale. For ranks instead of means: wilcoxon.h.
 */
#pragma once
#include "measure/effect.h"
#include "measure/rows.h"

#include <math.h>

struct change {
	size_t n;
	size_t missing;
	double before; /* means of the same n people */
	double after;
	double sd_before;
	double sd_after;
	double r;           /* correlation of before and after; NAN below n = 3 or without spread */
	double mean;        /* of the differences */
	double sd;          /* of the differences */
	struct interval ci; /* of the mean */
	double t;
	double df;
	double p;        /* two-sided */
	enum unsaid why; /* too few: n < 2. No spread: all changed alike, so that t and p are NAN; the
	                    mean stands */
};

/* Student 1908, Biometrika 6(1): t = mean / (sd / sqrt(n)) with n - 1 degrees of
 * freedom. */
struct change change_paired(struct arena *a, const struct pairs *p, double level);
/* Mean difference over the deviation of differences: how sure the direction is (Cohen 1988,
 * Statistical Power Analysis, p. 48; effect_of_t). */
struct effect change_d_z(const struct change *c, double level);
/* Mean difference over the average deviation: how large it is on the scale (effect_average). */
struct effect change_d_av(const struct change *c, double level);

/* What counts as more than noise in one person: Jacobson and Truax 1991, Journal of Consulting and
 * Clinical Psychology 59(1). */
struct reliable_rule {
	double sd;          /* of the reference group before */
	double reliability; /* of the instrument, 0 to 1 */
	double level;       /* 0.95: 1.96 standard errors */
	double cut;         /* the limit between the groups, which belongs to the better; NAN: none */
	bool lower_is_better;
};

enum reliable {
	RELIABLE_UNKNOWN, /* a score or the rule is missing */
	RELIABLE_WORSE,
	RELIABLE_SAME, /* not more than noise, in either direction */
	RELIABLE_BETTER,
	RELIABLE_ACROSS, /* better, and from the worse side of the cut to the better */
	RELIABLE_KINDS,
};

/* The standard error of a difference, s_diff = sd sqrt(2 (1 - reliability)) (p. 14). NAN unless sd
 * > 0 and reliability is at least 0 and below 1. */
double reliable_error(const struct reliable_rule *rule);
/* The least change, in units of the scale, that is more than noise. */
double reliable_least(const struct reliable_rule *rule);
/* (after - before) / s_diff (p. 14), in the units of the scale's direction, whichever is better. */
double reliable_index(double before, double after, const struct reliable_rule *rule);
/* Beyond the limit in the better direction, in the other, or neither. */
enum reliable reliable_category(double before, double after, const struct reliable_rule *rule);
/* How many of n people are of each kind; unlike pairs, people with a missing score are among them.
 */
void reliable_count(const double *before, const double *after, size_t n,
                    const struct reliable_rule *rule, size_t counts[RELIABLE_KINDS]);
/* Cut c, between two groups (p. 13): (sd_a mean_b + sd_b mean_a) / (sd_a + sd_b). */
double reliable_cut(double mean_a, double sd_a, double mean_b, double sd_b);

/* Who is at the lowest or the highest possible score: above 15 % the instrument cannot see further
 * (Terwee et al. 2007, Journal of Clinical Epidemiology 60(1), p. 37). */
struct edges {
	size_t missing;
	struct share floor;
	struct share ceiling;
};

struct edges change_edges(const double *x, size_t n, double lowest, double highest, double level);
