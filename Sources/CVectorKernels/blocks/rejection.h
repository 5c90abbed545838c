/// The candidates of a rejection sampler: two columns of numbers of (0, 1), in the order of the
/// stream.
typedef struct {
  double first[CHUNK + LANES], second[CHUNK + LANES];
  size_t count;
} candidates;

/// What is known of each candidate: a value, a bit for each that is accepted, and the indices of
/// those that only the full test decides.
typedef struct {
  words values[CHUNK / LANES];
  uint8_t accepted[CHUNK / LANES];
  uint16_t undecided[CHUNK + LANES];
  size_t undecided_count;
} verdicts;

/// A stream from one of its blocks on.
typedef struct {
  uint64_t key, identity, block;
  bool carries;
  double carried;
} cursor;

/// - Parameter count: At most `CHUNK`.
static void draw(cursor *at, candidates *drawn, size_t count) {
  drawn->count = count;
  if (at->carries) {
    uniform_pairs(at->key, at->identity, at->block, drawn->second, drawn->first + 1, count);
    drawn->first[0] = at->carried;
    at->carried = drawn->first[count];
  } else {
    uniform_pairs(at->key, at->identity, at->block, drawn->first, drawn->second, count);
  }
  at->block += count;
  store(drawn->first + count, all(0.5));
  store(drawn->second + count, all(0.5));
}

/// Notes what a quick test says of the candidates from `i` on; lanes beyond the last are rejected.
INLINE void note(
    verdicts *said, const candidates *drawn, size_t i, words values, unsigned accepted,
    unsigned undecided) {
  unsigned real = drawn->count - i < LANES ? (1u << (drawn->count - i)) - 1 : 0xff;
  said->values[i / LANES] = values;
  said->accepted[i / LANES] = (uint8_t)(accepted & real);
  said->undecided_count = append(said->undecided, said->undecided_count, undecided & real, i);
}

/// Gathers the undecided candidates, in front of the columns.
INLINE void gather(const verdicts *said, candidates *drawn) {
  // An index is never below its place in the list, so nothing is read after it was overwritten.
  for (size_t j = 0; j < said->undecided_count; ++j) {
    drawn->first[j] = drawn->first[said->undecided[j]];
    drawn->second[j] = drawn->second[said->undecided[j]];
  }
  store(drawn->first + said->undecided_count, all(0.5));
  store(drawn->second + said->undecided_count, all(0.5));
}

/// Accepts those of the undecided candidates from place `j` of the list on that are in a set.
INLINE void accept(verdicts *said, size_t j, unsigned set) {
  for (size_t k = j; k < said->undecided_count && k < j + LANES; ++k) {
    unsigned index = said->undecided[k];
    said->accepted[index / LANES] |= (uint8_t)((set >> (k - j) & 1) << index % LANES);
  }
}

/// Writes the accepted values in their order, never more than there are candidates; returns how
/// many.
INLINE size_t collect(const verdicts *said, const candidates *drawn, uint64_t *output) {
  size_t count = 0, group = 0;
  for (; group < drawn->count / LANES; ++group) {
    count = pack(output, count, said->values[group], said->accepted[group]);
  }
  if (drawn->count % LANES == 0) return count;
  uint64_t rest[LANES];
  size_t more = pack(rest, 0, said->values[group], said->accepted[group]);
  memcpy(output + count, rest, more * sizeof *rest);
  return count + more;
}

/// Fills a column of numbers of 64 bits with accepted values. Each round draws as many candidates
/// as are missing: none is left over, and the stream ends where it does after single draws.
///
/// - Parameter ROUND: Writes the accepted candidates at an address; returns how many. It does so
/// by   `memcpy`, so that their type does not matter.
#define REJECTION(ROUND)                                                          \
  cursor at = {key, identity, block, carried != NULL, carried ? *carried : 0};    \
  for (size_t done = 0; done < count;) {                                          \
    candidates drawn;                                                             \
    draw(&at, &drawn, count - done < CHUNK ? count - done : CHUNK);               \
    done += ROUND(&drawn, &law, (uint64_t *)(output + done));                                   \
  }                                                                               \
  return at.block - block;
