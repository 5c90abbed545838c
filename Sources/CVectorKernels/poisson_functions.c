#include "poisson_functions.h"

#include <math.h>

#include "elementary_functions.h"

#pragma STDC FP_CONTRACT OFF

double cogcast_stirling_error(double n) {
  // By mpmath 1.4.1. From 16 on the first term that the series leaves out is below 1.1e-16.
  static const double of_small[16] = {
      0, 0.08106146679532725822, 0.041340695955409294094, 0.027677925684998339149,
      0.020790672103765093112, 0.016644691189821192163, 0.013876128823070747999,
      0.011896709945891770095, 0.010411265261972096497, 0.0092554621827127329177,
      0.0083305634333628712565, 0.007573675487951840795, 0.0069428401072095298657,
      0.0064089941880042070684, 0.0059513701127588477356, 0.005554733551962801371,
  };
  if (n < 16) return of_small[(int)n];
  double square = n * n;
  double tail = (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square;
  return (1.0 / 12 - (1.0 / 360 - tail) / square) / n;
}

// n log(n / mean) + mean - n, from its series where the two are close.
static double deviance(double n, double mean) {
  double difference = n - mean;
  if (!(fabs(difference) < 0.1 * (n + mean))) return n * cogcast_log(n / mean) - difference;
  double v = difference / (n + mean), sum = difference * v, term = 2 * n * v;
  for (double odd = 3;; odd += 2) {
    term *= v * v;
    double next = sum + term / odd;
    if (next == sum) return sum;
    sum = next;
  }
}

double cogcast_poisson_mass(double n, double mean) {
  if (n < 1) return cogcast_exp(-mean);
  return cogcast_exp(
      -cogcast_stirling_error(n) - deviance(n, mean) - 0.5 * cogcast_log(2 * M_PI * n));
}
