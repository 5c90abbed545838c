/// A sequence of independent draws that belongs to a seed and a tuple of identifiers.
///
/// Streams of different identifiers, `(trial, week)` say, are independent of each other, and none
/// needs to know how many draws another has made.
///
/// ```swift
/// var stream = RandomStream(seed: 1, UInt64(trial), UInt64(week))
/// let sessions = stream.poisson(mean: 12.5)
/// ```
package struct RandomStream: Sendable {
  let generator: Philox4x32
  /// The half of the counter that tells streams apart beside the key: 128 bits in all.
  let identity: UInt64
  var blocks: UInt64 = 0
  /// The second pair of words of the last block, until it is used.
  var spare: UInt64?

  package init(seed: UInt64, _ identifiers: UInt64...) {
    var digest = Digest(count: identifiers.count + 1)
    digest.add(seed)
    for identifier in identifiers { digest.add(identifier) }
    self.init(digest)
  }

  fileprivate init(_ digest: Digest) {
    generator = Philox4x32(key: digest.state.0)
    identity = digest.state.1
  }

  /// 64 uniform bits.
  package mutating func bits() -> UInt64 {
    if let word = spare {
      spare = nil
      return word
    }
    let words = generator.block((blocks, identity))
    blocks &+= 1
    spare = UInt64(words.w) << 32 | UInt64(words.z)
    return UInt64(words.y) << 32 | UInt64(words.x)
  }

  /// A uniform number in the open interval (0, 1): an odd multiple of 2⁻⁵³, so that u and 1 − u are
  /// equally likely and both exact.
  package mutating func uniform() -> Double {
    Self.unitInterval(bits())
  }

  /// A standard normal number, by inversion: one uniform number each.
  package mutating func normal() -> Double {
    StandardNormal.quantile(uniform())
  }

  /// The number of (0, 1) that the upper 52 bits of a word stand for.
  static func unitInterval(_ word: UInt64) -> Double {
    (Double(word >> 12) + 0.5) * 0x1p-52
  }

  /// A 64-bit digest of words; any change of order, value or number of them changes it.
  package static func hash(_ words: UInt64...) -> UInt64 {
    Digest(words).state.0
  }

  /// A 64-bit digest of a text: the identifier of what has a name rather than a number.
  package static func hash(_ text: String) -> UInt64 {
    Digest(text.utf8.map { UInt64($0) }).state.0
  }
}

/// Streams whose identifiers differ in the last one alone: what they share is digested once.
///
/// ```swift
/// let weeks = RandomStreamFamily(seed: 1, UInt64(trial))
/// var stream = weeks.stream(UInt64(week))  // RandomStream(seed: 1, UInt64(trial), UInt64(week))
/// ```
package struct RandomStreamFamily: Sendable {
  private let digest: Digest

  /// - Parameter identifiers: All but the last.
  package init(seed: UInt64, _ identifiers: UInt64...) {
    var digest = Digest(count: identifiers.count + 2)
    digest.add(seed)
    for identifier in identifiers { digest.add(identifier) }
    self.digest = digest
  }

  package func stream(_ last: UInt64) -> RandomStream {
    var digest = digest
    digest.add(last)
    return RandomStream(digest)
  }
}

/// Philox as a hash: each word is the key under which the state so far is enciphered. The count
/// goes first, so that no tuple is the beginning of another.
private struct Digest {
  private(set) var state: (UInt64, UInt64)

  init(count: Int) {
    state = (UInt64(count), 0)
  }

  init(_ words: [UInt64]) {
    self.init(count: words.count)
    for word in words { add(word) }
  }

  mutating func add(_ word: UInt64) {
    let block = Philox4x32(key: word).block(state)
    state = (UInt64(block.y) << 32 | UInt64(block.x), UInt64(block.w) << 32 | UInt64(block.z))
  }
}
