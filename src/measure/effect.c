#include "measure/effect.h"

#include "measure/dist.h"

#include <math.h>

static struct interval times(struct interval ci, double by)
{
	return (struct interval){ ci.lo * by, ci.hi * by };
}

static struct effect effect_unsaid(enum unsaid why)
{
	return (struct effect){
		(double)NAN, interval_unknown, (double)NAN, interval_unknown, why,
	};
}

static struct effect effect(double d, struct interval ci, double correction)
{
	return (struct effect){ d, ci, d * correction, times(ci, correction), UNSAID_NOTHING };
}

struct effect effect_of_t(double d, double scale, double df, double level)
{
	double upper = stats_upper(level);
	struct interval ci;

	if (!stats_is_level(level))
		return effect_unsaid(UNSAID_INPUT);
	if (!(df >= 2.0))
		return effect_unsaid(UNSAID_TOO_FEW);
	if (!isfinite(d))
		return effect_unsaid(UNSAID_NO_SPREAD);
	ci.lo = dist_t_noncentrality(d * scale, df, upper) / scale;
	ci.hi = dist_t_noncentrality(d * scale, df, 1.0 - upper) / scale;
	return effect(d, ci, dist_hedges(df));
}

struct effect effect_average(const struct effect_pairs *p, double level)
{
	double df = (double)p->n - 1.0;
	double v1 = p->sd_before * p->sd_before;
	double v2 = p->sd_after * p->sd_after;
	double covariance = p->r * p->sd_before * p->sd_after;
	double variance = (v1 + v2) / 2.0;
	double d = (p->after - p->before) / sqrt(variance);
	double shape = v1 * v1 + v2 * v2 + 2.0 * covariance * covariance;
	double half;

	if (!stats_is_level(level))
		return effect_unsaid(UNSAID_INPUT);
	if (p->n < 3)
		return effect_unsaid(UNSAID_TOO_FEW);
	if (!isfinite(d) || isnan(covariance))
		return effect_unsaid(UNSAID_NO_SPREAD);
	half = dist_normal_quantile(stats_upper(level)) *
	       sqrt(d * d * shape / (8.0 * df * variance * variance) +
	            (v1 + v2 - 2.0 * covariance) / (df * variance));
	return effect(d, (struct interval){ d - half, d + half }, sqrt((df - 1.0) / df));
}
