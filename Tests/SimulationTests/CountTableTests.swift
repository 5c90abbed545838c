import HandMade
import Simulation
import Testing

/// The table of counts against the plain search through the distribution function.
struct CountTableTests {
  /// The first count whose cumulative probability exceeds u; the last possible one if none.
  private func search(_ probabilities: [Double], _ u: Double) -> Int {
    var cumulative = 0.0
    for (count, probability) in probabilities.enumerated() {
      cumulative += probability
      if u < cumulative { return count }
    }
    return probabilities.lastIndex { $0 > 0 } ?? 0
  }

  private static let laws: [[Double]] = [
    [1], [0, 1], [0.25, 0.75], [0, 0.1, 0, 0.2, 0.3, 0, 0.4, 0], [1e-300, 1 - 1e-9, 1e-9],
    (0..<1000).map { (place: Int) -> Double in 0.004 * (1 - 0.004 * Double(place) / 8) },
  ]

  @Test(arguments: laws) func itFindsWhatTheSearchFinds(probabilities: [Double]) {
    let table = CountTable(probabilities)
    var random = TestRandom(seed: 5)
    var numbers = (0..<20_000).map { _ in random.uniform() }
    // The very borders, where rounding could send one side elsewhere.
    var cumulative = 0.0
    for probability in probabilities {
      cumulative += probability
      numbers += [cumulative.nextDown, cumulative, cumulative.nextUp].filter { $0 < 1 && $0 > 0 }
    }
    numbers += (1..<256).map { Double($0) / 256 } + [1 - 0x1p-53, 0x1p-53]
    for u in numbers {
      #expect(table.count(at: u) == search(probabilities, u), "\(u)")
    }
  }
}
