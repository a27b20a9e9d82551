/* Do groups differ in how soon an end comes? Pure; people belong to one group each. */
#pragma once
#include "measure/survival.h"

/* Ends seen in each group and, for the log-rank test, how many would be expected if the groups did
 * not differ; then chi-squared with its degrees of freedom (groups that could be compared, less
 * one) and the probability of as much or more by chance. The last two are NAN when nothing can be
 * compared: fewer than two groups, no such end, or too few people to work out a variance. */
struct survival_difference {
	double seen[SURVIVAL_GROUPS];
	double expected[SURVIVAL_GROUPS];
	double chi_squared;
	double df;
	double p;
};

/*
 * Log-rank test of k groups, other ends as if out of sight, late entry allowed. Mantel 1966, Cancer
 * Chemother Rep 50(3); Peto and Peto 1972, JRSS A 135(2); hypergeometric variance for ties. Equals
 * survival::survdiff of R, and with late entry the score test of survival::coxph with ties "exact".
 */
struct survival_difference survival_log_rank(const struct survival_data *data, unsigned end);

/*
 * Gray's test of k groups for the cumulative incidence of an end where others compete (rho = 0).
 * Gray 1988, Ann Stat 16(3); ties without replacement. Equals cmprsk::cuminc of R. `expected` is
 * what the score takes off. All NAN when anybody enters late, for which it was not made.
 */
struct survival_difference survival_gray(const struct survival_data *data, unsigned end);
