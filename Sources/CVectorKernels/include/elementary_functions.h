#ifndef COGCAST_ELEMENTARY_FUNCTIONS_H
#define COGCAST_ELEMENTARY_FUNCTIONS_H

/// The natural logarithm, within 1 ULP: -inf at zero, NaN below, +inf at +inf.
///
/// Unlike the C library's, which chooses its code by processor, the same bytes everywhere.
double cogcast_log(double x);

/// e to the power x, within 1 ULP: zero and +inf beyond the range of a double; the same bytes
/// everywhere.
double cogcast_exp(double x);

#endif
