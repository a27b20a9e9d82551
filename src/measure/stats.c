#include "measure/stats.h"

#include "measure/dist.h"

#include <math.h>

const struct interval interval_unknown = { (double)NAN, (double)NAN };

double stats_upper(double level)
{
	return 1.0 - (1.0 - level) / 2.0;
}

bool stats_is_level(double level)
{
	return level > 0.0 && level < 1.0;
}

void moments_add(struct moments *m, double x)
{
	double before = x - m->mean;

	m->n++;
	m->mean += before / (double)m->n;
	m->m2 += before * (x - m->mean);
}

void moments_merge(struct moments *m, const struct moments *other)
{
	double a = (double)m->n;
	double b = (double)other->n;
	double apart = other->mean - m->mean;

	if (other->n == 0)
		return;
	m->n += other->n;
	m->mean += apart * b / (a + b);
	m->m2 += other->m2 + apart * apart * a * b / (a + b);
}

double moments_variance(const struct moments *m)
{
	return m->n < 2 ? (double)NAN : m->m2 / (double)(m->n - 1);
}

static struct moments gather(const double *x, size_t n)
{
	struct moments m = { 0 };

	for (size_t i = 0; i < n; i++)
		moments_add(&m, x[i]);
	return m;
}

double stats_mean(const double *x, size_t n)
{
	return n == 0 ? (double)NAN : gather(x, n).mean;
}

double stats_variance(const double *x, size_t n)
{
	struct moments m = gather(x, n);

	return moments_variance(&m);
}

struct interval stats_t_interval(double mean, double variance, uint64_t n, double level)
{
	double half;

	if (n < 2 || !stats_is_level(level) || !(variance >= 0.0))
		return interval_unknown;
	half = dist_t_quantile(stats_upper(level), (double)(n - 1)) * sqrt(variance / (double)n);
	return (struct interval){ mean - half, mean + half };
}

struct interval stats_wilson(uint64_t k, uint64_t n, double level)
{
	double size = (double)n;
	double z;
	double p;
	double middle;
	double half;

	if (n == 0 || k > n || !stats_is_level(level))
		return interval_unknown;
	z = dist_normal_quantile(stats_upper(level));
	p = (double)k / size;
	middle = (p + z * z / (2.0 * size)) / (1.0 + z * z / size);
	half = z * sqrt(p * (1.0 - p) / size + z * z / (4.0 * size * size)) / (1.0 + z * z / size);
	/* At the ends the formula gives exactly 0 and 1, the arithmetic only nearly. */
	return (struct interval){ k == 0 ? 0.0 : middle - half, k == n ? 1.0 : middle + half };
}

struct share stats_share(uint32_t k, uint32_t n, double level)
{
	double p = n == 0 ? (double)NAN : (double)k / (double)n;

	return (struct share){ k, n, p, stats_wilson(k, n, level) };
}

double stats_quantile(const double *sorted, size_t n, double p)
{
	double at;
	size_t below;

	if (n == 0 || !(p >= 0.0 && p <= 1.0))
		return (double)NAN;
	at = p * (double)(n - 1);
	below = (size_t)at;
	if (below + 1 >= n)
		return sorted[n - 1];
	return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}
