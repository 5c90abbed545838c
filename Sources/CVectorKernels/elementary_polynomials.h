#ifndef COGCAST_ELEMENTARY_POLYNOMIALS_H
#define COGCAST_ELEMENTARY_POLYNOMIALS_H

// What the logarithm and the exponential of one number and of a vector have in common, from fdlibm
// (e_log.c, e_exp.c):
//
// Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
// Developed at SunSoft, a Sun Microsystems, Inc. business.
// Permission to use, copy, modify, and distribute this software is freely granted, provided that
// this notice is preserved.

static const double ln2_high = 6.93147180369123816490e-01;
static const double ln2_low = 1.90821492927058770002e-10;

// The even and the odd terms of R(z) in log(1 + f) = f - f^2/2 + s (f^2/2 + R(z)), where
// s = f / (2 + f), z = s^2 and w = z^2.
#define LOG_EVEN(w)                \
  (w * (3.999999999940941908e-01 + \
        w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01)))
#define LOG_ODD(z, w)              \
  (z * (6.666666666666735130e-01 + \
        w * (2.857142874366239149e-01 + \
             w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01))))

// The terms of r (exp(r) + 1) / (exp(r) - 1) beyond 2, where t = r^2.
#define EXP_REST(t)                    \
  (t * (1.66666666666666019037e-01 +   \
        t * (-2.77777777770155933842e-03 + \
             t * (6.61375632143793436117e-05 + \
                  t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)))))

#endif
