/* Where a function is zero, found step by step. The one place that asks the GNU Scientific Library
 * for it. */
#pragma once

/* A function of one number and of what the caller brings along. */
typedef double solve_function(double x, void *arg);

/*
 * Where f is 0 between lo and hi, to the last digits that f has (Brent 1973, Algorithms for
 * Minimization without Derivatives, ch. 4). NAN unless f has opposite signs at lo and hi.
 */
double solve_root(solve_function *f, void *arg, double lo, double hi);
