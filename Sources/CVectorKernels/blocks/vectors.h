// Eight lanes of 64 bits, and what the blocks need of them. The compiler splits a vector into what
// the processor has: four registers, two, or one. Every lane does what the scalar functions do, in
// their order, so that the bytes are theirs.

#define LANES 8

typedef double doubles __attribute__((vector_size(64)));
typedef uint64_t words __attribute__((vector_size(64)));
typedef int64_t masks __attribute__((vector_size(64)));
typedef bool flags __attribute__((ext_vector_type(LANES)));

#define INLINE static inline __attribute__((always_inline))

INLINE doubles load(const double *from) {
  doubles v;
  memcpy(&v, from, sizeof v);
  return v;
}

INLINE void store(double *to, doubles v) { memcpy(to, &v, sizeof v); }

INLINE doubles all(double x) { return (doubles){x, x, x, x, x, x, x, x}; }

/// One bit for each lane that a comparison found true; the first lane is the lowest.
INLINE unsigned lanes_of(masks truth) {
  flags true_lanes = __builtin_convertvector(truth, flags);
  uint8_t set;
  memcpy(&set, &true_lanes, sizeof set);
  return set;
}

INLINE doubles chosen(masks truth, doubles yes, doubles no) {
  return (doubles)(((masks)yes & truth) | ((masks)no & ~truth));
}

INLINE doubles magnitude(doubles x) {
  return (doubles)((words)x & UINT64_C(0x7fffffffffffffff));
}

INLINE doubles with_sign_of(doubles x, doubles sign) {
  return (doubles)((words)x | ((words)sign & UINT64_C(0x8000000000000000)));
}

/// Integers below 2^52 as numbers.
INLINE doubles numbers(words x) {
  return (doubles)(x | UINT64_C(0x4330000000000000)) - 0x1p52;
}

#define HORNER(x, ...) horner((x), (const double[]){__VA_ARGS__}, \
                              sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

INLINE doubles horner(doubles x, const double *coefficients, size_t count) {
  doubles value = all(coefficients[0]);
#pragma unroll
  for (size_t i = 1; i < count; ++i) value = value * x + coefficients[i];
  return value;
}
