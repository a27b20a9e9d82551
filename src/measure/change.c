#include "measure/change.h"

#include "measure/correlate.h"
#include "measure/dist.h"

#include <float.h>

static const double *differences(struct arena *a, const struct pairs *p)
{
	double *d = NEW_N(a, double, p->n);

	for (size_t i = 0; i < p->n; i++)
		d[i] = p->y[i] - p->x[i];
	return d;
}

/* Rounding is no spread: thirds that all rise by one differ in their last digits. */
static bool is_spread(const struct change *c)
{
	return c->sd / sqrt((double)c->n) > 10.0 * DBL_EPSILON * fabs(c->mean);
}

/* t and p, where the differences differ. */
static void test_change(struct change *c)
{
	c->t = c->p = (double)NAN;
	if (c->n < 2) {
		c->why = UNSAID_TOO_FEW;
	} else if (!is_spread(c)) {
		c->why = UNSAID_NO_SPREAD;
	} else {
		c->t = c->mean / (c->sd / sqrt((double)c->n));
		c->p = dist_t_two_sided(c->t, c->df);
	}
}

struct change change_paired(struct arena *a, const struct pairs *p, double level)
{
	size_t mark = arena_mark(a);
	const double *d = differences(a, p);
	struct change c = { .n = p->n, .missing = p->missing };

	c.before = stats_mean(p->x, p->n);
	c.after = stats_mean(p->y, p->n);
	c.sd_before = sqrt(stats_variance(p->x, p->n));
	c.sd_after = sqrt(stats_variance(p->y, p->n));
	c.r = correlate_pearson(p, level).r;
	c.mean = stats_mean(d, p->n);
	c.sd = sqrt(stats_variance(d, p->n));
	c.ci = stats_t_interval(c.mean, c.sd * c.sd, p->n, level);
	c.df = p->n < 2 ? (double)NAN : (double)p->n - 1.0;
	test_change(&c);
	arena_back(a, mark);
	return c;
}

struct effect change_d_z(const struct change *c, double level)
{
	return effect_of_t(is_spread(c) ? c->mean / c->sd : (double)NAN, sqrt((double)c->n), c->df,
	                   level);
}

struct effect change_d_av(const struct change *c, double level)
{
	return effect_average(
		&(struct effect_pairs){ c->n, c->before, c->after, c->sd_before, c->sd_after, c->r },
		level);
}

double reliable_error(const struct reliable_rule *rule)
{
	if (!(rule->sd > 0.0 && rule->reliability >= 0.0 && rule->reliability < 1.0))
		return (double)NAN;
	return rule->sd * sqrt(2.0 * (1.0 - rule->reliability));
}

double reliable_least(const struct reliable_rule *rule)
{
	return dist_normal_quantile(stats_upper(rule->level)) * reliable_error(rule);
}

double reliable_index(double before, double after, const struct reliable_rule *rule)
{
	return (after - before) / reliable_error(rule);
}

static bool on_better_side(double x, const struct reliable_rule *rule)
{
	return rule->lower_is_better ? x <= rule->cut : x >= rule->cut;
}

enum reliable reliable_category(double before, double after, const struct reliable_rule *rule)
{
	double better = rule->lower_is_better ? before - after : after - before;
	double least = reliable_least(rule);

	if (isnan(better) || isnan(least))
		return RELIABLE_UNKNOWN;
	if (fabs(better) <= least)
		return RELIABLE_SAME;
	if (better < 0.0)
		return RELIABLE_WORSE;
	if (!on_better_side(before, rule) && on_better_side(after, rule))
		return RELIABLE_ACROSS;
	return RELIABLE_BETTER;
}

void reliable_count(const double *before, const double *after, size_t n,
                    const struct reliable_rule *rule, size_t counts[RELIABLE_KINDS])
{
	for (size_t k = 0; k < RELIABLE_KINDS; k++)
		counts[k] = 0;
	for (size_t i = 0; i < n; i++)
		counts[reliable_category(before[i], after[i], rule)]++;
}

double reliable_cut(double mean_a, double sd_a, double mean_b, double sd_b)
{
	return (sd_a * mean_b + sd_b * mean_a) / (sd_a + sd_b);
}

struct edges change_edges(const double *x, size_t n, double lowest, double highest, double level)
{
	uint32_t seen = 0;
	uint32_t at_floor = 0;
	uint32_t at_ceiling = 0;

	for (size_t i = 0; i < n; i++) {
		seen += isnan(x[i]) ? 0U : 1U;
		at_floor += x[i] <= lowest ? 1U : 0U;
		at_ceiling += x[i] >= highest ? 1U : 0U;
	}
	return (struct edges){ n - seen, stats_share(at_floor, seen, level),
		                   stats_share(at_ceiling, seen, level) };
}
