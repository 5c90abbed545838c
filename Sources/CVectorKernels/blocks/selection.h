typedef uint8_t places8 __attribute__((vector_size(8)));
typedef uint16_t indices8 __attribute__((vector_size(16)));

/// Values that are handled in one go; their lists of exceptions live on the stack.
#define CHUNK 512

/// Appends the indices of the lanes of a set, the first of which is `first`. Writes eight elements,
/// however many it appends.
INLINE size_t append(uint16_t *list, size_t count, unsigned set, size_t first) {
  places8 places;
  memcpy(&places, cogcast_places[set], sizeof places);
  indices8 indices = __builtin_convertvector(places, indices8) + (uint16_t)first;
  memcpy(list + count, &indices, sizeof indices);
  return count + (size_t)__builtin_popcount(set);
}

/// Writes the lanes of a set one after another, and rubbish up to the eighth place.
INLINE size_t pack(uint64_t *output, size_t count, words v, unsigned set) {
  char *to = (char *)(output + count);
  if (set == 0xff) {
    memcpy(to, &v, sizeof v);
    return count + LANES;
  }
#pragma unroll
  for (int lane = 0; lane < LANES; ++lane) {
    uint64_t word = v[lane];
    memcpy(to, &word, sizeof word);
    to += (set >> lane & 1) * sizeof word;
  }
  return count + (size_t)__builtin_popcount(set);
}
