/// Vectors of counters that are worked on together, as many as the registers hold: another round does
/// not wait for the last.
#ifndef GROUPS
#define GROUPS 4
#endif

/// The lower halves of two words, as the lower and the upper half of one. A shuffle, since the
/// compiler makes a second product of a shifted one.
INLINE words joined(words lower, words upper) {
  typedef uint32_t halves __attribute__((vector_size(64)));
  return (words)__builtin_shufflevector(
      (halves)lower, (halves)upper, 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30);
}

/// Ten rounds of Philox 4x32 under one key for eight counters in each of `groups` vectors; they share
/// their three upper words. Writes the words of a block as two of 64 bits. The upper halves of lanes
/// hold rubbish that the multiplication does not see.
INLINE void philox(
    const words *low, uint32_t high, uint64_t identity, uint64_t key, words *first, words *second,
    int groups) {
  const uint64_t half = UINT64_C(0xffffffff), multiplier0 = 0xD2511F53, multiplier1 = 0xCD9E8D57;
  words word0[GROUPS], word1[GROUPS], word2[GROUPS], word3[GROUPS];
  uint32_t key0 = (uint32_t)key, key1 = (uint32_t)(key >> 32);
#pragma unroll
  for (int g = 0; g < groups; ++g) {
    word0[g] = low[g];
    word1[g] = (words){} + (uint64_t)high;
    word2[g] = (words){} + identity;
    word3[g] = (words){} + (identity >> 32 | identity << 32);
  }
#pragma unroll
  for (int round = 0; round < 10; ++round) {
#pragma unroll
    for (int g = 0; g < groups; ++g) {
      words product0 = (word0[g] & half) * multiplier0, product1 = (word2[g] & half) * multiplier1;
      word0[g] = (product1 >> 32) ^ word1[g] ^ (uint64_t)key0;
      word1[g] = product1;
      word2[g] = (product0 >> 32) ^ word3[g] ^ (uint64_t)key1;
      word3[g] = product0;
    }
    key0 += 0x9E3779B9;
    key1 += 0xBB67AE85;
  }
#pragma unroll
  for (int g = 0; g < groups; ++g) {
    first[g] = joined(word0[g], word1[g]);
    second[g] = joined(word2[g], word3[g]);
  }
}

/// The number of (0, 1) that the upper 52 bits of a word stand for, exactly: a number of [1, 2)
/// less 1 - 2^-53.
INLINE doubles unit_interval(words word) {
  return (doubles)(word >> 12 | UINT64_C(0x3ff0000000000000)) - (1 - 0x1p-53);
}

/// How many of the blocks share the upper half of their number with the first.
INLINE size_t blocks_alike(uint64_t block, size_t blocks) {
  uint64_t alike = (UINT64_C(1) << 32) - (uint32_t)block;
  return blocks < alike ? blocks : alike;
}

/// The numbers of eight times `groups` blocks.
INLINE void uniform_step(
    uint64_t key, uint64_t identity, uint64_t block, double *output, int groups) {
  // In this order the two words of a block are neighbours after one shuffle.
  const words order = {0, 4, 1, 5, 2, 6, 3, 7};
  words low[GROUPS], first[GROUPS], second[GROUPS];
#pragma unroll
  for (int g = 0; g < groups; ++g) low[g] = order + (block + g * LANES);
  philox(low, (uint32_t)(block >> 32), identity, key, first, second, groups);
#pragma unroll
  for (int g = 0; g < groups; ++g) {
    doubles a = unit_interval(first[g]), b = unit_interval(second[g]);
    store(output, __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14));
    store(output + LANES, __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15));
    output += 2 * LANES;
  }
}

static void uniforms_alike(
    uint64_t key, uint64_t identity, uint64_t block, double *output, size_t blocks) {
  const size_t step = GROUPS * LANES;
  for (; blocks >= step; blocks -= step, block += step, output += 2 * step) {
    uniform_step(key, identity, block, output, GROUPS);
  }
  for (; blocks >= LANES; blocks -= LANES, block += LANES, output += 2 * LANES) {
    uniform_step(key, identity, block, output, 1);
  }
  if (blocks == 0) return;
  double rest[2 * LANES];
  uniform_step(key, identity, block, rest, 1);
  memcpy(output, rest, 2 * blocks * sizeof *rest);
}

static void uniforms(
    uint64_t key, uint64_t identity, uint64_t block, double *output, size_t blocks) {
  while (blocks > 0) {
    size_t alike = blocks_alike(block, blocks);
    uniforms_alike(key, identity, block, output, alike);
    block += alike;
    output += 2 * alike;
    blocks -= alike;
  }
}

INLINE void pair_step(
    uint64_t key, uint64_t identity, uint64_t block, double *output, double *others, int groups) {
  const words order = {0, 1, 2, 3, 4, 5, 6, 7};
  words low[GROUPS], first[GROUPS], second[GROUPS];
#pragma unroll
  for (int g = 0; g < groups; ++g) low[g] = order + (block + g * LANES);
  philox(low, (uint32_t)(block >> 32), identity, key, first, second, groups);
#pragma unroll
  for (int g = 0; g < groups; ++g) {
    store(output + g * LANES, unit_interval(first[g]));
    store(others + g * LANES, unit_interval(second[g]));
  }
}

static void uniform_pairs_alike(
    uint64_t key, uint64_t identity, uint64_t block, double *output, double *others,
    size_t blocks) {
  const size_t step = GROUPS * LANES;
  size_t done = 0;
  for (; blocks - done >= step; done += step) {
    pair_step(key, identity, block + done, output + done, others + done, GROUPS);
  }
  for (; blocks - done >= LANES; done += LANES) {
    pair_step(key, identity, block + done, output + done, others + done, 1);
  }
  if (done == blocks) return;
  double rest[2][LANES];
  pair_step(key, identity, block + done, rest[0], rest[1], 1);
  memcpy(output + done, rest[0], (blocks - done) * sizeof *output);
  memcpy(others + done, rest[1], (blocks - done) * sizeof *others);
}

/// The two numbers of each block, in a column each.
static void uniform_pairs(
    uint64_t key, uint64_t identity, uint64_t block, double *output, double *others,
    size_t blocks) {
  while (blocks > 0) {
    size_t alike = blocks_alike(block, blocks);
    uniform_pairs_alike(key, identity, block, output, others, alike);
    block += alike;
    output += alike;
    others += alike;
    blocks -= alike;
  }
}
