/// Output `index` of a SplitMix64 generator: Steele, Lea & Flood (2014), Stafford's variant 13.
INLINE words mixed(uint64_t key, words index) {
  words word = key + index * UINT64_C(0x9E3779B97F4A7C15);
  word = (word ^ (word >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  word = (word ^ (word >> 27)) * UINT64_C(0x94D049BB133111EB);
  return word ^ (word >> 31);
}

/// The six digits after the first `consumed` of each point, with their coins: 63 of a subtree, of
/// which bit n belongs to node n, the root is 1, and the children of n are 2n and 2n + 1.
INLINE words flipped_digits(words point, int consumed, words coins) {
  words digits = point >> (32 - consumed - 6) & 63, path = digits | 64, flips = coins << 4 & 32;
  flips |= coins << (4 - (path >> 5)) & 16;
#pragma unroll
  for (int level = 2; level < 6; ++level) {
    flips |= coins >> ((path >> (6 - level)) - (5 - level)) & (UINT64_C(1) << (5 - level));
  }
  return digits ^ flips;
}

INLINE doubles scrambled(words point, uint64_t key, words root_coins) {
  words digits = flipped_digits(point, 0, root_coins);
#pragma unroll
  for (int level = 1; level < 5; ++level) {
    words path = point >> (32 - 6 * level) | (uint64_t)(level + 1) << 32;
    digits = digits << 6 | flipped_digits(point, 6 * level, mixed(key, path));
  }
  return unit_interval(digits << 34 | mixed(key, point) >> 30);
}

/// Points `first ..< first + count` of one dimension of Sobol's sequence, in Gray-code order,
/// under Owen's scrambling.
static void scrambled_sobol(
    const uint32_t *directions, uint64_t key, uint64_t first, double *output, size_t count) {
  // Point 8 j + i is point 8 j and point i in one, digit by digit.
  words pattern;
  for (uint64_t i = 0; i < LANES; ++i) {
    uint64_t gray = i ^ i >> 1, point = 0;
    for (int bit = 0; bit < 3; ++bit) point ^= gray >> bit & 1 ? directions[bit] : 0;
    pattern[i] = point;
  }
  words root_coins = mixed(key, (words){} + (UINT64_C(1) << 32));
  uint64_t index = first & ~(uint64_t)(LANES - 1), gray = index ^ index >> 1, point = 0;
  for (int bit = 0; bit < 32; ++bit) point ^= gray >> bit & 1 ? directions[bit] : 0;
  size_t skipped = first - index, done = 0;
  while (done < count) {
    doubles values = scrambled(pattern ^ point, key, root_coins);
    if (skipped == 0 && count - done >= LANES) {
      store(output + done, values);
      done += LANES;
    } else {
      double one[LANES];
      store(one, values);
      for (size_t lane = skipped; lane < LANES && done < count; ++lane) output[done++] = one[lane];
      skipped = 0;
    }
    index += LANES;
    // From 8 j to 8 j + 8 the Gray code changes in its bit 2, and in one more.
    int bit = __builtin_ctzll(index);
    point ^= directions[2] ^ directions[bit < 32 ? bit : 31];
  }
}
