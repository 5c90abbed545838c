#include "elementary_functions.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "elementary_polynomials.h"

#pragma STDC FP_CONTRACT OFF

static double from_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static uint64_t to_bits(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

double cogcast_log(double x) {
  if (!(x > 0)) return x == 0 ? -INFINITY : NAN;
  if (x == INFINITY) return x;
  int64_t k = 0;
  if (x < 0x1p-1022) {
    k = -54;
    x *= 0x1p54;
  }
  // x = 2^k m with m in [sqrt(1/2), sqrt(2)).
  uint64_t bits = to_bits(x) + (UINT64_C(0x3ff0000000000000) - UINT64_C(0x3fe6a09e00000000));
  k += (int64_t)(bits >> 52) - 0x3ff;
  double m = from_bits((bits & UINT64_C(0x000fffffffffffff)) + UINT64_C(0x3fe6a09e00000000));
  double f = m - 1.0, half_square = 0.5 * f * f, s = f / (2.0 + f), z = s * s, w = z * z;
  double rest = LOG_ODD(z, w) + LOG_EVEN(w);
  return s * (half_square + rest) + k * ln2_low - half_square + f + k * ln2_high;
}

double cogcast_exp(double x) {
  if (x != x) return x;
  if (x > 709.782712893383973096) return INFINITY;
  if (x < -745.13321910194110842) return 0;
  // x = k ln 2 + r with |r| <= ln(2) / 2.
  double k = (x * 1.44269504088896338700 + 0x1.8p52) - 0x1.8p52;
  double high = x - k * ln2_high, low = k * ln2_low, r = high - low, t = r * r;
  double c = r - EXP_REST(t);
  double y = 1.0 + (r * c / (2.0 - c) - low + high);
  // In two factors, since 2^k itself may be out of range.
  int64_t exponent = (int64_t)k, half = exponent / 2;
  return y * from_bits((uint64_t)(0x3ff + half) << 52) *
         from_bits((uint64_t)(0x3ff + exponent - half) << 52);
}
