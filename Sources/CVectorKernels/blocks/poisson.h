/// Integers as signed words; their magnitude is below 2^51.
INLINE masks integers(doubles x) {
  return (masks)(x + 0x1.8p52) - (masks)all(0x1.8p52);
}

INLINE doubles stirling_error(doubles n) {
  doubles square = n * n;
  doubles tail = (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square;
  doubles error = (1.0 / 12 - (1.0 / 360 - tail) / square) / n;
  unsigned small = lanes_of(n < 16);
  if (small) {
    for (int lane = 0; lane < LANES; ++lane) {
      if (small >> lane & 1) error[lane] = cogcast_stirling_error(n[lane]);
    }
  }
  return error;
}

INLINE doubles deviance(doubles n, double mean) {
  doubles difference = n - mean, v = difference / (n + mean), square = v * v;
  doubles sum = difference * v, term = 2 * n * v;
  masks near = magnitude(difference) < 0.1 * (n + mean);
  // Where the two are near, square is below 0.01 and the tenth term no longer changes the sum.
#pragma unroll
  for (int odd = 3; odd <= 19; odd += 2) {
    term *= square;
    sum = sum + term / (double)odd;
  }
  if (lanes_of(near) == 0xff) return sum;
  return chosen(near, sum, n * logs(n / mean) - difference);
}

/// Transformed rejection: Hörmann (1993), algorithm PTRS.
typedef struct {
  double mean, a, b, inverse_alpha, squeeze;
  /// The probabilities of `tabulated` counts from `first` on.
  double first, tabulated;
#define TABLE_LIMIT 512
  double table[TABLE_LIMIT + LANES];
} poisson_law;

/// cogcast_poisson_mass
INLINE doubles poisson_mass(doubles count, double mean) {
  masks none = count < 1;
  doubles n = chosen(none, all(1), count);
  doubles mass = exps(-stirling_error(n) - deviance(n, mean) - 0.5 * logs(2 * M_PI * n));
  return lanes_of(none) ? chosen(none, all(cogcast_exp(-mean)), mass) : mass;
}

/// - Parameter count: How many numbers there will be: a table serves where it is short beside them.
static void prepare(poisson_law *law, double mean, size_t count) {
  double deviation = sqrt(mean);
  law->mean = mean;
  law->b = 0.931 + 2.53 * deviation;
  law->a = -0.059 + 0.02483 * law->b;
  law->inverse_alpha = 1.1239 + 1.1328 / (law->b - 3.4);
  law->squeeze = 0.9277 - 3.6224 / (law->b - 2);
  double first = floor(mean - 5 * deviation), width = floor(11 * deviation + 8);
  law->first = first < 0 ? 0 : first;
  law->tabulated = width <= TABLE_LIMIT && 2 * width <= (double)count ? width : 0;
  const doubles steps = {0, 1, 2, 3, 4, 5, 6, 7};
  for (size_t i = 0; (double)i < law->tabulated; i += LANES) {
    store(law->table + i, poisson_mass(law->first + (double)i + steps, mean));
  }
}

INLINE doubles tabulated_mass(doubles count, const poisson_law *law) {
  doubles place = count - law->first;
  if (lanes_of((place >= 0) & (place < law->tabulated)) != 0xff) {
    return poisson_mass(count, law->mean);
  }
  masks places = integers(place);
  doubles mass;
#pragma unroll
  for (int lane = 0; lane < LANES; ++lane) mass[lane] = law->table[places[lane]];
  return mass;
}

INLINE doubles poisson_count(doubles u, doubles distance, const poisson_law *law) {
  return __builtin_elementwise_floor((2 * law->a / distance + law->b) * u + law->mean + 0.43);
}

static size_t poisson_round(candidates *drawn, const poisson_law *law, uint64_t *output) {
  verdicts said;
  said.undecided_count = 0;
  for (size_t i = 0; i < drawn->count; i += LANES) {
    doubles u = load(drawn->first + i) - 0.5, v = load(drawn->second + i);
    doubles distance = 0.5 - magnitude(u), count = poisson_count(u, distance, law);
    unsigned accepted = lanes_of((distance >= 0.07) & (v <= law->squeeze));
    unsigned rejected = lanes_of((count < 0) | ((distance < 0.013) & (v > distance)));
    note(&said, drawn, i, (words)integers(count), accepted, ~accepted & ~rejected);
  }
  gather(&said, drawn);
  for (size_t j = 0; j < said.undecided_count; j += LANES) {
    doubles u = load(drawn->first + j) - 0.5, v = load(drawn->second + j);
    doubles distance = 0.5 - magnitude(u);
    doubles mass = tabulated_mass(poisson_count(u, distance, law), law);
    doubles hat = law->a / (distance * distance) + law->b;
    accept(&said, j, lanes_of(v * law->inverse_alpha <= mass * hat));
  }
  return collect(&said, drawn, output);
}

static size_t rejected_poissons(
    uint64_t key, uint64_t identity, uint64_t block, const double *carried, double mean,
    int64_t *output, size_t count) {
  poisson_law law;
  prepare(&law, mean, count);
  REJECTION(poisson_round)
}

/// Counts beyond which no number of (0, 1) reaches at a mean below 10.
#define SEARCHED 96

/// How many of the cumulative probabilities each number exceeds.
INLINE void search(
    const double *uniforms, const double *cumulative, size_t last, masks *counts, int vectors) {
#pragma unroll
  for (int g = 0; g < vectors; ++g) counts[g] = (masks){};
  for (size_t k = 0; k <= last; ++k) {
    masks any = {};
#pragma unroll
    for (int g = 0; g < vectors; ++g) {
      masks beyond = load(uniforms + g * LANES) > cumulative[k];
      counts[g] -= beyond;
      any |= beyond;
    }
    if (k % 2 && lanes_of(any) == 0) break;
  }
}

static void searched_poissons(
    const double *uniforms, double mean, int64_t *output, size_t count) {
  double cumulative[SEARCHED], probability = cogcast_exp(-mean);
  size_t last = 0;
  cumulative[0] = probability;
  while (last + 1 < SEARCHED) {
    probability *= mean / (double)(last + 1);
    double next = cumulative[last] + probability;
    if (next == cumulative[last]) break;
    cumulative[++last] = next;
  }
  // The last count has no end: nothing is beyond it.
  cumulative[last] = 1;
  masks counts[4];
  size_t i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES) {
    search(uniforms + i, cumulative, last, counts, 4);
    memcpy(output + i, counts, sizeof counts);
  }
  for (; i < count; i += LANES) {
    size_t rest = count - i < LANES ? count - i : LANES;
    double padded[LANES] = {0};
    memcpy(padded, uniforms + i, rest * sizeof *padded);
    search(padded, cumulative, last, counts, 1);
    memcpy(output + i, counts, rest * sizeof *output);
  }
}
