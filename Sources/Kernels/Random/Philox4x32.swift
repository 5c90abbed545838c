/// A counter-based generator: ten rounds of Philox over four 32-bit words.
///
/// Any block can be computed without the ones before it, so a draw is a pure function of its key and
/// counter: threads, processes and machines share nothing and agree to the bit.
///
/// - Source: Salmon, Moraes, Dror & Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC'11,
///   DOI 10.1145/2063384.2063405, section 3.3.
package struct Philox4x32: Sendable {
  private static let rounds = 10
  private static let multiplier0: UInt64 = 0xD251_1F53
  private static let multiplier1: UInt64 = 0xCD9E_8D57
  /// Weyl increments of the key: the golden ratio and √3 − 1.
  private static let increment0: UInt32 = 0x9E37_79B9
  private static let increment1: UInt32 = 0xBB67_AE85

  let key: UInt64

  package init(key: UInt64) {
    self.key = key
  }

  /// Four independent, uniform 32-bit words.
  ///
  /// - Parameter counter: The low word of each half comes first, as in the authors' Random123.
  package func block(_ counter: (UInt64, UInt64)) -> SIMD4<UInt32> {
    var word0 = UInt32(truncatingIfNeeded: counter.0)
    var word1 = UInt32(truncatingIfNeeded: counter.0 >> 32)
    var word2 = UInt32(truncatingIfNeeded: counter.1)
    var word3 = UInt32(truncatingIfNeeded: counter.1 >> 32)
    var key0 = UInt32(truncatingIfNeeded: key)
    var key1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<Self.rounds {
      let product0 = Self.multiplier0 * UInt64(word0)
      let product1 = Self.multiplier1 * UInt64(word2)
      word0 = UInt32(truncatingIfNeeded: product1 >> 32) ^ word1 ^ key0
      word1 = UInt32(truncatingIfNeeded: product1)
      word2 = UInt32(truncatingIfNeeded: product0 >> 32) ^ word3 ^ key1
      word3 = UInt32(truncatingIfNeeded: product0)
      key0 &+= Self.increment0
      key1 &+= Self.increment1
    }
    return SIMD4(word0, word1, word2, word3)
  }
}
