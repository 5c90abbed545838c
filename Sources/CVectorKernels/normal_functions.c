#include "normal_functions.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "elementary_functions.h"
#include "normal_coefficients.h"
#include "polynomials.h"

#pragma STDC FP_CONTRACT OFF

// exp(-x^2 / 2) to the relative accuracy of its result: x^2 is split into a part that a double
// holds exactly and a small rest, or its rounding would cost x^2 / 2 ULPs.
static double bell(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  bits &= UINT64_C(0xfffffffff8000000);
  double head;
  memcpy(&head, &bits, sizeof head);
  return cogcast_exp(-0.5 * head * head) * cogcast_exp(-0.5 * (x - head) * (x + head));
}

double cogcast_normal_cdf(double x) {
  double y = fabs(x);
  if (y <= CDF_CENTRE) {
    double s = x * x;
    return 0.5 + x * (HORNER(s, CDF_CENTRE_NUMERATOR) / HORNER(s, CDF_CENTRE_DENOMINATOR));
  }
  double tail;
  if (y <= CDF_FLANK) {
    tail = bell(y) * (HORNER(y, CDF_FLANK_NUMERATOR) / HORNER(y, CDF_FLANK_DENOMINATOR));
  } else if (y < 40) {
    double s = 1 / (y * y);
    double numerator = HORNER(
        s, 0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639,
        0.022235277870649807, 0.001421619193227893466, 2.9112874951168792e-5);
    double denominator = HORNER(
        s, 1.0, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515,
        0.00378239633202758244, 7.29751555083966205e-5);
    tail = bell(y) * (DENSITY_AT_ZERO - s * (numerator / denominator)) / y;
  } else {
    tail = y == y ? 0 : y;
  }
  return x > 0 ? 1 - tail : tail;
}

double cogcast_normal_density(double x) { return DENSITY_AT_ZERO * cogcast_exp(-0.5 * x * x); }

double cogcast_normal_quantile(double p) {
  double q = p - 0.5;
  if (fabs(q) <= 0.425) {
    double r = 0.180625 - q * q;
    return q * (HORNER(r, CENTRAL_NUMERATOR) / HORNER(r, CENTRAL_DENOMINATOR));
  }
  double tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return tail == 0 ? copysign(INFINITY, q) : NAN;
  double r = sqrt(-cogcast_log(tail)), magnitude;
  if (r <= 5) {
    r -= 1.6;
    magnitude = HORNER(r, TAIL_NUMERATOR) / HORNER(r, TAIL_DENOMINATOR);
  } else {
    r -= 5;
    magnitude = HORNER(r, FAR_TAIL_NUMERATOR) / HORNER(r, FAR_TAIL_DENOMINATOR);
  }
  return copysign(magnitude, q);
}
