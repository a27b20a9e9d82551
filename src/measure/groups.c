#include "measure/groups.h"

#include "measure/dist.h"

#include <math.h>

static struct moments gather_seen(const double *x, size_t n)
{
	struct moments m = { 0 };

	for (size_t i = 0; i < n; i++)
		if (!isnan(x[i]))
			moments_add(&m, x[i]);
	return m;
}

static struct effect pooled_effect(const struct moments *first, const struct moments *second,
                                   double level)
{
	double n1 = (double)first->n;
	double n2 = (double)second->n;
	double df = n1 + n2 - 2.0;
	double spread = sqrt((first->m2 + second->m2) / df);
	double difference = second->mean - first->mean;

	if (first->n == 0 || second->n == 0)
		return effect_of_t((double)NAN, 1.0, 0.0, level);
	return effect_of_t(spread > 0.0 ? difference / spread : (double)NAN, sqrt(n1 * n2 / (n1 + n2)),
	                   df, level);
}

static void test_welch(struct groups *g, const struct moments *m, double level)
{
	double part[2];
	double square;
	double half;

	for (size_t i = 0; i < 2; i++)
		part[i] = moments_variance(&m[i]) / (double)m[i].n;
	square = part[0] + part[1];
	if (isnan(square) || !(square > 0.0)) {
		g->why = isnan(square) ? UNSAID_TOO_FEW : UNSAID_NO_SPREAD;
		return;
	}
	g->t = g->difference / sqrt(square);
	g->df = square * square /
	        (part[0] * part[0] / (double)(m[0].n - 1) + part[1] * part[1] / (double)(m[1].n - 1));
	g->p = dist_t_two_sided(g->t, g->df);
	half = stats_is_level(level) ? dist_t_quantile(stats_upper(level), g->df) * sqrt(square)
	                             : (double)NAN;
	g->ci = (struct interval){ g->difference - half, g->difference + half };
}

struct groups groups_compare(const double *first, size_t n_first, const double *second,
                             size_t n_second, double level)
{
	const struct moments m[2] = { gather_seen(first, n_first), gather_seen(second, n_second) };
	struct groups g = { .n = { m[0].n, m[1].n },
		                .missing = { n_first - m[0].n, n_second - m[1].n } };

	for (size_t i = 0; i < 2; i++) {
		g.mean[i] = m[i].n == 0 ? (double)NAN : m[i].mean;
		g.sd[i] = sqrt(moments_variance(&m[i]));
	}
	g.difference = g.mean[1] - g.mean[0];
	g.t = g.df = g.p = (double)NAN;
	g.ci = interval_unknown;
	g.effect = pooled_effect(&m[0], &m[1], level);
	test_welch(&g, m, level);
	return g;
}
