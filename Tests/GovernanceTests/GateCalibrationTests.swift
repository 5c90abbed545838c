import Economics
import Governance
import HandMade
import Simulation
import Summaries
import Testing

/// Verdicts over many seeds on normal trials whose true P95 is known.
@Suite struct GateCalibrationTests {
  private static let truth = 1.6448536269514722
  /// Standard error of the P95 of 2,048 normal trials: sqrt(p (1 - p) / n) over the density.
  private static let error = 0.0467

  /// How often a limit so many standard errors above the truth gives each verdict.
  private func verdicts(_ distance: Double) throws -> [Verdict: Int] {
    let limit = Self.truth + distance * Self.error
    var random = TestRandom(seed: 77)
    var counts: [Verdict: Int] = [:]
    for _ in 0..<500 {
      let trials = (0..<2048).map { _ in random.normal() }
      let scenario = HandMade.scenario(weeks: 1)
      let result = SimulationResult(
        scenario: scenario, options: SimulationOptions(), trials: 2048, randomisations: 16,
        months: MonthGrid(weeks: 1),
        strategies: [
          StrategyResult(
            name: nil, columns: [ColumnKey(.outputTokens): TrialSeries(trials)], breakdown: [],
            variance: VarianceShares(uncertainty: 0, demand: 0, request: 0))
        ],
        assumptionValues: [], notes: [])
      let gate = try Gate(parsing: "p95(tokens.output) <= \(limit)", in: scenario)
      counts[gate.report(on: MetricEvaluator(result)).verdict, default: 0] += 1
    }
    return counts
  }

  /// The promise is at most 1 % of wrong verdicts; 5 of 500, and 7 more for chance at 1e-3.
  @Test(arguments: [0.0, 1.0, -1.0])
  func aLimitNearTheTruthIsRarelyDecided(_ distance: Double) throws {
    let counts = try verdicts(distance)
    let wrong = distance > 0 ? [Verdict.fail] : distance < 0 ? [.pass] : [.pass, .fail]
    #expect(wrong.reduce(0) { $0 + counts[$1, default: 0] } <= 12, "\(counts)")
    #expect(counts[.inconclusive, default: 0] > 400, "\(counts)")
  }

  @Test(arguments: [6.0, -6.0])
  func aLimitFarFromTheTruthIsDecided(_ distance: Double) throws {
    let counts = try verdicts(distance)
    #expect(counts[distance > 0 ? .pass : .fail, default: 0] > 480, "\(counts)")
    #expect(counts[distance > 0 ? .fail : .pass, default: 0] == 0, "\(counts)")
  }
}
