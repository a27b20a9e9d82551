/* Quantiles of the distributions that intervals are made of. The one place that asks the GNU
 * Scientific Library. */
#pragma once

/* The x below which a standard normal value falls with probability p. NAN unless 0 < p < 1. */
double dist_normal_quantile(double p);
/* The same for Student's t (Student 1908) with df degrees of freedom. NAN unless 0 < p < 1 and df >
 * 0. */
double dist_t_quantile(double p, double df);
