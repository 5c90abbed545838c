#ifndef COGCAST_GAMMA_FUNCTIONS_H
#define COGCAST_GAMMA_FUNCTIONS_H

/// About the number that a gamma variable of scale 1 and a shape of at least 10 exceeds as often as a
/// standard normal one exceeds the score, whose size is at most the square root of the shape: may be
/// negative where the series do not serve.
///
/// Temme, "Asymptotic inversion of incomplete gamma functions", Math. Comp. 58 (1992).
double cogcast_gamma_expansion_inverse(double shape, double score);

#endif
