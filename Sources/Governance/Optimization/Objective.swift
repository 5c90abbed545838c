import Economics
import Scenarios
import Simulation
import Summaries

/// A number of a forecast that is to be made small or large: `p95(cost.month)`, as in a gate but
/// without a limit.
package struct Objective: Sendable, Equatable {
  package enum Direction: String, Sendable {
    case minimize, maximize
  }

  package let direction: Direction
  package let expression: String
  package let aggregation: Gate.Aggregation
  package let metric: MetricReference

  /// What a forecast says of an objective.
  package struct Value: Sendable {
    /// Over all trials and in every randomisation.
    package let replicated: Replicated
    /// Of the metric behind it, trial by trial.
    package let series: TrialSeries
    /// The month it is of, 1-based: the worst, where the metric is about every full month.
    package let month: Int?

    package var estimate: Estimate { replicated.estimate }
  }

  /// Reads an objective against what the scenario has.
  package init(
    _ direction: Direction, parsing expression: String, in scenario: Scenario
  ) throws(ExpressionError) {
    var scanner = ExpressionScanner(expression)
    let kind = try Gate.Kind(from: &scanner)
    if kind == .change {
      throw scanner.error(
        "policies are compared with each other, not with a base; write what shall be small or "
          + "large, e.g. \(Self.example).", at: 1)
    }
    try Gate.expect("(", behind: "the aggregation", from: &scanner)
    (metric, aggregation) = try Gate.measure(kind, from: &scanner, in: scenario)
    scanner.skipSpaces()
    guard scanner.isAtEnd else {
      throw scanner.error(
        "found \(scanner.found) behind the objective, which has no limit; expected the end, e.g. "
          + "\(Self.example). A limit is a constraint: --subject-to.")
    }
    self.direction = direction
    self.expression = expression
  }

  static let example = "p95(cost.month)"

  /// What a constraint measures, better the farther it is from its limit.
  package init(of constraint: Gate) {
    direction = constraint.comparison.isUpperLimit ? .minimize : .maximize
    expression = Self.measured(constraint)
    aggregation = constraint.aggregation
    metric = constraint.metric
  }

  /// The share of units that succeed, which a cheaper policy must not lose unseen.
  package static let success = Objective(
    direction: .maximize, expression: "mean(quality.success)", aggregation: .mean,
    metric: MetricReference(.qualitySuccess))

  private init(
    direction: Direction, expression: String, aggregation: Gate.Aggregation,
    metric: MetricReference
  ) {
    self.direction = direction
    self.expression = expression
    self.aggregation = aggregation
    self.metric = metric
  }

  /// The expression of a gate without its limit.
  private static func measured(_ gate: Gate) -> String {
    let text = gate.expression
    let end = text.lastIndex(of: ")") ?? text.startIndex
    return String(text[...end].drop { $0 == " " })
  }

  /// Whether both are the same number.
  package func measuresTheSame(as other: Objective) -> Bool {
    aggregation == other.aggregation && metric == other.metric
  }

  package var unit: MetricName.Unit {
    if case .probability = aggregation { .fraction } else { metric.name.unit }
  }

  /// What is small for a good policy.
  package func cost(_ value: Double) -> Double {
    value.isNaN ? .infinity : direction == .minimize ? value : -value
  }

  /// - Returns: `nil` where no trial defines the metric.
  package func value(on evaluator: MetricEvaluator) -> Value? {
    let randomisations = evaluator.result.randomisations
    func value(_ reference: MetricReference, month: Int?) -> Value? {
      let series = evaluator.series(for: reference)
      // As a gate has it, which judges the constraints of the same report.
      if case .quantile(let probability) = aggregation,
        case .success(let lines)? = evaluator.lineQuantiles(for: reference)
      {
        return Value(replicated: lines.quantile(probability), series: series, month: month)
      }
      return aggregation.replicated(series, randomisations: randomisations).map {
        Value(replicated: $0, series: series, month: month)
      }
    }
    guard metric.name.indexing == .monthOrEvery, metric.index == nil else {
      return value(metric, month: nil)
    }
    let months = 1...evaluator.result.months.fullMonths
    return months.compactMap { value(metric.month($0), month: $0) }
      .reduce(nil) { worst, month in
        guard let worst else { return month }
        return cost(month.replicated.value) > cost(worst.replicated.value) ? month : worst
      }
  }

  /// Whether a lower value of the metric, in a trial, is the better one.
  var prefersLow: Bool {
    guard case .probability(let inner, _) = aggregation else { return direction == .minimize }
    return inner.isUpperLimit == (direction == .maximize)
  }
}
