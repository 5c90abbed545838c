/// The oracle's own source of randomness: xoshiro256++ seeded by splitmix64.
///
/// - Source: Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47
///   (2021); Steele, Lea & Flood, "Fast splittable pseudorandom number generators" (2014).
struct OracleGenerator {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  init(seed: UInt64) {
    var z = seed
    func split() -> UInt64 {
      z &+= 0x9E37_79B9_7F4A_7C15
      var x = z
      x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
      x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
      return x ^ (x >> 31)
    }
    state = (split(), split(), split(), split())
  }

  mutating func next() -> UInt64 {
    func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
    let result = rotated(state.0 &+ state.3, 23) &+ state.0
    let t = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= t
    state.3 = rotated(state.3, 45)
    return result
  }

  /// Uniform on the open interval (0, 1): the midpoints of 2^53 equal cells.
  mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }

  mutating func bernoulli(_ probability: Double) -> Bool {
    uniform() < probability
  }
}
