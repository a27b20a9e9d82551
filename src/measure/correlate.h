/* Do two columns go together? Test-retest, item and rest, a scale and another, her own rating and
 * ours. */
#pragma once
#include "measure/rows.h"
#include "measure/stats.h"

struct correlation {
	size_t n;
	size_t missing;
	double r;           /* -1 to 1 */
	struct interval ci; /* NAN below n = 4; without width where r is -1 or 1 */
	double p;           /* two-sided, of r = 0 */
	enum unsaid why;    /* too few: n < 3; no spread: a column is constant */
};

/*
 * Pearson 1896, Philosophical Transactions A 187. Interval: tanh(atanh(r) -+ z / sqrt(n - 3))
 * (Fisher 1921, Metron 1). p: t = r sqrt((n - 2) / (1 - r^2)) with n - 2 degrees of freedom (Fisher
 * 1915, Biometrika 10).
 */
struct correlation correlate_pearson(const struct pairs *p, double level);
/*
 * Spearman 1904, American Journal of Psychology 15: Pearson's r of ranks, equal values sharing
 * their mean rank. Interval: tanh(atanh(r) -+ z sqrt((1 + r^2 / 2) / (n - 3))) (Bonett and Wright
 * 2000, Psychometrika 65(1)). p as above (Kendall 1948).
 */
struct correlation correlate_spearman(struct arena *a, const struct pairs *p, double level);
