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
  private let replica: Int
  private var draws: UInt64 = 0

  /// - Parameter key: Identifies everything but the replica and the draw.
  init(key: UInt64, replica: Int, of replicas: Int) {
    self.key = key
    self.replica = replica
    self.replicas = replicas
  }

  mutating func uniform() -> Double {
    draws &+= 1
    let word = Self.mixed(key &+ draws &* 0x9E37_79B9_7F4A_7C15)
    let stratum = Self.permuted(replica, of: replicas, key: UInt32(truncatingIfNeeded: word))
    let jitter = Self.mixed(word &+ UInt64(replica))
    return (Double(stratum) + (Double(jitter >> 12) + 0.5) * 0x1p-52) / Double(replicas)
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
