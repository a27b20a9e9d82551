#include "measure/dist.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

/* The library aborts on bad input, so that nothing outside these bounds may reach it. */
static bool is_probability(double p)
{
	return p > 0.0 && p < 1.0;
}

double dist_normal_quantile(double p)
{
	return is_probability(p) ? gsl_cdf_ugaussian_Pinv(p) : (double)NAN;
}

double dist_t_quantile(double p, double df)
{
	if (!is_probability(p) || !(df > 0.0) || !isfinite(df))
		return (double)NAN;
	return gsl_cdf_tdist_Pinv(p, df);
}
