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

/*
 * The probability that noncentral t with df > 0 degrees of freedom and noncentrality delta is below
 * t: the mean of Phi(t s - delta) over s = chi / sqrt(df) (Johnson, Kotz and Balakrishnan 1995,
 * Continuous Univariate Distributions 2, ch. 31), integrated numerically.
 */
double dist_t_noncentral_below(double t, double df, double delta);
/*
 * The delta at which noncentral t lies below t with probability p, so that the limits of a
 * noncentrality are those of p = upper and p = 1 - upper (Steiger and Fouladi 1997, in: What if
 * there were no significance tests?). NAN where delta would lie a million beside t.
 */
double dist_t_noncentrality(double t, double df, double p);
/* Hedges' correction of a standardised effect, gamma(df / 2) / (sqrt(df / 2) gamma((df - 1) / 2)):
 * Hedges 1981, Journal of Educational Statistics 6(2), eq. 6e. NAN unless df > 1. */
double dist_hedges(double df);
