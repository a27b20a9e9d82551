#include "measure/agreement.h"

#include "measure/dist.h"

#include <math.h>

/* --- intraclass correlation --- */

/* Mean squares and sizes. */
struct squares {
	double n;
	double k;
	double people;
	double raters;
	double rest;
	double within; /* of a person: raters and rest in one */
};

static double row_mean(const struct table *t, size_t i)
{
	return stats_mean(t->x + i * t->columns, t->columns);
}

static double column_mean(const struct table *t, size_t j)
{
	double sum = 0.0;

	for (size_t i = 0; i < t->rows; i++)
		sum += t->x[i * t->columns + j];
	return sum / (double)t->rows;
}

static struct squares analyse(const struct table *t)
{
	struct squares s = { .n = (double)t->rows, .k = (double)t->columns };
	double mean = stats_mean(t->x, t->rows * t->columns);

	for (size_t j = 0; j < t->columns; j++)
		s.raters += s.n * (column_mean(t, j) - mean) * (column_mean(t, j) - mean);
	for (size_t i = 0; i < t->rows; i++) {
		double person = row_mean(t, i);

		s.people += s.k * (person - mean) * (person - mean);
		for (size_t j = 0; j < t->columns; j++) {
			double off = t->x[i * t->columns + j] - person;

			s.within += off * off;
		}
	}
	s.rest = fmax(0.0, s.within - s.raters) / ((s.n - 1.0) * (s.k - 1.0));
	s.within /= s.n * (s.k - 1.0);
	s.people /= s.n - 1.0;
	s.raters /= s.k - 1.0;
	return s;
}

static struct icc icc_unsaid(enum unsaid why)
{
	return (struct icc){ (double)NAN, interval_unknown, why };
}

/* What divides by 0 has no spread to share out. */
static struct icc icc(double value, double lo, double hi)
{
	if (!isfinite(value))
		return icc_unsaid(UNSAID_NO_SPREAD);
	return (struct icc){ value, { lo, hi }, UNSAID_NOTHING };
}

/* The limits of F, brought to mean squares, so that a rest of 0 has limits, too. */
static struct icc one_way(const struct squares *s, double upper)
{
	double df1 = s->n - 1.0;
	double df2 = s->n * (s->k - 1.0);
	double lo = dist_f_quantile(upper, df1, df2) * s->within;
	double hi = dist_f_quantile(upper, df2, df1) * s->people;

	return icc((s->people - s->within) / (s->people + (s->k - 1.0) * s->within),
	           (s->people - lo) / (s->people + (s->k - 1.0) * lo),
	           (hi - s->within) / (hi + (s->k - 1.0) * s->within));
}

static struct icc fixed_mean(const struct squares *s, double upper)
{
	double df1 = s->n - 1.0;
	double df2 = df1 * (s->k - 1.0);

	return icc((s->people - s->rest) / s->people,
	           1.0 - dist_f_quantile(upper, df1, df2) * s->rest / s->people,
	           1.0 - s->rest / (s->people * dist_f_quantile(upper, df2, df1)));
}

/* Satterthwaite's degrees of freedom of raters and rest in one. */
static double two_way_df(const struct squares *s, double value)
{
	double raters = s->k * value * s->raters;
	double rest = (s->n * (1.0 + (s->k - 1.0) * value) - s->k * value) * s->rest;

	return (s->k - 1.0) * (s->n - 1.0) * (raters + rest) * (raters + rest) /
	       ((s->n - 1.0) * raters * raters + rest * rest);
}

static struct icc two_way(const struct squares *s, double upper)
{
	double value = (s->people - s->rest) /
	               (s->people + (s->k - 1.0) * s->rest + s->k * (s->raters - s->rest) / s->n);
	double df = two_way_df(s, value);
	double lo = dist_f_quantile(upper, s->n - 1.0, df);
	double hi = dist_f_quantile(upper, df, s->n - 1.0);
	double off = s->k * s->raters + (s->k * s->n - s->k - s->n) * s->rest;

	/* All raters alike: there is nothing to be unsure of. */
	if (!(s->raters > 0.0 || s->rest > 0.0))
		return icc(value, value, value);
	return icc(value, s->n * (s->people - lo * s->rest) / (lo * off + s->n * s->people),
	           s->n * (hi * s->people - s->rest) / (off + s->n * hi * s->people));
}

static struct agreement unsaid_agreement(const struct table *t, enum unsaid why)
{
	return (struct agreement){
		.n = t->rows,
		.missing = t->missing,
		.raters = t->columns,
		.one_way = icc_unsaid(why),
		.two_way = icc_unsaid(why),
		.fixed_mean = icc_unsaid(why),
		.between_raters = (double)NAN,
		.between_people = (double)NAN,
		.left_over = (double)NAN,
	};
}

struct agreement agreement_icc(const struct table *scores, double level)
{
	struct agreement a = unsaid_agreement(scores, UNSAID_TOO_FEW);
	double upper = stats_upper(level);
	struct squares s;

	if (!stats_is_level(level))
		return unsaid_agreement(scores, UNSAID_INPUT);
	if (scores->rows < 2 || scores->columns < 2)
		return a;
	s = analyse(scores);
	a.between_raters = s.raters;
	a.between_people = s.people;
	a.left_over = s.rest;
	a.one_way = one_way(&s, upper);
	a.two_way = two_way(&s, upper);
	a.fixed_mean = fixed_mean(&s, upper);
	return a;
}

/* --- kappa --- */

/* Shares of pairs by step and step, and of each rater by step. */
struct crossed {
	int steps;
	double share[KAPPA_STEPS_MAX][KAPPA_STEPS_MAX];
	double first[KAPPA_STEPS_MAX];
	double second[KAPPA_STEPS_MAX];
};

/* The index of the step x, or -1. */
static int step_of(double x, const struct kappa_scale *scale)
{
	double step = x - scale->lowest;

	return step >= 0.0 && step < scale->steps && step == floor(step) ? (int)step : -1;
}

/* Returns how many pairs are on the scale. */
static size_t cross(const struct pairs *p, const struct kappa_scale *scale, struct crossed *out)
{
	size_t n = 0;

	*out = (struct crossed){ .steps = scale->steps };
	for (size_t i = 0; i < p->n; i++) {
		int first = step_of(p->x[i], scale);
		int second = step_of(p->y[i], scale);

		if (first < 0 || second < 0)
			continue;
		out->share[first][second] += 1.0;
		n++;
	}
	for (int i = 0; n > 0 && i < out->steps; i++)
		for (int j = 0; j < out->steps; j++) {
			out->share[i][j] /= (double)n;
			out->first[i] += out->share[i][j];
			out->second[j] += out->share[i][j];
		}
	return n;
}

static double weight(const struct kappa_scale *scale, int i, int j)
{
	double apart = fabs((double)(i - j) / (double)(scale->steps - 1));

	if (scale->weights == KAPPA_PLAIN)
		return i == j ? 1.0 : 0.0;
	return 1.0 - (scale->weights == KAPPA_LINEAR ? apart : apart * apart);
}

static void agree(const struct crossed *c, const struct kappa_scale *scale, struct kappa *k)
{
	for (int i = 0; i < c->steps; i++)
		for (int j = 0; j < c->steps; j++) {
			k->observed += weight(scale, i, j) * c->share[i][j];
			k->expected += weight(scale, i, j) * c->first[i] * c->second[j];
		}
}

/* The mean weight that a step of one rater meets in the other. */
static void mean_weights(const struct crossed *c, const struct kappa_scale *scale, double *rows,
                         double *columns)
{
	for (int i = 0; i < c->steps; i++)
		for (int j = 0; j < c->steps; j++) {
			rows[i] += weight(scale, i, j) * c->second[j];
			columns[j] += weight(scale, i, j) * c->first[i];
		}
}

static double kappa_variance(const struct crossed *c, const struct kappa_scale *scale,
                             const struct kappa *k)
{
	double rows[KAPPA_STEPS_MAX] = { 0 };
	double columns[KAPPA_STEPS_MAX] = { 0 };
	double apart = 1.0 - k->expected;
	double short_of = 1.0 - k->observed;
	double all = k->observed * k->expected - 2.0 * k->expected + k->observed;
	double sum = 0.0;

	mean_weights(c, scale, rows, columns);
	for (int i = 0; i < c->steps; i++)
		for (int j = 0; j < c->steps; j++) {
			double term = weight(scale, i, j) * apart - (rows[i] + columns[j]) * short_of;

			sum += c->share[i][j] * term * term;
		}
	sum -= all * all;
	/* What rounding leaves of 0. */
	return sum < 1e-14 ? 0.0 : sum / ((double)k->n * apart * apart * apart * apart);
}

static bool is_scale(const struct kappa_scale *scale)
{
	return scale->steps >= 2 && scale->steps <= KAPPA_STEPS_MAX;
}

static void estimate(const struct crossed *c, const struct kappa_scale *scale, double level,
                     struct kappa *k)
{
	double half;

	agree(c, scale, k);
	if (!(k->expected < 1.0)) {
		k->why = UNSAID_NO_SPREAD;
		return;
	}
	k->kappa = (k->observed - k->expected) / (1.0 - k->expected);
	k->se = sqrt(kappa_variance(c, scale, k));
	half = dist_normal_quantile(stats_upper(level)) * k->se;
	k->ci = (struct interval){ fmax(-1.0, k->kappa - half), fmin(1.0, k->kappa + half) };
}

struct kappa agreement_kappa(const struct pairs *p, const struct kappa_scale *scale, double level)
{
	struct kappa k = { .missing = p->missing, .kappa = (double)NAN, .se = (double)NAN };
	struct crossed c;

	k.ci = interval_unknown;
	if (!is_scale(scale) || !stats_is_level(level)) {
		k.why = UNSAID_INPUT;
		return k;
	}
	k.n = cross(p, scale, &c);
	k.outside = p->n - k.n;
	if (k.n > 0) {
		estimate(&c, scale, level, &k);
		return k;
	}
	k.observed = k.expected = (double)NAN;
	k.why = UNSAID_TOO_FEW;
	return k;
}
