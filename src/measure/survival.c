#include "measure/survival.h"

#include "measure/dist.h"
#include "measure/survival_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct interval unknown = { (double)NAN, (double)NAN };

/* --- people in order --- */

static int order(double a, double b)
{
	return (a > b) - (a < b);
}

static int by_exit(const void *a, const void *b)
{
	return order(((const struct survival_one *)a)->exit, ((const struct survival_one *)b)->exit);
}

static int by_entry(const void *a, const void *b)
{
	return order(((const struct survival_one *)a)->entry, ((const struct survival_one *)b)->entry);
}

static bool is_possible(const struct survival_one *one)
{
	return isfinite(one->entry) && isfinite(one->exit) && one->exit >= 0.0 &&
	       one->entry < one->exit && one->end < SURVIVAL_ENDS && one->group < SURVIVAL_GROUPS;
}

enum err survival_sort(struct survival_data *data)
{
	for (size_t i = 0; i < data->n; i++)
		if (!is_possible(&data->by_exit[i]))
			return ERR_INVALID;
	if (data->n == 0)
		return OK;
	memcpy(data->by_entry, data->by_exit, data->n * sizeof *data->by_exit);
	qsort(data->by_exit, data->n, sizeof *data->by_exit, by_exit);
	qsort(data->by_entry, data->n, sizeof *data->by_entry, by_entry);
	return OK;
}

bool survival_next(struct survival_walk *w)
{
	const struct survival_data *d = w->data;

	for (; w->left < w->next; w->left++)
		w->at_risk[d->by_exit[w->left].group]--;
	if (w->next == d->n)
		return false;
	w->time = d->by_exit[w->next].exit;
	for (; w->entered < d->n && d->by_entry[w->entered].entry < w->time; w->entered++)
		w->at_risk[d->by_entry[w->entered].group]++;
	memset(w->ends, 0, sizeof w->ends);
	for (; w->next < d->n && d->by_exit[w->next].exit <= w->time; w->next++)
		w->ends[d->by_exit[w->next].group][d->by_exit[w->next].end]++;
	return true;
}

/* --- steps --- */

static bool take_step(const struct survival_walk *w, int group, struct survival_step *out)
{
	uint32_t seen = 0;

	*out = (struct survival_step){ .time = w->time };
	for (int g = 0; g < SURVIVAL_GROUPS; g++) {
		if (group != SURVIVAL_ALL_GROUPS && group != g)
			continue;
		out->at_risk += w->at_risk[g];
		for (size_t e = 0; e < SURVIVAL_ENDS; e++) {
			out->ends[e] += w->ends[g][e];
			seen += w->ends[g][e];
		}
	}
	return seen > 0;
}

size_t survival_steps(const struct survival_data *data, int group, struct survival_step *out)
{
	struct survival_walk w = { .data = data };
	size_t n = 0;

	while (survival_next(&w)) {
		struct survival_step step;

		if (take_step(&w, group, &step))
			out[n++] = step;
	}
	return n;
}

uint32_t survival_at_risk(const struct survival_data *data, int group, double time)
{
	uint32_t n = 0;

	for (size_t i = 0; i < data->n; i++) {
		const struct survival_one *one = &data->by_exit[i];

		n += one->entry < time && one->exit >= time &&
		     (group == SURVIVAL_ALL_GROUPS || group == one->group);
	}
	return n;
}

/* --- curves --- */

static struct interval log_log(double p, double variance, double level)
{
	const double nearly = 1e-12; /* a sum that comes to 1 does so only nearly */
	double half;
	double middle;

	if (!(p > nearly && p < 1.0 - nearly) || !(variance >= 0.0))
		return unknown;
	middle = log(-log(p));
	half = dist_normal_quantile(1.0 - (1.0 - level) / 2.0) * sqrt(variance) / (p * -log(p));
	return (struct interval){ exp(-exp(middle + half)), exp(-exp(middle - half)) };
}

void survival_kaplan_meier(const struct survival_step *steps, size_t n, unsigned end, double level,
                           struct survival_point *out)
{
	double p = 1.0;
	double sum = 0.0;

	for (size_t i = 0; i < n; i++) {
		double at_risk = steps[i].at_risk;
		double d = steps[i].ends[end];

		/* Once everybody had it, p is 0 for good, and the sum infinite. */
		p *= 1.0 - d / at_risk;
		sum += d > 0.0 ? d / (at_risk * (at_risk - d)) : 0.0;
		out[i] = (struct survival_point){ steps[i].time, p, p * p * sum, unknown };
		out[i].ci = log_log(p, out[i].variance, level);
	}
}

/* The variance of S(t-) d / n for tied ends drawn without replacement. */
static double increment(double before, double d, double at_risk)
{
	double tied = d > 1.0 ? (at_risk - d) / (at_risk - 1.0) : 1.0;

	return before * before * d * tied / (at_risk * at_risk);
}

/* The sum over u of (x(u) - F(t) y(u))^2 v(u), as a polynomial in F(t). */
struct square {
	double xx;
	double xy;
	double yy;
};

static void square_add(struct square *q, double x, double y, double v)
{
	q->xx += x * x * v;
	q->xy += x * y * v;
	q->yy += y * y * v;
}

static uint32_t ends_of(const struct survival_step *step)
{
	uint32_t n = 0;

	for (size_t e = SURVIVAL_CENSORED + 1; e < SURVIVAL_ENDS; e++)
		n += step->ends[e];
	return n;
}

void survival_incidence(const struct survival_step *steps, size_t n, unsigned end, double level,
                        struct survival_point *out)
{
	struct square q = { 0.0, 0.0, 0.0 };
	double f = 0.0;
	double before = 1.0; /* S just before the time */

	for (size_t i = 0; i < n; i++) {
		double at_risk = steps[i].at_risk;
		double d = steps[i].ends[end];
		double others = ends_of(&steps[i]) - d;
		double after = before * (at_risk - d - others) / at_risk;
		double inverse = after > 0.0 ? 1.0 / after : 0.0;

		f += before * d / at_risk;
		if (d > 0.0)
			square_add(&q, 1.0 + f * inverse, inverse, increment(before, d, at_risk));
		if (others > 0.0)
			square_add(&q, f * inverse, inverse, increment(before, others, at_risk));
		before = after;
		out[i] = (struct survival_point){ steps[i].time, f, 0.0, unknown };
		out[i].variance = fmax(q.xx - 2.0 * f * q.xy + f * f * q.yy, 0.0);
		out[i].ci = log_log(f, out[i].variance, level);
	}
}

const struct survival_point *survival_at(const struct survival_point *curve, size_t n, double time)
{
	const struct survival_point *last = NULL;

	for (size_t i = 0; i < n && curve[i].time <= time; i++)
		last = &curve[i];
	return last;
}

/* --- the median --- */

enum which { CURVE, LOWER, UPPER };

static double value(const struct survival_point *p, enum which which)
{
	return which == CURVE ? p->p : which == LOWER ? p->ci.lo : p->ci.hi;
}

/* Products of fractions that come to 1/2 do so only nearly. */
static double half_reached(const struct survival_point *curve, size_t n, enum which which)
{
	const double tolerance = 1.5e-8;
	size_t i = 0;
	size_t k;

	while (i < n && !(value(&curve[i], which) <= 0.5 + tolerance))
		i++;
	if (i == n)
		return (double)NAN;
	for (k = i; k < n && !(value(&curve[k], which) < 0.5 - tolerance); k++)
		;
	return (curve[i].time + curve[k < n ? k : n - 1].time) / 2.0;
}

struct survival_median survival_median(const struct survival_point *curve, size_t n)
{
	return (
		struct survival_median){ half_reached(curve, n, CURVE),
		                         { half_reached(curve, n, LOWER), half_reached(curve, n, UPPER) } };
}

/* --- what is known only between two assessments --- */

static double earliest(const struct survival_between *one)
{
	/* Whoever entered late had not had it then: it came on a later day. */
	if (one->late.entry >= 0.0 && one->after <= one->late.entry)
		return fmin(one->late.entry + 1.0, one->late.exit);
	return fmax(one->after, 0.0);
}

void survival_bound(const struct survival_between *all, size_t n, unsigned end, bool early,
                    struct survival_one *by_exit_out)
{
	for (size_t i = 0; i < n; i++) {
		by_exit_out[i] = all[i].late;
		if (early && all[i].late.end == end)
			by_exit_out[i].exit = earliest(&all[i]);
	}
}
