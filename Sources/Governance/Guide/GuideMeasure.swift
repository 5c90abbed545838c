import Economics
import Scenarios
import Simulation
import Summaries

/// What is measured of a scenario for a printed figure: `mean(cost.month(1))`.
package struct GuideMeasure: Sendable {
  private let aggregation: Gate.Aggregation
  private let metric: MetricReference

  /// Reads a measure against what the scenario has.
  package init(parsing expression: String, in scenario: Scenario) throws(ExpressionError) {
    var scanner = ExpressionScanner(expression)
    let kind = try Gate.Kind(from: &scanner)
    guard kind != .change else {
      throw scanner.error(
        "a figure has no base to change from; measure the number itself, e.g. \(Self.example).",
        at: 1)
    }
    try Gate.expect("(", behind: "the aggregation", from: &scanner)
    (metric, aggregation) = try Gate.measure(kind, from: &scanner, in: scenario)
    scanner.skipSpaces()
    guard scanner.isAtEnd else {
      throw scanner.error(
        "found \(scanner.found) behind the measure, which has no limit; expected the end, e.g. "
          + "\(Self.example).")
    }
    guard metric.name.indexing != .monthOrEvery || metric.index != nil else {
      throw scanner.error(
        "`\(metric.name.rawValue)` is of every month here and a figure is one number; name the month,"
          + " e.g. \(Self.example).", at: 1)
    }
  }

  private static let example = "mean(cost.month(1))"

  /// Index into the routing's strategies of the one it names, to be simulated too.
  package func requiredStrategy(in scenario: Scenario) -> Int? {
    metric.strategy.flatMap { name in
      scenario.routing?.strategies.firstIndex { $0.name == name }
    }
  }

  package func requiredColumns(for scenario: Scenario) -> [ColumnKey] {
    metric.requiredColumns(for: scenario)
  }

  /// - Returns: `nil` where no trial defines the metric.
  package func value(on evaluator: MetricEvaluator) -> Replicated? {
    aggregation.replicated(
      evaluator.series(for: metric), randomisations: evaluator.result.randomisations)
  }
}
