#include "elementary_functions.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

// Both functions follow fdlibm (e_log.c, e_exp.c):
//
// Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
// Developed at SunSoft, a Sun Microsystems, Inc. business.
// Permission to use, copy, modify, and distribute this software is freely granted, provided that
// this notice is preserved.

#pragma STDC FP_CONTRACT OFF

static const double ln2_high = 6.93147180369123816490e-01;
static const double ln2_low = 1.90821492927058770002e-10;

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
  // log(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)) with s = f / (2 + f).
  double f = m - 1.0, half_square = 0.5 * f * f, s = f / (2.0 + f), z = s * s, w = z * z;
  double even =
      w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  double odd = z * (6.666666666666735130e-01 +
                    w * (2.857142874366239149e-01 +
                         w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  return s * (half_square + (odd + even)) + k * ln2_low - half_square + f + k * ln2_high;
}

double cogcast_exp(double x) {
  if (x != x) return x;
  if (x > 709.782712893383973096) return INFINITY;
  if (x < -745.13321910194110842) return 0;
  // x = k ln 2 + r with |r| <= ln(2) / 2.
  double k = (x * 1.44269504088896338700 + 0x1.8p52) - 0x1.8p52;
  double high = x - k * ln2_high, low = k * ln2_low, r = high - low, t = r * r;
  double c =
      r - t * (1.66666666666666019037e-01 +
               t * (-2.77777777770155933842e-03 +
                    t * (6.61375632143793436117e-05 +
                         t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
  double y = 1.0 + (r * c / (2.0 - c) - low + high);
  // In two factors, since 2^k itself may be out of range.
  int64_t exponent = (int64_t)k, half = exponent / 2;
  return y * from_bits((uint64_t)(0x3ff + half) << 52) *
         from_bits((uint64_t)(0x3ff + exponent - half) << 52);
}
