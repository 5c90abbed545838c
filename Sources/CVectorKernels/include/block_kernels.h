#ifndef COGCAST_BLOCK_KERNELS_H
#define COGCAST_BLOCK_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// What a processor may have; each includes the ones before it.
enum cogcast_instructions { COGCAST_BASELINE, COGCAST_AVX2, COGCAST_AVX512 };

/// Passes over a column, compiled for one set of instructions. All sets give the same bytes, and
/// those are the bytes of the functions that take one value.
///
/// A random column is named by the key of a Philox generator, the upper half of its counter and
/// the number of the first block. Every block has two words of 64 bits.
typedef struct {
  /// Two numbers of (0, 1) for each block, in the order of the stream.
  void (*uniforms)(
      uint64_t key, uint64_t identity, uint64_t block, double *output, size_t blocks);

  /// cogcast_exp, cogcast_log, cogcast_normal_quantile, cogcast_normal_cdf and cogcast_normal_density of
  /// each value; the two columns may be the same memory.
  void (*exponentials)(const double *values, double *output, size_t count);
  void (*logarithms)(const double *values, double *output, size_t count);
  void (*normal_quantiles)(const double *probabilities, double *output, size_t count);
  void (*normal_probabilities)(const double *values, double *output, size_t count);
  void (*normal_densities)(const double *values, double *output, size_t count);

  /// Gamma numbers of scale 1 and a shape of at least 1; returns how many blocks they took.
  ///
  /// `carried` is the second number of the block before, if that has not been used, or null: then
  /// a candidate takes the two numbers of a block, else one of each of two.
  size_t (*gammas)(
      uint64_t key, uint64_t identity, uint64_t block, const double *carried, double shape,
      double *output, size_t count);

  /// Poisson counts of a mean in 10...1e15; as above.
  size_t (*rejected_poissons)(
      uint64_t key, uint64_t identity, uint64_t block, const double *carried, double mean,
      int64_t *output, size_t count);

  /// Poisson counts of a mean below 10, one for each number of (0, 1); the two columns may be the
  /// same memory.
  void (*searched_poissons)(
      const double *uniforms, double mean, int64_t *output, size_t count);

  /// Points `first ..< first + count` of one dimension of Sobol's sequence, whose direction
  /// numbers are `directions[32]`, under the scrambling of a key.
  void (*scrambled_sobol)(
      const uint32_t *directions, uint64_t key, uint64_t first, double *output, size_t count);
} cogcast_block_kernels;

/// The kernels of one set of instructions; null where the processor does not have it. They live
/// for ever.
const cogcast_block_kernels *cogcast_block_kernels_for(enum cogcast_instructions instructions);

#endif
