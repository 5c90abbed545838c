#include "normal_functions.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "elementary_functions.h"

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

// Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Appl. Statist. 37
// (1988), PPND16.
double cogcast_normal_quantile(double p) {
  double q = p - 0.5;
  if (fabs(q) <= 0.425) {
    double r = 0.180625 - q * q;
    double numerator = HORNER(
        r, 2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
        4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
        1.3314166789178437745e+2, 3.3871328727963666080);
    double denominator = HORNER(
        r, 5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4,
        2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2,
        4.2313330701600911252e+1, 1.0);
    return q * (numerator / denominator);
  }
  double tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return tail == 0 ? copysign(INFINITY, q) : NAN;
  double r = sqrt(-cogcast_log(tail)), magnitude;
  if (r <= 5) {
    r -= 1.6;
    double numerator = HORNER(
        r, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
        1.27045825245236838258, 3.64784832476320460504, 5.76949722146069140550,
        4.63033784615654529590, 1.42343711074968357734);
    double denominator = HORNER(
        r, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
        1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940,
        2.05319162663775882187, 1.0);
    magnitude = numerator / denominator;
  } else {
    r -= 5;
    double numerator = HORNER(
        r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
        2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580,
        5.46378491116411436990, 6.65790464350110377720);
    double denominator = HORNER(
        r, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
        7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
        5.99832206555887937690e-1, 1.0);
    magnitude = numerator / denominator;
  }
  return copysign(magnitude, q);
}

void cogcast_normal_quantiles(const double *probabilities, double *quantiles, size_t count) {
  for (size_t i = 0; i < count; ++i) quantiles[i] = cogcast_normal_quantile(probabilities[i]);
}
