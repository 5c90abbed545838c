/// The constants of Marsaglia & Tsang (2000).
typedef struct {
  double d, c;
} gamma_law;

static size_t gamma_round(candidates *drawn, const gamma_law *law, uint64_t *output) {
  verdicts said;
  said.undecided_count = 0;
  normal_quantiles(drawn->first, drawn->first, drawn->count);
  for (size_t i = 0; i < drawn->count; i += LANES) {
    doubles z = load(drawn->first + i), u = load(drawn->second + i), square = z * z;
    doubles root = 1 + law->c * z, v = root * root * root;
    unsigned possible = lanes_of(root > 0);
    unsigned accepted = possible & lanes_of(u < 1 - 0.0331 * square * square);
    note(&said, drawn, i, (words)(law->d * v), accepted, possible & ~accepted);
  }
  gather(&said, drawn);
  for (size_t j = 0; j < said.undecided_count; j += LANES) {
    doubles z = load(drawn->first + j), u = load(drawn->second + j), square = z * z;
    doubles root = 1 + law->c * z, v = root * root * root;
    accept(&said, j, lanes_of(logs(u) < 0.5 * square + law->d * (1 - v + logs(v))));
  }
  return collect(&said, drawn, output);
}

static size_t gammas(
    uint64_t key, uint64_t identity, uint64_t block, const double *carried, double shape,
    double *output, size_t count) {
  gamma_law law;
  law.d = shape - 1.0 / 3;
  law.c = 1 / sqrt(9 * law.d);
  REJECTION(gamma_round)
}
