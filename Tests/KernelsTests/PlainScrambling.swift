/// Owen's scrambling of one point, digit by digit: what the block kernel is held to.
enum PlainScrambling {
  static func scrambled(_ point: UInt32, key: UInt64) -> Double {
    var digits: UInt64 = 0
    for level in 0..<5 {
      let consumed = level * 6
      let path = UInt64(point) >> UInt64(32 - consumed)
      let coins = mixed(key, path | UInt64(level + 1) << 32)
      let chunk = UInt64(point) >> UInt64(32 - consumed - 6) & 63
      // Nodes of the subtree in heap order: 1 is the root, 2n and 2n + 1 the children of n.
      var node: UInt64 = 1
      for shift in 0..<UInt64(6) {
        let digit = chunk >> (5 - shift) & 1
        digits = digits << 1 | (digit ^ (coins >> node & 1))
        node = node << 1 | digit
      }
    }
    let word = digits << 34 | mixed(key, UInt64(point)) >> 30
    return (Double(word >> 12) + 0.5) * 0x1p-52
  }

  private static func mixed(_ key: UInt64, _ index: UInt64) -> UInt64 {
    var word = key &+ index &* 0x9E37_79B9_7F4A_7C15
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
