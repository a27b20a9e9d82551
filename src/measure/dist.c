#include "measure/dist.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

/* The library aborts on bad input, so that nothing outside these bounds may reach it. */
static bool is_probability(double p)
{
	return p > 0.0 && p < 1.0;
}

static bool is_df(double df)
{
	return df > 0.0 && isfinite(df);
}

double dist_normal_quantile(double p)
{
	return is_probability(p) ? gsl_cdf_ugaussian_Pinv(p) : (double)NAN;
}

double dist_t_quantile(double p, double df)
{
	return is_probability(p) && is_df(df) ? gsl_cdf_tdist_Pinv(p, df) : (double)NAN;
}

double dist_f_quantile(double p, double df1, double df2)
{
	if (!is_probability(p) || !is_df(df1) || !is_df(df2))
		return (double)NAN;
	return gsl_cdf_fdist_Pinv(p, df1, df2);
}

double dist_normal_two_sided(double z)
{
	return isnan(z) ? (double)NAN : 2.0 * gsl_cdf_ugaussian_Q(fabs(z));
}

double dist_t_two_sided(double t, double df)
{
	if (isnan(t) || !is_df(df))
		return (double)NAN;
	return isinf(t) ? 0.0 : 2.0 * gsl_cdf_tdist_Q(fabs(t), df);
}

double dist_chi_squared_above(double x, double df)
{
	return x >= 0.0 && isfinite(x) && is_df(df) ? gsl_cdf_chisq_Q(x, df) : (double)NAN;
}

double dist_f_above(double f, double df1, double df2)
{
	if (!(f >= 0.0) || !isfinite(f) || !is_df(df1) || !is_df(df2))
		return (double)NAN;
	return gsl_cdf_fdist_Q(f, df1, df2);
}
