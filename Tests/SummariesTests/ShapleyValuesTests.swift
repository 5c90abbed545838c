import Summaries
import Testing

/// Shapley values of games whose answer is known.
struct ShapleyValuesTests {
  /// Two replicates, so that there is an error, which is zero.
  private func values(
    _ count: Int, _ worth: @escaping (Set<Int>) -> Double
  ) async -> ShapleyValues {
    await ShapleyValues(count: count, seed: 1) { [worth($0), worth($0)] }
  }

  private func expect(_ values: ShapleyValues, _ expected: [Double], within: Double = 1e-12) {
    #expect(values.values.count == expected.count)
    for (found, expected) in zip(values.values, expected) {
      #expect(abs(found.value - expected) <= within, "\(found) \(expected)")
    }
  }

  @Test func changesThatOnlyAddUpGetTheirOwn() async {
    let parts = [3.0, -1, 0.5, 7]
    let found = await values(4) { $0.reduce(0) { $0 + parts[$1] } }
    #expect(found.isExact)
    expect(found, parts)
  }

  /// Maschler, Solan & Zamir, "Game Theory" (2013), example 18.5: a left glove, two right ones.
  @Test func theScarceGloveIsWorthTwoThirds() async {
    let found = await values(3) { $0.contains(0) && $0.count > 1 ? 1 : 0 }
    expect(found, [2.0 / 3, 1.0 / 6, 1.0 / 6])
  }

  /// A price times a volume: each factor gets half of what they do together.
  @Test func factorsShareTheirProduct() async {
    let found = await values(2) {
      ($0.contains(0) ? 3 : 2) * ($0.contains(1) ? 50 : 10)
    }
    // Orders: price first 10 then 120, volume first 80 then 50.
    expect(found, [(10 + 50) / 2, (120 + 80) / 2])
  }

  @Test func manyChangesAreSampledAndStillSumUp() async {
    let found = await values(12) { Double($0.count * $0.count) }
    #expect(!found.isExact)
    #expect(abs(found.values.reduce(0) { $0 + $1.value } - 144) < 1e-9)
    #expect(found.total.value == 144)
    // An order and its reverse: gains at places k and 11 - k are 2k + 1 and 23 - 2k, 12 on average.
    expect(found, [Double](repeating: 12, count: 12), within: 1e-9)
  }

  @Test func everyCoalitionIsAskedOnce() async {
    var asked: [Set<Int>] = []
    _ = await ShapleyValues(count: 3, seed: 1) { coalition in
      asked.append(coalition)
      return [0, 0]
    }
    #expect(asked.count == 8 && Set(asked).count == 8)
  }
}
