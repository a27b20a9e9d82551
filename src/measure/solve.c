#include "measure/solve.h"

#include <gsl/gsl_roots.h>
#include <math.h>

enum { STEPS = 100 };

double solve_root(solve_function *f, void *arg, double lo, double hi)
{
	gsl_function function = { .function = f, .params = arg };
	gsl_root_fsolver *solver;
	double x;

	if (!(f(lo, arg) * f(hi, arg) <= 0.0))
		return (double)NAN;
	solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
	if (!solver)
		return (double)NAN;
	gsl_root_fsolver_set(solver, &function, lo, hi);
	for (int i = 0; i < STEPS; i++) {
		gsl_root_fsolver_iterate(solver);
		if (gsl_root_test_interval(gsl_root_fsolver_x_lower(solver),
		                           gsl_root_fsolver_x_upper(solver), 1e-15, 1e-14) == 0)
			break;
	}
	x = gsl_root_fsolver_root(solver);
	gsl_root_fsolver_free(solver);
	return x;
}
