/// The quantile of 0.5 + q for |q| <= 0.425.
INLINE doubles central_quantile(doubles q) {
  doubles r = 0.180625 - q * q;
  return q * (HORNER(r, CENTRAL_NUMERATOR) / HORNER(r, CENTRAL_DENOMINATOR));
}

/// The quantiles of other probabilities.
INLINE doubles tail_quantile(doubles p) {
  doubles q = p - 0.5, tail = chosen(q < 0, p, 1 - p);
  // Beyond exp(-25) on either side another polynomial serves; 3 in 1e11 numbers get there.
  if (__builtin_expect(lanes_of((tail > 1.4e-11) & (tail < 1)) != 0xff, 0)) {
    double one[LANES];
    store(one, p);
    for (int lane = 0; lane < LANES; ++lane) one[lane] = cogcast_normal_quantile(one[lane]);
    return load(one);
  }
  doubles r = __builtin_elementwise_sqrt(-log_of_normal(tail)) - 1.6;
  return with_sign_of(HORNER(r, TAIL_NUMERATOR) / HORNER(r, TAIL_DENOMINATOR), q);
}

static void normal_chunk(const double *probabilities, double *quantiles, size_t count) {
  uint16_t list[CHUNK + LANES];
  double tails[CHUNK + LANES], saved[CHUNK];
  size_t listed = 0, i = 0;
  for (; i + LANES <= count; i += LANES) {
    doubles p = load(probabilities + i), q = p - 0.5;
    store(saved + i, p);
    unsigned set = lanes_of(magnitude(q) <= 0.425) ^ 0xff;
    store(quantiles + i, central_quantile(q));
    listed = append(list, listed, set, i);
  }
  for (size_t j = 0; j < listed; ++j) tails[j] = saved[list[j]];
  store(tails + listed, all(0.01));
  for (size_t j = 0; j < listed; j += LANES) store(tails + j, tail_quantile(load(tails + j)));
  for (size_t j = 0; j < listed; ++j) quantiles[list[j]] = tails[j];
  for (; i < count; ++i) quantiles[i] = cogcast_normal_quantile(probabilities[i]);
}

static void normal_quantiles(const double *probabilities, double *quantiles, size_t count) {
  for (size_t done = 0; done < count; done += CHUNK) {
    normal_chunk(
        probabilities + done, quantiles + done, count - done < CHUNK ? count - done : CHUNK);
  }
}

/// cogcast_normal_cdf of x where |x| is at most CDF_FLANK.
INLINE doubles near_cdf(doubles x) {
  doubles y = magnitude(x), s = x * x;
  doubles centre =
      0.5 + x * (HORNER(s, CDF_CENTRE_NUMERATOR) / HORNER(s, CDF_CENTRE_DENOMINATOR));
  doubles head = (doubles)((words)y & UINT64_C(0xfffffffff8000000));
  doubles bell = exps(-0.5 * head * head) * exps(-0.5 * (y - head) * (y + head));
  doubles tail = bell * (HORNER(y, CDF_FLANK_NUMERATOR) / HORNER(y, CDF_FLANK_DENOMINATOR));
  return chosen(y <= CDF_CENTRE, centre, chosen(x > 0, 1 - tail, tail));
}

INLINE doubles normal_cdf(doubles x) {
  if (__builtin_expect(lanes_of(magnitude(x) <= CDF_FLANK) == 0xff, 1)) return near_cdf(x);
  double one[LANES];
  store(one, x);
  for (int lane = 0; lane < LANES; ++lane) one[lane] = cogcast_normal_cdf(one[lane]);
  return load(one);
}

INLINE doubles normal_density(doubles x) { return DENSITY_AT_ZERO * exps(-0.5 * x * x); }

PASS(normal_probabilities, normal_cdf, 0)
PASS(normal_densities, normal_density, 0)
