#include "measure/dist.h"

#include "measure/solve.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdbool.h>

enum { PIECES = 100 };

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

/* Where t lies below its point when the spread comes out s times too large. */
struct spread {
	double t;
	double df;
	double delta;
};

/* How likely such an s is, but for a constant: the density of chi / sqrt(df), which is near 1. */
static double spread_density(double s, void *arg)
{
	const struct spread *o = arg;

	return exp((o->df - 1.0) * log(s) - o->df * (s * s - 1.0) / 2.0);
}

static double spread_below(double s, void *arg)
{
	const struct spread *o = arg;

	return gsl_cdf_ugaussian_P(o->t * s - o->delta) * spread_density(s, arg);
}

/* Over all s that matter: further out nothing is left that a double could hold. */
static double integrate(double (*f)(double s, void *arg), struct spread *o,
                        gsl_integration_workspace *room)
{
	gsl_function function = { .function = f, .params = o };
	double reach = 14.0 / sqrt(2.0 * o->df);
	double sum = (double)NAN;
	double error;

	gsl_integration_qag(&function, fmax(0.0, 1.0 - reach), 1.0 + reach, 0.0, 1e-12, PIECES,
	                    GSL_INTEG_GAUSS61, room, &sum, &error);
	return sum;
}

double dist_t_noncentral_below(double t, double df, double delta)
{
	struct spread o = { t, df, delta };
	gsl_integration_workspace *room;
	double below;

	if (!isfinite(t) || !is_df(df) || !isfinite(delta))
		return (double)NAN;
	room = gsl_integration_workspace_alloc(PIECES);
	if (!room)
		return (double)NAN;
	below = integrate(spread_below, &o, room) / integrate(spread_density, &o, room);
	gsl_integration_workspace_free(room);
	return below;
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
