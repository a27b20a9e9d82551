#include "measure/dist.h"

#include "measure/solve.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdbool.h>

/* Otherwise the library aborts the program when it finds fault with an argument. Before main, so
 * that no thread sees the change. */
__attribute__((constructor)) static void never_abort(void)
{
	gsl_set_error_handler_off();
}

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

/* The j-th term of the sum for t above 0: half of Poisson weights by probabilities of the beta
 * distribution. half_square is delta^2 / 2, x is t^2 / (df + t^2). */
static double noncentral_term(double j, double x, double df, double delta, double half_square)
{
	double log_weight = j * log(half_square) - half_square;
	double even = exp(log_weight - gsl_sf_lngamma(j + 1.0));
	double odd = exp(log_weight - gsl_sf_lngamma(j + 1.5)) * delta / sqrt(2.0);

	return (even * gsl_cdf_beta_P(x, j + 0.5, df / 2.0) +
	        odd * gsl_cdf_beta_P(x, j + 1.0, df / 2.0)) /
	       2.0;
}

/* For t above 0. The weights are largest near delta^2 / 2 and vanish ten deviations away. */
static double noncentral_sum(double t, double df, double delta)
{
	double half_square = delta * delta / 2.0;
	double x = t * t / (df + t * t);
	double reach = 10.0 * sqrt(half_square) + 30.0;
	double sum = gsl_cdf_ugaussian_P(-delta);

	if (half_square <= 0.0)
		return sum + gsl_cdf_beta_P(x, 0.5, df / 2.0) / 2.0;
	for (double j = fmax(0.0, floor(half_square - reach)); j < half_square + reach; j++)
		sum += noncentral_term(j, x, df, delta, half_square);
	return sum;
}

double dist_t_noncentral_below(double t, double df, double delta)
{
	if (!isfinite(t) || !is_df(df) || !isfinite(delta))
		return (double)NAN;
	return t < 0.0 ? 1.0 - noncentral_sum(-t, df, -delta) : noncentral_sum(t, df, delta);
}

struct noncentrality {
	double t;
	double df;
	double p;
};

static double too_low(double delta, void *arg)
{
	const struct noncentrality *n = arg;

	return dist_t_noncentral_below(n->t, n->df, delta) - n->p;
}

double dist_t_noncentrality(double t, double df, double p)
{
	struct noncentrality n = { t, df, p };
	double reach = 2.0;

	if (!isfinite(t) || !is_df(df) || !is_probability(p))
		return (double)NAN;
	while (reach < 1e6 && !(too_low(t - reach, &n) > 0.0 && too_low(t + reach, &n) < 0.0))
		reach *= 2.0;
	return solve_root(too_low, &n, t - reach, t + reach);
}

double dist_hedges(double df)
{
	if (!(df > 1.0) || !isfinite(df))
		return (double)NAN;
	return exp(gsl_sf_lngamma(df / 2.0) - gsl_sf_lngamma((df - 1.0) / 2.0)) / sqrt(df / 2.0);
}
