/* Two known groups, such as those of whom a difference is certain: does the instrument see it? */
#pragma once
#include "measure/effect.h"

#include <stddef.h>

struct groups {
	size_t n[2];
	size_t missing[2];
	double mean[2];
	double sd[2];
	double difference;  /* of means: second less first, in units of the scale */
	struct interval ci; /* of the difference */
	double t;
	double df; /* not whole */
	double p;  /* two-sided */
	struct effect effect;
	enum unsaid why; /* of t and p. Too few: a group under 2. No spread: in neither group any */
};

/*
 * Welch 1947, Biometrika 34: t = difference / sqrt(v1 / n1 + v2 / n2), df of Satterthwaite 1946
 * (Biometrics Bulletin 2(6)); spreads may differ. Missing values (NAN) are left out and
 * counted. Effect: difference over the pooled deviation (Hedges 1981; effect_of_t with n1 + n2 -
 * 2).
 */
struct groups groups_compare(const double *first, size_t n_first, const double *second,
                             size_t n_second, double level);
