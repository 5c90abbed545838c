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
    dimension: Int, from first: Int, into output: inout MutableSpan<Double>,
    _ kernels: BlockKernels = .widest
  ) {
    let key = keys[dimension]
    sequence.withDirections(of: dimension, first: first, count: output.count) { directions in
      output.withUnsafeMutableBufferPointer { column in
        // Safe: 32 direction numbers, and a column of `count` elements; an empty one may have no
        // address, and is not passed on.
        guard let start = column.baseAddress else { return }
        kernels.table.scrambled_sobol(directions, key, UInt64(first), start, column.count)
      }
    }
  }
}
