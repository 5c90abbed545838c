import HandMade
import Simulation
import Summaries
import Testing

struct PairedDifferenceTests {
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

  private func series(_ offset: Double, success: Double = 1) throws -> (
    total: TrialSeries, perSuccess: TrialSeries
  ) {
    let result = HandMade.result(
      HandMade.scenario(), trials: 16, randomisations: 4,
      strategies: [(nil, flow(offset: offset, success: success))])
    let metrics = Metrics(result, strategy: 0)
    return (
      try #require(metrics.series(for: MetricReference(.costTotal))),
      try #require(metrics.series(for: MetricReference(.costPerSuccessfulUnit)))
    )
  }

  @Test func whatDiffersByRoundingTies() throws {
    let first = [0.1 + 0.2, 1, 2, 3]
    let second = [0.3, 1, 2, 2.999_999]
    let difference = PairedDifference(
      TrialSeries(expected: first, sampled: first),
      less: TrialSeries(expected: second, sampled: second), randomisations: 2)
    #expect(difference.firstLower?.estimate.value == 0)
    #expect(difference.secondLower?.estimate.value == 0.25)
    #expect(difference.band[0.05]?.value == 0)
  }

  @Test func commonNoiseCancels() throws {
    let difference = PairedDifference(
      try series(0).total, less: try series(1).total, randomisations: 4)
    #expect(abs(try #require(difference.band.mean).value + 1) < 1e-9)
    #expect(try #require(difference.band[0.95]).error < 1e-9)
    #expect(difference.firstLower?.estimate.value == 1)
    #expect(difference.secondLower?.estimate.value == 0)
    // All 16 of 16 trials is not certainty.
    #expect(try #require(difference.firstLower).interval(level: 0.99).lowerBound < 0.8)
  }

  @Test func theCheaperOneMayCostMorePerSuccess() throws {
    let (first, second) = (try series(0), try series(-1, success: 0.5))
    let total = PairedDifference(first.total, less: second.total, randomisations: 4)
    let perSuccess = PairedDifference(first.perSuccess, less: second.perSuccess, randomisations: 4)
    #expect(total.firstLower?.estimate.value == 0)
    #expect(perSuccess.firstLower?.estimate.value == 1)
  }

  @Test func equalsAreNeitherLower() throws {
    let one = try series(0).total
    let difference = PairedDifference(one, less: one, randomisations: 4)
    #expect(difference.firstLower?.estimate.value == 0)
    #expect(difference.secondLower?.estimate.value == 0)
    #expect(difference.firstLower?.isExact == true)
  }

  /// No success in a trial leaves no cost per success to subtract.
  @Test func undefinedTrialsAreLeftOutAndCounted() throws {
    let difference = PairedDifference(
      try series(0).perSuccess, less: try series(1, success: 0).perSuccess, randomisations: 4)
    #expect(difference.firstLower == nil && difference.band.omitted == 16)
  }
}
