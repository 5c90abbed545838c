#include "normal_functions.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "elementary_functions.h"
#include "normal_coefficients.h"

#pragma STDC FP_CONTRACT OFF

// A polynomial by its coefficients, the highest power first.
#define HORNER(x, ...) horner((x), (const double[]){__VA_ARGS__}, \
                              sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

static inline __attribute__((always_inline)) double horner(
    double x, const double *coefficients, size_t count) {
  double value = coefficients[0];
  for (size_t i = 1; i < count; ++i) value = value * x + coefficients[i];
  return value;
}

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

// Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969); the
// coefficients are those of Algorithm 715 (ANORM), ACM TOMS 19 (1993).
double cogcast_normal_cdf(double x) {
  double y = fabs(x);
  if (y <= 0.67448975) {
    double s = x * x;
    double numerator = HORNER(
        s, 0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881,
        1067.6894854603709582, 18154.981253343561249);
    double denominator = HORNER(
        s, 1.0, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205,
        45507.789335026729956);
    return 0.5 + x * (numerator / denominator);
  }
  double tail;
  if (y <= 5.656854249492380195) {
    double numerator = HORNER(
        y, 1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412,
        93.506656132177855979, 597.27027639480026226, 2494.5375852903726711,
        6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218);
    double denominator = HORNER(
        y, 1.0, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805,
        6485.558298266760755, 18615.571640885098091, 34900.952721145977266,
        38912.003286093271411, 19685.429676859990727);
    tail = bell(y) * (numerator / denominator);
  } else if (y < 40) {
    double s = 1 / (y * y);
    double numerator = HORNER(
        s, 0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639,
        0.022235277870649807, 0.001421619193227893466, 2.9112874951168792e-5);
    double denominator = HORNER(
        s, 1.0, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515,
        0.00378239633202758244, 7.29751555083966205e-5);
    tail = bell(y) * (0.39894228040143267794 - s * (numerator / denominator)) / y;
  } else {
    tail = y == y ? 0 : y;
  }
  return x > 0 ? 1 - tail : tail;
}

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
