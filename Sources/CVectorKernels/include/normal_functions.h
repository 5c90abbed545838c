#ifndef COGCAST_NORMAL_FUNCTIONS_H
#define COGCAST_NORMAL_FUNCTIONS_H

/// The distribution function of the standard normal law.
double cogcast_normal_cdf(double x);

/// The density of the standard normal law.
double cogcast_normal_density(double x);

/// The inverse of the distribution function on [0, 1]; NaN elsewhere.
double cogcast_normal_quantile(double p);

#endif
