import Economics
import Foundation
import Governance
import HandMade
import Kernels
import Scenarios
import Simulation
import Summaries
import Testing

/// Whether learning an assumption turns a gate, against closed forms and nested simulation.
struct GateLearningTests {
  private static let randomisations = 16

  /// A forecast of one month whose cost in each trial is a function of its assumptions.
  ///
  /// - Parameter months: Cost of each month; three months are 13 weeks.
  private func forecast(
    _ columns: [[Double]], months: [([Double]) -> Double]
  ) -> MetricEvaluator {
    let trials = columns[0].count
    let scenario = HandMade.scenario(weeks: months.count * 13 / 3)
    var series: [ColumnKey: TrialSeries] = [:]
    for flow in Flow.allCases {
      for (month, cost) in months.enumerated() {
        let values = (0..<trials).map { trial in
          flow == .inferenceCost ? cost(columns.map { $0[trial] }) : flow == .units ? 1 : 0
        }
        let part = TrialSeries(values)
        series[ColumnKey(flow, period: .month(month))] = part
        series[ColumnKey(flow)] = series[ColumnKey(flow)].map { $0 + part } ?? part
      }
    }
    return MetricEvaluator(
      SimulationResult(
        scenario: scenario, options: SimulationOptions(), trials: trials,
        randomisations: Self.randomisations, months: MonthGrid(weeks: months.count * 13 / 3),
        strategies: [
          StrategyResult(
            name: nil, columns: series, breakdown: [],
            variance: VarianceShares(uncertainty: 0, demand: 0, request: 0))
        ], assumptionValues: columns, notes: []))
  }

  private func learning(
    _ expression: String, _ evaluator: MetricEvaluator, _ columns: [[Double]]
  ) throws -> GateLearning {
    let gate = try Gate(parsing: expression, in: evaluator.result.scenario)
    let slices = columns.map { AssumptionSlices($0, randomisations: Self.randomisations) }
    return try #require(GateLearning(of: gate, on: evaluator, given: slices))
  }

  /// Standard normals x, y and noise e.
  private func normals(_ trials: Int, seed: UInt64) -> [[Double]] {
    var random = TestRandom(seed: seed)
    return (0..<3).map { _ in (0..<trials).map { _ in random.normal() } }
  }

  /// Total cost 100 + 10 x + 5 y + 2 e: given x it is normal with mean 100 + 10 x and variance 29,
  /// given y with mean 100 + 5 y and variance 104. Quantiles of the normal law are ±1.644854 (P95) and
  /// 0.524401 (P70); the mean of its highest twentieth is 2.062713.
  ///
  /// - Parameters:
  ///   - room: What is left up to the limit above a mean of 100.
  ///   - deviations: How many standard deviations above the mean the gate measures.
  @Test(arguments: [
    ("p95(cost.total) <= 120", true, 20.0, 1.644854),
    ("p95(cost.total) <= 117", false, 17, 1.644854),
    ("mean(cost.total) <= 103", true, 3, 0), ("mean(cost.total) < 97", false, -3, 0),
    ("probability(cost.total <= 110) >= 0.7", true, 10, 0.524401),
    ("tvar95(cost.total) <= 125", true, 25, 2.062713),
  ])
  func aNormalCostHasItsClosedForm(
    expression: String, holds: Bool, room: Double, deviations: Double
  ) throws {
    let columns = normals(16_384, seed: 31)
    let evaluator = forecast(
      columns, months: [{ _ in 0 }, { _ in 0 }, { 100 + 10 * $0[0] + 5 * $0[1] + 2 * $0[2] }])
    let found = try learning(expression, evaluator, Array(columns[..<2]))
    #expect(found.holds == holds)
    for (estimate, (weight, variance)) in zip(found.flips, [(10.0, 29.0), (5, 104)]) {
      let turning = (room - deviations * variance.squareRoot()) / weight
      let below = StandardNormal.cdf(turning)
      let exact = holds ? 1 - below : below
      // 1e-7 two-sided of Student's t with 15 degrees of freedom; thresholds of a tail and slices are
      // steps of a few thousandths.
      #expect(
        abs(estimate.value - exact) <= 9.1 * estimate.error + 0.004,
        "\(expression): \(estimate), not \(exact)")
      #expect(estimate.error < 0.03, "\(estimate)")
    }
  }

  /// Over many seeds the true error is what the stated one says.
  ///
  /// t² with 15 degrees of freedom has mean 15/13 and standard deviation 2.0, so the mean of 120 of
  /// them, less correlated than two a seed, has a standard error of 0.25 at most.
  @Test func statedErrorsAreTrue() throws {
    var squares: [Double] = []
    for seed in 1...60 {
      let columns = normals(2048, seed: UInt64(100 + seed))
      let evaluator = forecast(
        columns, months: [{ _ in 0 }, { _ in 0 }, { 100 + 10 * $0[0] + 5 * $0[1] + 2 * $0[2] }])
      let found = try learning("p95(cost.total) <= 120", evaluator, Array(columns[..<2]))
      for (estimate, (weight, variance)) in zip(found.flips, [(10.0, 29.0), (5, 104)]) {
        let turning = (20 - 1.644854 * variance.squareRoot()) / weight
        let deviation = estimate.value - (1 - StandardNormal.cdf(turning))
        squares.append(deviation * deviation / (estimate.error * estimate.error))
      }
    }
    let mean = squares.reduce(0, +) / Double(squares.count)
    #expect((0.4...2.5).contains(mean), "\(mean)")
  }

  @Test func aLowerLimitTurnsFromBelow() throws {
    let columns = normals(16_384, seed: 32)
    let evaluator = forecast(
      columns, months: [{ _ in 0 }, { _ in 0 }, { 100 + 10 * $0[0] + 5 * $0[1] + 2 * $0[2] }])
    let found = try learning("p5(cost.total) >= 80", evaluator, Array(columns[..<1]))
    let exact = 1 - StandardNormal.cdf((20 - 1.644854 * 29.0.squareRoot()) / 10)
    #expect(found.holds)
    #expect(abs(found.flips[0].value - exact) <= 9.1 * found.flips[0].error + 0.004)
  }

  /// Over every month, by two nested loops: for a value of the assumption the cost of each month is
  /// simulated anew, and the gate held against its P90.
  @Test func monthsThatTurnForDifferentReasonsAgreeWithNestedSimulation() throws {
    var random = TestRandom(seed: 33)
    func draw() -> [Double] {
      [exp(0.4 * random.normal()), exp(0.4 * random.normal()), exp(0.2 * random.normal())]
    }
    let months: [([Double]) -> Double] = [
      { 100 * $0[0] * $0[2] }, { 100 * $0[1] * $0[2] }, { 60 * ($0[0] + $0[1]) * $0[2] },
    ]
    let trials = (0..<32_768).map { _ in draw() }
    let columns = (0..<3).map { place in trials.map { $0[place] } }
    let found = try learning(
      "p90(cost.month) <= 205", forecast(columns, months: months), columns)
    #expect(found.holds)
    for place in 0..<3 {
      let inner = (0..<4000).map { _ in draw() }
      let outer = 600
      let failures = (0..<outer).count { _ in
        let value = draw()[place]
        return months.contains { cost in
          let costs = inner.map { others in
            var x = others
            x[place] = value
            return cost(x)
          }.sorted()
          return costs[3600] > 205
        }
      }
      let nested = Double(failures) / Double(outer)
      let error = max((nested * (1 - nested) / Double(outer)).squareRoot(), 1 / Double(outer))
      let estimate = found.flips[place]
      #expect(
        abs(estimate.value - nested) <= 5.5 * (error + estimate.error),
        "\(place): \(estimate), nested \(nested) ± \(error)")
      #expect(estimate.error < 0.03, "\(estimate)")
    }
  }

  @Test func whatHasNoPartInTheCostDecidesNothing() throws {
    let columns = normals(4096, seed: 34)
    let evaluator = forecast(
      columns, months: [{ _ in 0 }, { _ in 0 }, { 100 + 10 * $0[0] }])
    let found = try learning("p95(cost.total) <= 117", evaluator, Array(columns[1...]))
    #expect(found.flips.allSatisfy { $0.value == 0 }, "\(found.flips)")
  }

  /// Of two values one keeps the limit.
  @Test func aDiscreteAssumptionDecidesWithItsOwnProbability() throws {
    var random = TestRandom(seed: 35)
    let value = (0..<4096).map { _ in random.uniform() < 0.3 ? 2.0 : 1 }
    let columns = [value, value.map { _ in random.normal() }]
    let evaluator = forecast(
      columns, months: [{ _ in 0 }, { _ in 0 }, { 100 * $0[0] + $0[1] }])
    let found = try learning("mean(cost.total) <= 150", evaluator, [value])
    let share = Double(value.count { $0 == 2 }) / 4096
    #expect(found.holds)
    #expect(abs(found.flips[0].value - share) < 1e-9)
  }
}
