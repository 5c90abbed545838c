import HandMade
import Simulation
import Summaries
import Testing

@Suite struct ComparisonTests {
  /// Costs that share a large common part: trial t costs 1000 t, and 1 more or less.
  private func flow(offset: Double, success: Double) -> HandMade.WeeklyFlow {
    { flow, _, _, trial in
      switch flow {
      case .inferenceCost: (1000 * Double(trial + 1) + offset) / 52
      case .units: 10 / 52
      case .successes: 10 * success / 52
      default: 0
      }
    }
  }

  @Test func differencesArePairedSoThatCommonNoiseCancels() throws {
    let result = HandMade.result(
      HandMade.scenario(strategies: ["a", "b", "c"]), trials: 16, randomisations: 4,
      strategies: [
        ("a", flow(offset: 0, success: 1)), ("b", flow(offset: 1, success: 1)),
        ("c", flow(offset: -1, success: 0.5)),
      ])
    let comparison = StrategyComparison(result)
    #expect(comparison.sides.map(\.strategy) == ["a", "b", "c"])
    #expect(comparison.pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 2], [1, 2]])
    let ab = comparison.pairs[0]
    #expect(ab.firstCheaper?.estimate.value == 1)
    #expect(abs(try #require(ab.difference.mean).value + 1) < 1e-9)
    #expect(try #require(ab.difference[0.95]).error < 1e-9)
    let ac = comparison.pairs[1]
    #expect(ac.firstCheaper?.estimate.value == 0)
    #expect(ac.firstCheaperPerSuccessfulUnit?.estimate.value == 1)
    #expect(abs(try #require(comparison.sides[2].success.mean).value - 0.5) < 1e-12)
  }

  @Test func withoutAFullMonthThereIsNoMonthlyBand() {
    let result = HandMade.result(
      HandMade.scenario(weeks: 3), trials: 4, randomisations: 2,
      strategies: [(nil, flow(offset: 0, success: 1))])
    let comparison = StrategyComparison(result)
    #expect(comparison.sides[0].month == nil)
    #expect(comparison.pairs.isEmpty)
  }
}
