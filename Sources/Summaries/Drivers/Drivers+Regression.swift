import Kernels
import Scenarios
import Simulation

extension Drivers {
  private static let limit = 10

  /// Trials that are looked at: beyond these a coefficient's error is under two hundredths.
  private static let largestSample = 4096

  /// Trials for each assumption that a regression on all of them takes at least.
  private static let trialsPerAssumption = 4

  /// Regresses the rank of `cost.total` on the ranks of all assumptions at once.
  ///
  /// Ranks make every monotone dependence a straight line, so the regression explains most of a
  /// cost that is a product of its assumptions. Assumptions without effect have small coefficients
  /// of either sign.
  ///
  /// - Source: Iman & Conover (1979), "The Use of the Rank Transform in Regression"; Helton & Davis
  ///   (2002), "Illustration of Sampling-Based Methods for Uncertainty and Sensitivity Analysis".
  package init(_ result: SimulationResult, strategy: Int) {
    let sample = DriverSample(result, strategy: strategy, largest: Self.largestSample)
    let ranked = sample.assumptions.indices.compactMap { index in
      let ranks = Ranks(sample.assumptions[index])
      return ranks.standardised.map { (index: index, order: ranks.order, ranks: $0) }
    }
    guard let cost = Ranks(sample.sampledCost).standardised, !ranked.isEmpty else {
      (method, explained, noise, all) = (.rankRegression, 0, 0, [])
      return
    }
    let columns = ranked.map(\.ranks)
    let coefficients: [Double]
    if let regression = Self.regression(of: cost, on: columns) {
      method = .rankRegression
      (coefficients, explained) = regression
      noise = Self.noise(unexplained: 1 - explained, trials: cost.count)
    } else {
      method = .rankCorrelation
      coefficients = columns.map { Self.correlation(cost, $0) }
      explained = coefficients.map { $0 * $0 }.max() ?? 0
      noise = Self.noise(unexplained: 1, trials: cost.count)
    }
    all = zip(ranked, coefficients).sorted { first, second in
      (second.1.magnitude, first.0.index) < (first.1.magnitude, second.0.index)
    }.prefix(Self.limit).map { assumption, coefficient in
      Driver(
        assumption: assumption.index, coefficient: coefficient,
        effect: sample.effect(order: assumption.order),
        hasSource: result.scenario.assumptions[assumption.index].source != nil)
    }
  }

  /// Least squares, and the share of the variance that they explain; `nil` with too few trials.
  private static func regression(
    of cost: [Double], on columns: [[Double]]
  ) -> (coefficients: [Double], explained: Double)? {
    guard cost.count >= trialsPerAssumption * columns.count else { return nil }
    let coefficients = LinearAlgebra.leastSquares(
      columns.flatMap { $0 }, rows: cost.count, columns: columns.count, cost)
    guard let coefficients else { return nil }
    var residuals = cost
    for (column, coefficient) in zip(columns, coefficients) {
      for trial in residuals.indices { residuals[trial] -= coefficient * column[trial] }
    }
    let unexplained = residuals.reduce(0) { $0 + $1 * $1 } / Double(cost.count)
    return (coefficients, min(max(1 - unexplained, 0), 1))
  }

  /// Three standard errors of the coefficient of a standardised column that no other resembles.
  private static func noise(unexplained: Double, trials: Int) -> Double {
    3 * (unexplained / Double(trials)).squareRoot()
  }

  /// Both are standardised, so the mean product is the correlation.
  private static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / Double(first.count)
  }
}

/// The trials that drivers are looked for in: the same number from each randomisation.
private struct DriverSample {
  let assumptions: [[Double]]
  let sampledCost: [Double]
  private let expectedCost: [Double]
  private let randomisations: Int

  init(_ result: SimulationResult, strategy: Int, largest: Int) {
    let size = result.trialsPerRandomisation
    let taken = min(size, max(largest / result.randomisations, 1))
    func sample(_ values: [Double]) -> [Double] {
      (0..<result.randomisations).flatMap { values[$0 * size..<$0 * size + taken] }
    }
    let cost = Metrics(result, strategy: strategy).cost()
    assumptions = result.assumptionValues.map(sample)
    sampledCost = sample(cost.sampled)
    expectedCost = sample(cost.expected)
    randomisations = result.randomisations
  }

  /// Mean cost where an assumption is in its highest tenth, less where it is in its lowest.
  ///
  /// - Parameter order: The trials from the assumption's smallest value to its largest.
  func effect(order: [Int]) -> Estimate {
    let tenth = max(order.count / 10, 1)
    let low = replicateSums(order.prefix(tenth))
    let high = replicateSums(order.suffix(tenth))
    let replicates: [Double] = zip(low, high).compactMap { low, high in
      guard low.count > 0, high.count > 0 else { return nil }
      return high.sum / Double(high.count) - low.sum / Double(low.count)
    }
    let total = high.reduce(0) { $0 + $1.sum } - low.reduce(0) { $0 + $1.sum }
    return Estimate(value: total / Double(tenth), replicates: replicates)
  }

  private func replicateSums(_ trials: ArraySlice<Int>) -> [(sum: Double, count: Int)] {
    let size = expectedCost.count / randomisations
    var sums = [(sum: Double, count: Int)](repeating: (0, 0), count: randomisations)
    for trial in trials {
      sums[trial / size].sum += expectedCost[trial]
      sums[trial / size].count += 1
    }
    return sums
  }
}
