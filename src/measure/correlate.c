#include "measure/correlate.h"

#include "measure/dist.h"

#include <float.h>
#include <math.h>

enum { R_NEEDS = 3, INTERVAL_NEEDS = 4 };

/* Sums of squares and products around the means: two passes, so that far-off means cost no digits.
 */
static double r_of(const struct pairs *p)
{
	double mean_x = stats_mean(p->x, p->n);
	double mean_y = stats_mean(p->y, p->n);
	double xx = 0.0;
	double yy = 0.0;
	double xy = 0.0;
	double r;

	for (size_t i = 0; i < p->n; i++) {
		double dx = p->x[i] - mean_x;
		double dy = p->y[i] - mean_y;

		xx += dx * dx;
		yy += dy * dy;
		xy += dx * dy;
	}
	if (!(xx > 0.0 && yy > 0.0))
		return (double)NAN;
	r = xy / (sqrt(xx) * sqrt(yy));
	/* On a line, but for rounding, which p would show. */
	return fabs(r) > 1.0 - 4.0 * DBL_EPSILON ? copysign(1.0, r) : r;
}

/* On Fisher's scale, with the variance there `inflation` / (n - 3). */
static struct interval fisher_interval(double r, size_t n, double inflation, double level)
{
	double half;

	if (n < INTERVAL_NEEDS || !stats_is_level(level))
		return interval_unknown;
	half = dist_normal_quantile(stats_upper(level)) * sqrt(inflation / (double)(n - 3));
	return (struct interval){ tanh(atanh(r) - half), tanh(atanh(r) + half) };
}

static double p_of(double r, size_t n)
{
	double df = (double)n - 2.0;

	return dist_t_two_sided(r * sqrt(df / (1.0 - r * r)), df);
}

static struct correlation correlate(const struct pairs *p)
{
	struct correlation c = {
		.n = p->n, .missing = p->missing, .r = (double)NAN, .ci = interval_unknown, .p = (double)NAN
	};

	if (p->n < R_NEEDS) {
		c.why = UNSAID_TOO_FEW;
		return c;
	}
	c.r = r_of(p);
	if (isnan(c.r))
		c.why = UNSAID_NO_SPREAD;
	else
		c.p = p_of(c.r, p->n);
	return c;
}

struct correlation correlate_pearson(const struct pairs *p, double level)
{
	struct correlation c = correlate(p);

	if (c.why == UNSAID_NOTHING)
		c.ci = fisher_interval(c.r, c.n, 1.0, level);
	return c;
}

struct correlation correlate_spearman(struct arena *a, const struct pairs *p, double level)
{
	size_t mark = arena_mark(a);
	double ties;
	struct pairs ranks = { .n = p->n, .missing = p->missing };
	struct correlation c;

	ranks.x = rows_ranks(a, p->x, p->n, &ties);
	ranks.y = rows_ranks(a, p->y, p->n, &ties);
	c = correlate(&ranks);
	arena_back(a, mark);
	if (c.why == UNSAID_NOTHING)
		c.ci = fisher_interval(c.r, c.n, 1.0 + c.r * c.r / 2.0, level);
	return c;
}
