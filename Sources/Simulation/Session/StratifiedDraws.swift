/// The random numbers of one replica of many: every draw is stratified over the replicas.
///
/// The n-th draw of a turn is a Latin hypercube column of its own: replica r has a number in stratum
/// π(r), with a permutation π hashed from the turn and n. Each replica alone has independent uniform
/// numbers, so that means over replicas are unbiased.
///
/// - Source: Kensler, "Correlated multi-jittered sampling", Pixar technical memo 13-01 (2013), for the
///   hashed permutation; Owen, "Monte Carlo theory, methods and examples", ch. 10.
struct StratifiedDraws: UniformSource {
  private let key: UInt64
  /// A power of two.
  private let replicas: Int
  /// The first numbers, draw after draw; may be empty.
  private let known: [Double]
  private var replica = 0
  /// That the replica has made.
  private(set) var draws = 0

  /// - Parameters:
  ///   - key: Identifies everything but the replica and the draw.
  ///   - known: First numbers of these very draws, replica by replica.
  init(key: UInt64, of replicas: Int, known: [Double] = []) {
    self.key = key
    self.replicas = replicas
    self.known = known
  }

  /// Goes to a replica that has made so many draws.
  @inline(__always)
  mutating func move(to replica: Int, after draws: Int) {
    self.replica = replica
    self.draws = draws
  }

  @inline(__always)
  mutating func uniform() -> Double {
    let number = next
    draws += 1
    return number
  }

  /// The next number, which stays the next one.
  var next: Double {
    @inline(__always) get {
      let place = draws * replicas + replica
      return place < known.count ? known[place] : computed
    }
  }

  private var computed: Double {
    let word = Self.mixed(key &+ UInt64(draws + 1) &* 0x9E37_79B9_7F4A_7C15)
    let stratum = Self.permuted(replica, of: replicas, key: UInt32(truncatingIfNeeded: word))
    let jitter = Self.mixed(word &+ UInt64(replica))
    return (Double(stratum) + (Double(jitter >> 12) + 0.5) * 0x1p-52) / Double(replicas)
  }

  /// The numbers of the first draws, replica by replica.
  static func numbers(key: UInt64, of replicas: Int, draws: Int) -> [Double] {
    var source = StratifiedDraws(key: key, of: replicas)
    var numbers: [Double] = []
    numbers.reserveCapacity(draws * replicas)
    for draw in 0..<draws {
      for replica in 0..<replicas {
        source.move(to: replica, after: draw)
        numbers.append(source.uniform())
      }
    }
    return numbers
  }

  /// The place of an index in a permutation of `count` indices, a power of two.
  static func permuted(_ index: Int, of count: Int, key p: UInt32) -> Int {
    let mask = UInt32(count - 1)
    var i = UInt32(index)
    i ^= p
    i = i &* 0xe170_893d
    i ^= p >> 16
    i ^= (i & mask) >> 4
    i ^= p >> 8
    i = i &* 0x0929_eb3f
    i ^= p >> 23
    i ^= (i & mask) >> 1
    i = i &* (1 | p >> 27)
    i = i &* 0x6935_fa69
    i ^= (i & mask) >> 11
    i = i &* 0x74dc_b303
    i ^= (i & mask) >> 2
    i = i &* 0x9e50_1cc3
    i ^= (i & mask) >> 2
    i = i &* 0xc860_a3df
    i &= mask
    i ^= i >> 5
    return Int((i &+ p) & mask)
  }

  /// - Source: Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA (2014).
  static func mixed(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The numbers with which the sessions of a randomisation begin each turn: every trial asks for the same.
///
/// A class, for one thread: what is asked for is kept.
final class StratifiedColumns {
  /// Draws of a turn that are kept; few turns make more.
  private static let draws = 8

  private struct Place: Hashable {
    let key: UInt64
    let replicas: Int
  }

  private var known: [Place: [Double]] = [:]

  /// Draws of all replicas of a turn.
  func draws(key: UInt64, of replicas: Int) -> StratifiedDraws {
    let place = Place(key: key, replicas: replicas)
    let numbers: [Double]
    if let kept = known[place] {
      numbers = kept
    } else {
      numbers = StratifiedDraws.numbers(key: key, of: replicas, draws: Self.draws)
      known[place] = numbers
    }
    return StratifiedDraws(key: key, of: replicas, known: numbers)
  }
}
