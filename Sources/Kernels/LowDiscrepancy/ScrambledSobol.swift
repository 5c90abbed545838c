/// Sobol points under Owen's nested uniform scrambling: uniform in the open cube, and still a net.
///
/// Every binary digit of a coordinate is flipped by a coin that depends on the digits before it: 63
/// coins at a time, one for each node of a subtree of six digits, are the bits of one hash of the
/// path to the subtree. Unlike the multiply-and-xor permutations that graphics uses, the coins are
/// independent as far as the hash is. After 30 digits the rest is random; so up to 2³⁰ points keep
/// the net, and each value has 52 random bits.
///
/// - Source: Owen, "Randomly Permuted (t,m,s)-Nets and (t,s)-Sequences" (1995); hashing instead of
///   stored trees: Burley, "Practical Hash-based Owen Scrambling", JCGT 9 (2020).
package struct ScrambledSobol: Sendable {
  private static let digitsPerSubtree = 6
  private static let subtrees = 5

  private let sequence: SobolSequence
  /// Independent seeds of the coins, one for each dimension.
  private let keys: [UInt64]

  package var dimensions: Int { sequence.dimensions }

  /// - Parameter key: Chooses the scrambling: equal keys give equal points, different keys give
  ///   independent scramblings.
  /// - Precondition: `dimensions` in 1...`SobolSequence.maximumDimensions`.
  package init(dimensions: Int, key: UInt64) {
    sequence = SobolSequence(dimensions: dimensions)
    keys = (0..<dimensions).map { RandomStream.hash(key, UInt64($0)) }
  }

  /// Writes one coordinate of consecutive points, in (0, 1).
  ///
  /// - Parameters:
  ///   - dimension: In 0..<`dimensions`.
  ///   - first: Index of the first point, from 0.
  ///   - output: Overwritten.
  /// - Complexity: O(`output.count`); a point does not depend on where a call starts.
  package func fill(
    dimension: Int, from first: Int, into output: inout MutableSpan<Double>
  ) {
    var cursor = SobolSequence.Cursor(
      sequence, dimension: dimension, first: first, count: output.count)
    let key = keys[dimension]
    for i in output.indices { output[i] = Self.scrambled(cursor.next(), key: key) }
  }

  private static func scrambled(_ point: UInt32, key: UInt64) -> Double {
    var digits: UInt64 = 0
    for level in 0..<subtrees {
      let consumed = level * digitsPerSubtree
      let path = UInt64(point) >> UInt64(32 - consumed)
      let coins = mixed(key, path | UInt64(level + 1) << 32)
      let chunk = UInt64(point) >> UInt64(32 - consumed - digitsPerSubtree) & 63
      // Nodes of the subtree in heap order: 1 is the root, 2n and 2n + 1 the children of n.
      var node: UInt64 = 1
      for shift in 0..<UInt64(digitsPerSubtree) {
        let digit = chunk >> (5 - shift) & 1
        digits = digits << 1 | (digit ^ (coins >> node & 1))
        node = node << 1 | digit
      }
    }
    let tail = mixed(key, UInt64(point))
    return RandomStream.unitInterval(digits << 34 | tail >> 30)
  }

  /// Output number `index` of a SplitMix64 generator.
  ///
  /// - Source: Steele, Lea & Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA'14;
  ///   Stafford's variant 13 of the finaliser.
  private static func mixed(_ key: UInt64, _ index: UInt64) -> UInt64 {
    var word = key &+ index &* 0x9E37_79B9_7F4A_7C15
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
