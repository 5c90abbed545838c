import Foundation
import Kernels
import Simulation
import Testing

/// The covariance of weekly demand, week against week, and of what is summed over weeks.
struct DemandCovarianceTests {
  private static let weeks = 9
  private static let sigma = 0.4
  private static let rho = 0.7
  /// Student's t with 15 degrees of freedom exceeds it with probability 1e-7 over 45 comparisons.
  private static let farTail = 12.6

  /// Units of each week in each trial, over their mean: D(w) itself, with churn or without.
  private static func multipliers(segment: String = "") async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.weeks = weeks
    scenario.segment = segment
    scenario.root = #""demand": {"weeklyNoise": \#(sigma), "autocorrelation": \#(rho)}"#
    return try await HandForecast(
      text: scenario.text, options: SimulationOptions(trials: 16_384))
  }

  private static func units(_ forecast: HandForecast, _ period: Period) -> [Double] {
    forecast.result.strategies[0].columns[ColumnKey(.units, period: period)]!.expected
  }

  /// Mean of a value over trials, with its standard error over 16 randomisations.
  private func estimate(_ values: [Double]) -> (value: Double, error: Double) {
    let size = values.count / 16
    let means = (0..<16).map {
      values[($0 * size)..<(($0 + 1) * size)].reduce(0, +) / Double(size)
    }
    let mean = means.reduce(0, +) / 16
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / 15 / 16).squareRoot())
  }

  /// For a log-normal process with mean one, Cov(D(i), D(j)) = exp(σ² ρ^|i-j|) - 1 (Johnson, Kotz &
  /// Balakrishnan, "Continuous Univariate Distributions" 1, ch. 14, on the log scale).
  private static func covariance(_ i: Int, _ j: Int) -> Double {
    exp(sigma * sigma * pow(rho, Double(abs(i - j)))) - 1
  }

  @Test func everyPairOfWeeksHasTheCovarianceOfTheProcess() async throws {
    let forecast = try await Self.multipliers()
    let columns = (0..<Self.weeks).map { Self.units(forecast, .week($0)).map { $0 / 1000 } }
    for i in 0..<Self.weeks {
      for j in 0...i {
        let found = estimate(zip(columns[i], columns[j]).map { ($0 - 1) * ($1 - 1) })
        let expected = Self.covariance(i, j)
        #expect(
          abs(found.value - expected) <= Self.farTail * found.error,
          "weeks \(i), \(j): \(found) \(expected)")
        // A bound that would pass without correlation says nothing.
        #expect(Self.farTail * found.error < Self.covariance(0, Self.weeks - 1) * 2)
      }
    }
  }

  /// Var(Σ w D) = w'Σw, with the weeks' means as weights: under churn no two are alike. The matrix
  /// product is that of OpenBLAS.
  @Test(arguments: ["", #""churnPerMonth": 0.4, "adoption": 0.5"#])
  func theVarianceOfTheTotalIsTheQuadraticForm(segment: String) async throws {
    let forecast = try await Self.multipliers(segment: segment)
    let survival = segment.isEmpty ? 1 : pow(0.6, 3.0 / 13)
    let users = segment.isEmpty ? 1000.0 : 500
    let weights = (0..<Self.weeks).map { users * pow(survival, Double($0)) }
    let matrix = (0..<Self.weeks).flatMap { i in
      (0..<Self.weeks).map { Self.covariance(i, $0) }
    }
    var product = [Double](repeating: 0, count: Self.weeks)
    LinearAlgebra.multiply(
      matrix, rows: Self.weeks, inner: Self.weeks, weights, columns: 1, into: &product)
    var form = [0.0]
    LinearAlgebra.multiply(
      weights, rows: 1, inner: Self.weeks, product, columns: 1, into: &form)
    let mean = weights.reduce(0, +)
    let found = estimate(Self.units(forecast, .total).map { ($0 - mean) * ($0 - mean) })
    #expect(abs(found.value - form[0]) <= Self.farTail * found.error, "\(found) \(form[0])")
    // Independent weeks would give the sum of the diagonal alone, which is far off.
    let diagonal = weights.reduce(0) { $0 + $1 * $1 * Self.covariance(0, 0) }
    #expect(abs(found.value - diagonal) > Self.farTail * found.error)
    // The engine's own split finds the same, from pairs of demand paths: the cost is proportional.
    let perUnit = forecast.mean(.inferenceCost) / forecast.mean(.units)
    let split = forecast.result.strategies[0].variance.demand / (perUnit * perUnit)
    #expect(abs(split - form[0]) < 0.05 * form[0], "\(split) \(form[0])")
  }

  /// Demand and a persistent factor G of the users multiply: with independent D and G of mean one,
  /// Var(G Σ w D) = (1 + g²) w'Σw + g² (Σw)², g² = userHeterogeneity² / mean active users.
  @Test func heterogeneityMultipliesTheDemandOfAChurningSegment() async throws {
    var scenario = HandScenario()
    scenario.users = 20
    scenario.weeks = Self.weeks
    scenario.segment = #""churnPerMonth": 0.4, "userHeterogeneity": 1.2"#
    scenario.root = #""demand": {"weeklyNoise": \#(Self.sigma), "autocorrelation": \#(Self.rho)}"#
    let forecast = try await HandForecast(
      text: scenario.text, options: SimulationOptions(trials: 16_384))
    let weights = (0..<Self.weeks).map { 20 * pow(0.6, Double($0) * 3 / 13) }
    let total = weights.reduce(0, +)
    var form = 0.0
    for i in 0..<Self.weeks {
      for j in 0..<Self.weeks { form += weights[i] * weights[j] * Self.covariance(i, j) }
    }
    let square = 1.2 * 1.2 / (total / Double(Self.weeks))
    let expected = (1 + square) * form + square * total * total
    let units = Self.units(forecast, .total)
    let found = estimate(units.map { ($0 - total) * ($0 - total) })
    #expect(abs(found.value - expected) <= Self.farTail * found.error, "\(found) \(expected)")
    #expect(Self.farTail * found.error < 0.5 * expected)
  }
}
