#include "gamma_functions.h"

#include <math.h>
#include <stddef.h>

#include "polynomials.h"

#pragma STDC FP_CONTRACT OFF

// Of lambda in powers of eta, and of epsilon 1 to 3 in powers of eta 0; the highest power first.
#define RATIO \
  -571.0 / 2351462400, 1.0 / 204120, -139.0 / 5443200, 1.0 / 17010, 1.0 / 4320, -1.0 / 270, \
  1.0 / 36, 1.0 / 3, 1.0, 1.0
#define FIRST_SHIFT \
  -101.0 / 16329600, -11.0 / 382725, 5.0 / 18144, -7.0 / 6480, 1.0 / 1620, 1.0 / 36, -1.0 / 3
#define SECOND_SHIFT \
  10217.0 / 251942400, 109.0 / 1749600, -1579.0 / 2099520, 533.0 / 204120, -7.0 / 2592, -7.0 / 405
#define THIRD_SHIFT \
  -18442139.0 / 130947062400, 346793.0 / 5290790400, 29233.0 / 36741600, -63149.0 / 20995200, \
  449.0 / 102060

double cogcast_gamma_expansion_inverse(double shape, double score) {
  double inverse = 1 / shape;
  double centre = score * sqrt(inverse);
  double shift = HORNER(centre, FIRST_SHIFT)
                 + (HORNER(centre, SECOND_SHIFT) + HORNER(centre, THIRD_SHIFT) * inverse) * inverse;
  return shape * HORNER(centre + shift * inverse, RATIO);
}
