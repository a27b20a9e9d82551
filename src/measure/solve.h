/* Searching step by step: where a function is zero, where it is smallest. The one place that asks
 * the GNU Scientific Library for it. */
#pragma once

/* A function of one number and of what the caller brings along. */
typedef double solve_function(double x, void *arg);

/*
 * Where f is 0 between lo and hi, to the last digits that f has (Brent 1973, Algorithms for
 * Minimization without Derivatives, ch. 4). NAN unless f has opposite signs at lo and hi.
 */
double solve_root(solve_function *f, void *arg, double lo, double hi);
/*
 * Where f is smallest between lo and hi (Brent 1973, ch. 5), to about half the digits that f has:
 * closer, its values no longer differ. NAN unless f is smaller at `at`, between them, than at both.
 */
double solve_minimum(solve_function *f, void *arg, double lo, double at, double hi);
