/* The distributions that intervals and tests are made of. The one place that asks the GNU
 * Scientific Library for them. An argument outside of its bounds gives NAN. */
#pragma once

/* The x below which a standard normal value falls with probability p. NAN unless 0 < p < 1. */
double dist_normal_quantile(double p);
/* The same for Student's t (Student 1908) with df degrees of freedom. NAN unless 0 < p < 1 and df >
 * 0. */
double dist_t_quantile(double p, double df);
/* The same for Fisher's F (Fisher 1924) with df1 and df2 degrees of freedom, both > 0. */
double dist_f_quantile(double p, double df1, double df2);

/* The probability that a standard normal value lies further from 0 than z, on either side. */
double dist_normal_two_sided(double z);
/* The same for Student's t with df > 0 degrees of freedom. */
double dist_t_two_sided(double t, double df);
/* The probability that chi-squared (Pearson 1900) with df > 0 degrees of freedom is above x >= 0.
 */
double dist_chi_squared_above(double x, double df);
/* The probability that F with df1 and df2 degrees of freedom, both > 0, is above f >= 0. */
double dist_f_above(double f, double df1, double df2);
