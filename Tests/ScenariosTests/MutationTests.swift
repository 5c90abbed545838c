import Scenarios
import Testing

/// Damaged scenarios: whatever the bytes, decoding ends with a scenario or with an error.
@Suite struct MutationTests {
  private static let seeds: [String] =
    [Examples.supportAssistant, Examples.otherBlocks]
    + ScenarioTemplate.allCases.map { $0.text(name: "x") }

  private static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "NaN", "1e999", "-1", "0", "1",
    "1e12",
    "1e-300", "0.5", "{}", "[]", "\"p5\"", "\"p50\"", "\"assumption\"", "\"max\"", "\n", "\u{0}",
    "é", "// ", "/*", "\"\\ud800\"", "99999999999999999999", "\"note\": 5,", "\"model\":",
  ]

  @Test(arguments: 0..<20)
  func damagedTextIsDecodedOrRefused(_ batch: UInt64) {
    var random = SplitMix(state: 0xC0_6CA5 &+ batch)
    for _ in 0..<250 {
      let seed = Self.seeds[random.below(Self.seeds.count)]
      var bytes = Array(seed.utf8)
      for _ in 0...random.below(3) { mutate(&bytes, &random) }
      check(bytes)
    }
  }

  @Test(arguments: 0..<10)
  func everyNumberMayBecomeAnyNumber(_ batch: UInt64) {
    let numbers = [
      "-1", "0", "1e-300", "1e-12", "0.999999", "1", "2", "199", "1e6", "1e12", "1e13",
    ]
    var random = SplitMix(state: 0x5EED &+ batch)
    for _ in 0..<200 {
      let seed = Self.seeds[random.below(Self.seeds.count)]
      var bytes = Array(seed.utf8)
      for _ in 0...random.below(2) {
        let starts = bytes.indices.dropFirst().filter {
          isDigit(bytes[$0]) && (bytes[$0 - 1] == 0x20 || bytes[$0 - 1] == 0x5B)
        }
        let start = starts[random.below(starts.count)]
        let end = bytes[start...].firstIndex { !isDigit($0) && $0 != 0x2E } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: Array(numbers[random.below(numbers.count)].utf8))
      }
      check(bytes)
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func check(_ bytes: [UInt8]) {
    let decoded = Fixture.decode(bytes: bytes)
    let hasError = decoded.diagnostics.contains { $0.severity == .error }
    #expect((decoded.scenario == nil) == hasError, "\(String(decoding: bytes, as: UTF8.self))")
    for assumption in decoded.scenario?.assumptions ?? [] {
      let ends = [0x1p-53, 0.5, 1 - 0x1p-53].map(assumption.law.quantile)
      #expect(ends.allSatisfy { $0.isFinite }, "\(assumption.path): \(ends)")
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    let at = random.below(bytes.count)
    let length = min(random.below(24), bytes.count - at)
    switch random.below(7) {
    case 0: bytes[at] ^= UInt8(1 << random.below(8))
    case 1: bytes.removeSubrange(at..<at + length)
    case 2: bytes.removeSubrange(at...)
    case 3:
      bytes.insert(contentsOf: Array(Self.pieces[random.below(Self.pieces.count)].utf8), at: at)
    case 4: bytes.insert(contentsOf: bytes[at..<at + length], at: random.below(bytes.count))
    case 5:
      bytes.replaceSubrange(
        at..<at + length, with: Array(Self.pieces[random.below(Self.pieces.count)].utf8))
    default: bytes[at] = UInt8(random.below(256))
    }
    if bytes.isEmpty { bytes = [0x20] }
  }
}

/// - Source: Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators".
private struct SplitMix {
  var state: UInt64

  mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(count))
  }
}
