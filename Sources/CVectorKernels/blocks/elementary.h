/// cogcast_log of positive normal numbers.
INLINE doubles log_of_normal(doubles x) {
  words bits = (words)x + (UINT64_C(0x3ff0000000000000) - UINT64_C(0x3fe6a09e00000000));
  doubles k = numbers(bits >> 52) - 0x3ff;
  doubles m = (doubles)((bits & UINT64_C(0x000fffffffffffff)) + UINT64_C(0x3fe6a09e00000000));
  doubles f = m - 1.0, half_square = 0.5 * f * f, s = f / (2.0 + f), z = s * s, w = z * z;
  doubles rest = LOG_ODD(z, w) + LOG_EVEN(w);
  return s * (half_square + rest) + k * ln2_low - half_square + f + k * ln2_high;
}

INLINE doubles logs(doubles x) {
  if (__builtin_expect(lanes_of((x >= 0x1p-1022) & (x < INFINITY)) == 0xff, 1)) {
    return log_of_normal(x);
  }
  double one[LANES];
  store(one, x);
  for (int lane = 0; lane < LANES; ++lane) one[lane] = cogcast_log(one[lane]);
  return load(one);
}

INLINE doubles exps(doubles x) {
  if (__builtin_expect(lanes_of(magnitude(x) <= 708) != 0xff, 0)) {
    double one[LANES];
    store(one, x);
    for (int lane = 0; lane < LANES; ++lane) one[lane] = cogcast_exp(one[lane]);
    return load(one);
  }
  doubles shifted = x * 1.44269504088896338700 + 0x1.8p52, k = shifted - 0x1.8p52;
  doubles high = x - k * ln2_high, low = k * ln2_low, r = high - low, t = r * r;
  doubles c = r - EXP_REST(t);
  doubles y = 1.0 + (r * c / (2.0 - c) - low + high);
  // The low bits of the shifted number are k, and the result is normal: no rounding is left.
  return (doubles)((words)y + ((words)shifted << 52));
}

/// Defines a pass that applies a function of a vector to a column; the last vector is filled up.
#define PASS(name, function, filling)                                    \
  static void name(const double *values, double *output, size_t count) { \
    size_t i = 0;                                                        \
    for (; i + LANES <= count; i += LANES) {                             \
      store(output + i, function(load(values + i)));                     \
    }                                                                    \
    if (i == count) return;                                              \
    double rest[LANES];                                                  \
    store(rest, all(filling));                                           \
    memcpy(rest, values + i, (count - i) * sizeof *rest);                \
    store(rest, function(load(rest)));                                   \
    memcpy(output + i, rest, (count - i) * sizeof *rest);                \
  }

PASS(exponentials, exps, 0)
PASS(logarithms, logs, 1)
