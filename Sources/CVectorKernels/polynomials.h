#ifndef COGCAST_POLYNOMIALS_H
#define COGCAST_POLYNOMIALS_H

#include <stddef.h>

// Here too: what is included before a file's own pragma would be fused where the processor can.
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

#endif
