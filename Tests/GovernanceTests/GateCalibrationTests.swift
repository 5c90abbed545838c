import Economics
import Foundation
import Governance
import HandMade
import Scenarios
import Simulation
import Summaries
import Testing

/// How often verdicts are wrong: over many seeds, on normal trials whose true statistic is known and
/// lies a number of standard errors from the limit.
@Suite struct GateCalibrationTests {
  /// A statistic of 2,048 standard normal trials.
  struct Statistic: Sendable, CustomTestStringConvertible {
    let measure: String
    let truth: Double
    let error: Double

    var testDescription: String { measure }

    /// Of a mean: 1 / sqrt(n). Of a quantile: sqrt(p (1 - p) / n) over the density at it. Of a tail
    /// mean: the standard deviation of (X - q)+ over (1 - p) sqrt(n), whose moments of the normal
    /// tail are closed: E = d - q s and E² = (1 + q²) s - q d, with density d, q and s = 1 - p.
    static let all: [Statistic] = {
      let (trials, quantile, tail) = (2048.0, 1.6448536269514722, 0.05)
      let density = exp(-quantile * quantile / 2) / (2 * Double.pi).squareRoot()
      let excess = density - quantile * tail
      let square = (1 + quantile * quantile) * tail - quantile * density
      return [
        Statistic(measure: "mean(npv)", truth: 0, error: (1 / trials).squareRoot()),
        Statistic(
          measure: "p95(npv)", truth: quantile,
          error: (tail * (1 - tail) / trials).squareRoot() / density),
        Statistic(
          measure: "tvar95(npv)", truth: density / tail,
          error: ((square - excess * excess) / trials).squareRoot() / tail),
        Statistic(
          measure: "probability(npv > \(quantile))", truth: tail,
          error: (tail * (1 - tail) / trials).squareRoot()),
      ]
    }()
  }

  private static let seeds =
    ProcessInfo.processInfo.environment["COGCAST_SLOW"] == "1" ? 1000 : 200

  /// Verdicts over the seeds, for a limit so many standard errors above the truth.
  private func verdicts(_ statistic: Statistic, _ distance: Double) throws -> [Verdict: Int] {
    let limit = statistic.truth + distance * statistic.error
    let scenario = HandMade.scenario(
      weeks: 1,
      value: .costDisplacement(humanCost: HandMade.known(1), deflection: HandMade.known(1)))
    let gate = try Gate(parsing: "\(statistic.measure) <= \(limit)", in: scenario)
    var counts: [Verdict: Int] = [:]
    // One stream cut into runs: the streams of neighbouring seeds overlap.
    var random = TestRandom(seed: 77)
    for _ in 0..<Self.seeds {
      let trials = (0..<2048).map { _ in random.normal() }
      counts[gate.report(on: evaluator(trials, scenario)).verdict, default: 0] += 1
    }
    return counts
  }

  /// A forecast whose `npv` has these trials: units worth a dollar each, and no cost.
  private func evaluator(_ trials: [Double], _ scenario: Scenario) -> MetricEvaluator {
    let none = TrialSeries(repeating: 0, count: trials.count)
    var columns: [ColumnKey: TrialSeries] = [:]
    for flow in Flow.allCases { columns[ColumnKey(flow)] = none }
    columns[ColumnKey(.units)] = TrialSeries(trials)
    return MetricEvaluator(
      SimulationResult(
        scenario: scenario, options: SimulationOptions(), trials: trials.count,
        randomisations: 16, months: MonthGrid(weeks: 1),
        strategies: [
          StrategyResult(
            name: nil, columns: columns, breakdown: [],
            variance: VarianceShares(uncertainty: 0, demand: 0, request: 0))
        ],
        assumptionValues: [], notes: []))
  }

  /// Most of the seeds that may go against a probability of `share`: more happen by chance in one run
  /// of 1e7. The upper quantile of the binomial law, summed from its recursion.
  private func most(_ share: Double) -> Int {
    let count = Double(Self.seeds)
    var probability = pow(1 - share, count)
    var below = probability
    var hits = 0
    while 1 - below > 1e-7 {
      probability *= (count - Double(hits)) / Double(hits + 1) * share / (1 - share)
      below += probability
      hits += 1
    }
    return hits
  }

  /// Wrong verdicts are promised in at most 1 % of the runs, both sides together; at the limit itself
  /// `<=` holds, so only half of that may fail.
  @Test(arguments: Statistic.all, [0.0, 1, -1, 3, -3])
  func `a wrong verdict is rare`(_ statistic: Statistic, _ distance: Double) throws {
    let counts = try verdicts(statistic, distance)
    let wrong = counts[distance >= 0 ? .fail : .pass, default: 0]
    #expect(wrong <= most(0.01), "\(counts)")
    // The interval holds the limit but for the promised 1 %; a standard error away, in 5 % of the
    // runs it need not (2.95 errors less one, over the 1.14 by which difference and error scatter).
    guard abs(distance) <= 1 else { return }
    let open = counts[.inconclusive, default: 0]
    #expect(Self.seeds - open <= most(distance == 0 ? 0.01 : 0.08), "\(counts)")
  }

  /// Six and a half standard errors away about one run in 1,000 stays open: t(15) at 99 % is 2.95, and
  /// the difference of both, over its scatter of 1.14, is 3.1.
  @Test(arguments: Statistic.all, [6.5, -6.5])
  func `a limit far from the truth is decided`(_ statistic: Statistic, _ distance: Double) throws {
    let counts = try verdicts(statistic, distance)
    let right = counts[distance > 0 ? .pass : .fail, default: 0]
    #expect(Self.seeds - right <= most(0.002), "\(counts)")
  }
}
