#ifndef COGCAST_NORMAL_FUNCTIONS_H
#define COGCAST_NORMAL_FUNCTIONS_H

#include <stddef.h>

/// The distribution function of the standard normal law.
double cogcast_normal_cdf(double x);

/// Its inverse on [0, 1]; NaN elsewhere.
double cogcast_normal_quantile(double p);

/// `quantiles[i]` becomes the quantile of `probabilities[i]`; the two may be the same memory.
void cogcast_normal_quantiles(const double *probabilities, double *quantiles, size_t count);

#endif
