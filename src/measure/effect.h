/* Differences in units of spread, so that scales can be set side by side. */
#pragma once
#include "measure/stats.h"

struct effect {
	double d;           /* in standard deviations; positive: the later, or the second, is higher */
	struct interval ci; /* of d */
	double g;           /* d, less what small samples exaggerate */
	struct interval g_ci; /* of g */
	enum unsaid why;
};

/*
 * An effect whose `d * scale` is Student's t with df degrees of freedom: scale is sqrt(n) for
 * paired differences and sqrt(n1 n2 / (n1 + n2)) for two groups with pooled spread. Interval: the
 * noncentralities that fit t, divided by scale (Cumming and Finch 2001, Educational and
 * Psychological Measurement 61(4)). g and its interval: times Hedges' correction (Hedges 1981, eq.
 * 6e). d not finite: no spread; df < 2: too few.
 */
struct effect effect_of_t(double d, double scale, double df, double level);

/* n pairs by their means, deviations and correlation. */
struct effect_pairs {
	size_t n;
	double before;
	double after;
	double sd_before;
	double sd_after;
	double r;
};

/*
 * d_av: the mean difference over the root of the mean of both variances. Interval: d -+ z se with
 * se^2 = d^2 (s1^4 + s2^4 + 2 r^2 s1^2 s2^2) / (8 df s^4) + s_d^2 / (df s^2), df = n - 1; g: d
 * sqrt((n - 2) / (n - 1)) (Bonett 2008, Psychological Methods 13(2)). Its
 * interval is scaled likewise. n < 3: too few.
 */
struct effect effect_average(const struct effect_pairs *p, double level);
