/*
 * Time until something happens, where not everybody is seen from the start (late entry) or to the
 * end (censored), and where other ends may come first (competing ends). Pure: no memory but what is
 * passed in. Times are in any unit, here days since arrival. Nothing may be missing: whoever has no
 * known time is left out by the caller, who counts and tells it.
 *
 * Who is seen during (entry, exit]: at an exit that others share, ends come before censoring, and
 * whoever enters then is not yet at risk.
 */
#pragma once
#include "base/err.h"
#include "measure/stats.h"

#include <stddef.h>
#include <stdint.h>

enum {
	SURVIVAL_CENSORED = 0, /* the end that is none */
	SURVIVAL_ENDS = 8,     /* kinds of end, censoring among them */
	SURVIVAL_GROUPS = 8,
	SURVIVAL_ALL_GROUPS = -1,
};

/* One person. */
struct survival_one {
	double entry; /* below exit; negative for everybody who is seen from the start */
	double exit;  /* 0 or later */
	uint16_t end; /* SURVIVAL_CENSORED, or 1 .. SURVIVAL_ENDS - 1 */
	uint16_t group;
};

/* n people, twice: by exit and by entry. The arrays are the caller's. */
struct survival_data {
	struct survival_one *by_exit;
	struct survival_one *by_entry; /* filled by survival_sort */
	size_t n;
};

/* Sorts by_exit, and fills and sorts by_entry. ERR_INVALID when somebody's numbers cannot be. */
NODISCARD enum err survival_sort(struct survival_data *data);

/* One time at which somebody's observation ended. */
struct survival_step {
	double time;
	uint32_t at_risk; /* seen just before it */
	uint32_t ends[SURVIVAL_ENDS];
};

/* Every such time of a group (or SURVIVAL_ALL_GROUPS), in order. out has room for data->n; returns
 * how many are used. */
size_t survival_steps(const struct survival_data *data, int group, struct survival_step *out);

/* A curve after each step: a probability between 0 and 1, its variance, and its interval
 * exp(-exp(log(-log p) -+ z sd / (p log p))), which stays within 0 and 1: Kalbfleisch and Prentice
 * 1980, The Statistical Analysis of Failure Time Data, chapter 1. Both ends NAN where p is 0 or 1:
 * it says nothing there. */
struct survival_point {
	double time;
	double p;
	double variance;
	struct interval ci;
};

/*
 * Kaplan-Meier: the probability that `end` has not come yet, as if whoever had another end were
 * only out of sight; product of 1 - d / n. Kaplan and Meier 1958, JASA 53(282). Variance
 * p^2 sum of d / (n (n - d)): Greenwood 1926; NAN once p is 0. Late entry: Tsai, Jewell and Wang
 * 1987, Biometrika 74(4). out has room for n; equals survival::survfit of R with conf.type
 * "log-log". Without any such end the curve stays at 1.
 */
void survival_kaplan_meier(const struct survival_step *steps, size_t n, unsigned end, double level,
                           struct survival_point *out);

/* When half have had their end: the first time at which p <= 1/2, or where p is exactly 1/2 for a
 * while, the middle of that while (Brookmeyer and Crowley 1982, Biometrics 38(1)). Its interval by
 * the times at which the curve's limits reach 1/2. NAN: not reached. */
struct survival_median {
	double time;
	struct interval ci;
};
struct survival_median survival_median(const struct survival_point *curve, size_t n);

/*
 * Aalen-Johansen: the probability that `end` has come, where the other ends may come first; sum of
 * S(t-) d / n, S the probability that none has come. Aalen and Johansen 1978, Scand J Stat 5(3).
 * Variance with the increments of Aalen 1978 (Ann Stat 6(3)), tied ends without replacement: sum
 * over times u <= t of (1 - (F(t) - F(u)) / S(u))^2 a + ((F(t) - F(u)) / S(u))^2 b, where a is
 * S(u-)^2 d (n - d) / (n^2 (n - 1)) for `end` (1 / n^2 when d = 1), and b the same for the other
 * ends together. Equals cmprsk::cuminc of R where nobody enters late; p also survival::survfit
 * (multi-state) where some do. Late entry: once nobody is left at risk (S is 0), the curve stays
 * where it is. out has room for n.
 */
void survival_incidence(const struct survival_step *steps, size_t n, unsigned end, double level,
                        struct survival_point *out);

/* The point that holds at a time: the last one not after it. NULL before the first. */
const struct survival_point *survival_at(const struct survival_point *curve, size_t n, double time);
/* How many of a sorted data set are seen just before a time, and have not ended. */
uint32_t survival_at_risk(const struct survival_data *data, int group, double time);

/*
 * An end seen at an assessment came somewhere after the one before it. The two curves that bound
 * what is possible: everybody's end as late as it can have come (at `exit`, where it was seen) and
 * as early (at `after`, when it had not come yet, but after entry). Other ends and censoring stay.
 */
struct survival_between {
	struct survival_one late;
	double after; /* read only for `end` */
};
/* Fills by_exit[0 .. n) of one of the two; the caller sorts. */
void survival_bound(const struct survival_between *all, size_t n, unsigned end, bool early,
                    struct survival_one *by_exit);
