/*
 * Growth over time with unequal numbers of assessments a person: each begins where she begins, all
 * rise by the same slope. Everything known is used: who was assessed once says something of the
 * level, not of the slope. What is missing is ignored as if it were missing by chance; it rarely
 * is, so the count belongs beside the figure.
 */
#pragma once
#include "base/arena.h"
#include "measure/stats.h"

/* One assessment. */
struct growth_row {
	uint32_t person; /* a number below `people`, in any order */
	double time;  /* any unit, such as years since arrival; the slope is per unit. NAN: missing */
	double score; /* NAN: missing */
};

/* An estimate, its standard error, and estimate -+ z se: narrow for few people, as lme4's. */
struct growth_effect {
	double b;
	double se;
	struct interval ci;
};

struct growth {
	size_t n;                   /* assessments used */
	size_t missing;             /* left out, without a score or a time */
	size_t people;              /* with at least one used */
	struct growth_effect level; /* expected score at time 0 */
	struct growth_effect slope; /* expected rise in one unit of time */
	double between;             /* variance of people's own levels, squared units of the score */
	double within;              /* variance around a person's own line */
	double shared;         /* between / (between + within): Snijders and Bosker 2012, Multilevel
	                          Analysis, ch. 3, here beside time */
	double log_likelihood; /* restricted */
	bool none_between;     /* the best variance between people is 0: the boundary */
	enum unsaid why;       /* too few: no person twice, or fewer than 4 assessments. No spread: time
	                          never differs, or scores are a line without any rest. No fit: people's
	                          own lines leave no rest, so that no ratio is best */
};

/*
 * score = level + slope time + own level of the person + rest, the last two normal with variances
 * `between` and `within`: Laird and Ware 1982, Biometrics 38(4). Restricted maximum likelihood
 * (Patterson and Thompson 1971, Biometrika 58(3)), profiled to one number, theta = sqrt(between /
 * within) (Bates et al. 2015, Journal of Statistical Software 67(1), section 3.4), found as the
 * zero of the deviance's slope beside the best of a grid. As lme4::lmer(score ~ time + (1 |
 * person)) in R. rows: n of them, borrowed.
 */
struct growth growth_fit(struct arena *a, const struct growth_row *rows, size_t n, uint32_t people,
                         double level);
