#include "measure/survival_compare.h"

#include "measure/dist.h"
#include "measure/survival_inside.h"

#include <math.h>

enum { K = SURVIVAL_GROUPS };

/* Scores with their variance; those of groups that cannot be compared are left out. */
struct scores {
	double score[K];
	double v[K][K];
	bool compared[K];
};

static size_t groups_compared(const struct scores *s, size_t at[K])
{
	size_t n = 0;

	for (size_t g = 0; g < K; g++)
		if (s->compared[g])
			at[n++] = g;
	return n;
}

/* s' V^-1 s for the first n of the groups at `at`, by the square root of V (Cholesky), which is
 * worked out and divided by in one go. NAN when V has none: that is an answer here. */
static double quadratic(const struct scores *s, const size_t at[K], size_t n)
{
	double root[K][K];
	double z[K];
	double sum = 0.0;

	for (size_t i = 0; i < n; i++) {
		double rest = s->v[at[i]][at[i]];
		double above = s->score[at[i]];

		for (size_t j = 0; j < i; j++) {
			double x = s->v[at[i]][at[j]];

			for (size_t k = 0; k < j; k++)
				x -= root[i][k] * root[j][k];
			root[i][j] = x / root[j][j];
			rest -= root[i][j] * root[i][j];
			above -= root[i][j] * z[j];
		}
		if (!(rest > 1e-10 * s->v[at[i]][at[i]]))
			return (double)NAN;
		root[i][i] = sqrt(rest);
		z[i] = above / root[i][i];
		sum += z[i] * z[i];
	}
	return sum;
}

/* The scores add up to nothing: the last one is not asked. */
static void conclude(const struct scores *s, struct survival_difference *out)
{
	size_t at[K];
	size_t n = groups_compared(s, at);

	out->chi_squared = out->p = (double)NAN;
	out->df = n ? (double)(n - 1) : 0.0;
	if (n < 2)
		return;
	out->chi_squared = quadratic(s, at, n - 1);
	if (!isnan(out->chi_squared))
		out->p = dist_chi_squared_above(out->chi_squared, out->df);
}

/* --- log-rank --- */

struct tally {
	double n; /* at risk */
	double d;
};

static struct tally tally(const struct survival_walk *w, unsigned end)
{
	struct tally t = { 0.0, 0.0 };

	for (size_t g = 0; g < K; g++) {
		t.n += w->at_risk[g];
		t.d += w->ends[g][end];
	}
	return t;
}

static void log_rank_at(const struct survival_walk *w, const struct tally *all, struct scores *s,
                        double *expected)
{
	double spread = all->n > 1.0 ? all->d * (all->n - all->d) / (all->n - 1.0) : 0.0;

	for (size_t g = 0; g < K; g++) {
		double share = w->at_risk[g] / all->n;

		expected[g] += all->d * share;
		for (size_t k = 0; k < K; k++)
			s->v[g][k] += spread * share * ((g == k) - w->at_risk[k] / all->n);
	}
}

struct survival_difference survival_log_rank(const struct survival_data *data, unsigned end)
{
	struct survival_difference out = { .df = 0.0 };
	struct survival_walk w = { .data = data };
	struct scores s = { .score = { 0.0 } };

	while (survival_next(&w)) {
		struct tally all = tally(&w, end);

		if (all.d > 0.0)
			log_rank_at(&w, &all, &s, out.expected);
		for (size_t g = 0; g < K; g++)
			out.seen[g] += w.ends[g][end];
	}
	for (size_t g = 0; g < K; g++) {
		s.score[g] = out.seen[g] - out.expected[g];
		s.compared[g] = out.expected[g] > 0.0;
	}
	conclude(&s, &out);
	return out;
}

/* --- Gray --- */

/* One group's curves: f, the incidence of the end; s, nobody's end yet. With Gray, h = n / S(t-) is
 * how many there would be at risk if nobody left by another end. */
struct curve {
	double n; /* at risk, now */
	double s_before;
	double s;
	double f_before;
	double f;
	double d; /* of the end, now */
	double other;
	double h;
};

struct gray {
	struct curve group[K];
	double pooled_before; /* incidence of all groups, as if they did not differ */
	double pooled;
	double h;       /* summed over groups */
	double d;       /* of the end, now */
	double c[K][K]; /* what one more in group k would change later in the score of group i */
};

static void gray_start(struct gray *g)
{
	*g = (struct gray){ .pooled = 0.0 };
	for (size_t k = 0; k < K; k++)
		g->group[k].s = 1.0;
}

static void curve_step(struct curve *c, const struct survival_walk *w, size_t k, unsigned end)
{
	c->n = w->at_risk[k];
	c->d = w->ends[k][end];
	c->other = 0.0;
	for (size_t e = SURVIVAL_CENSORED + 1; e < SURVIVAL_ENDS; e++)
		c->other += e == end ? 0.0 : w->ends[k][e];
	c->s_before = c->s;
	c->f_before = c->f;
	c->h = 0.0;
	if (c->n <= 0.0)
		return;
	c->h = c->n / c->s_before;
	c->s = c->s_before * (c->n - c->d - c->other) / c->n;
	c->f = c->f_before + c->s_before * c->d / c->n;
}

/* a of Gray 1988: how a difference in group k's hazard now enters the score of group i. */
static double weight(const struct gray *g, size_t i, size_t k)
{
	return g->group[i].h * ((i == k) - g->group[k].h / g->h);
}

static void gray_step(struct gray *g, const struct survival_walk *w, unsigned end)
{
	g->h = g->d = 0.0;
	for (size_t k = 0; k < K; k++) {
		curve_step(&g->group[k], w, k, end);
		g->h += g->group[k].h;
		g->d += g->group[k].d;
	}
	g->pooled_before = g->pooled;
	if (g->d <= 0.0)
		return;
	g->pooled += g->d / g->h;
	for (size_t i = 0; i < K; i++)
		for (size_t k = 0; k < K; k++)
			g->c[i][k] += weight(g, i, k) * g->d / (g->h * (1.0 - g->pooled_before));
}

/* What the score takes off: ends expected from everybody not yet seen with it. */
static void gray_expect(const struct gray *g, struct survival_difference *out)
{
	double free = 0.0;

	for (size_t k = 0; k < K; k++)
		free += g->group[k].h * (1.0 - g->group[k].f_before);
	for (size_t k = 0; k < K; k++) {
		out->seen[k] += g->group[k].d;
		if (g->d > 0.0)
			out->expected[k] += g->d * g->group[k].h * (1.0 - g->group[k].f_before) / free;
	}
}

/* Adds variance v of group k, which moves score i by direct * a + later * (all of c - c so far). */
static void gray_spread(const struct gray *g, const struct gray *last, size_t k, double direct,
                        double later, double v, struct scores *s)
{
	double by[K];

	for (size_t i = 0; i < K; i++)
		by[i] = direct * weight(g, i, k) + later * (last->c[i][k] - g->c[i][k]);
	for (size_t i = 0; i < K; i++)
		for (size_t j = 0; j < K; j++)
			s->v[i][j] += by[i] * by[j] * v;
}

/* Ends of this kind are as many as the pooled curve has it; others as many as were seen. */
static void gray_variance(const struct gray *g, const struct gray *last, struct scores *s)
{
	for (size_t k = 0; k < K; k++) {
		const struct curve *c = &g->group[k];
		double rest = c->s > 0.0 ? (1.0 - g->pooled) / c->s : 0.0;
		double tied = g->d > 1.0 ? 1.0 - (g->d - 1.0) / (g->h * c->s_before - 1.0) : 1.0;
		double tied_other = c->other > 1.0 ? 1.0 - (c->other - 1.0) / (c->n - 1.0) : 1.0;

		if (c->n <= 0.0)
			continue;
		if (g->d > 0.0)
			gray_spread(g, last, k, 1.0, 1.0 - rest, tied * g->d * c->s_before / (g->h * c->n), s);
		if (c->other > 0.0 && c->s > 0.0)
			gray_spread(g, last, k, 0.0, -rest,
			            tied_other * c->other * c->s_before * c->s_before / (c->n * c->n), s);
	}
}

static bool is_anybody_late(const struct survival_data *data)
{
	return data->n > 0 && data->by_entry[data->n - 1].entry >= 0.0;
}

/* Two walks: what changes later is known at the end of the first. */
struct survival_difference survival_gray(const struct survival_data *data, unsigned end)
{
	struct survival_difference out = { .chi_squared = (double)NAN, .p = (double)NAN };
	struct survival_walk first = { .data = data };
	struct survival_walk second = { .data = data };
	struct scores s = { .score = { 0.0 } };
	struct gray last;
	struct gray g;

	if (is_anybody_late(data))
		return out;
	for (gray_start(&last); survival_next(&first);) {
		gray_step(&last, &first, end);
		gray_expect(&last, &out);
	}
	for (gray_start(&g); survival_next(&second);) {
		gray_step(&g, &second, end);
		gray_variance(&g, &last, &s);
	}
	for (size_t k = 0; k < data->n; k++)
		s.compared[data->by_exit[k].group] = true;
	for (size_t k = 0; k < K; k++)
		s.score[k] = out.seen[k] - out.expected[k];
	conclude(&s, &out);
	return out;
}
