#ifndef COGCAST_POISSON_FUNCTIONS_H
#define COGCAST_POISSON_FUNCTIONS_H

/// log n! - log(sqrt(2 pi n) (n / e)^n) of a whole number that is at least 1.
double cogcast_stirling_error(double n);

/// The probability of n under a Poisson law of a positive mean, without the cancellation that
/// n log(mean) - mean - log n! suffers at large means; the same bytes everywhere.
///
/// Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000).
double cogcast_poisson_mass(double n, double mean);

#endif
