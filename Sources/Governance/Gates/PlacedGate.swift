import Economics
import Scenarios
import Summaries

/// A gate where it is written, and what it means that it does not hold.
package struct PlacedGate: Sendable, Equatable {
  package let gate: Gate
  package let level: RuleLevel
  package let location: SourceLocation

  package init(gate: Gate, level: RuleLevel, location: SourceLocation) {
    self.gate = gate
    self.level = level
    self.location = location
  }

  package init(_ source: GateSource, in scenario: Scenario) throws(ExpressionError) {
    self.init(
      gate: try Gate(parsing: source.expression, in: scenario), level: source.level,
      location: source.location)
  }

  /// Holds the gate against a forecast; a change without base stays open.
  ///
  /// - Parameter looks: How often the gate may be judged before its verdict is final.
  package func report(
    on evaluator: MetricEvaluator, against base: Gate.Side? = nil, looks: Int = 1
  ) -> GateReport {
    if gate.change != nil, base == nil {
      return open(
        in: evaluator.result.scenario,
        "A change is measured against a base: cogcast gate --base.")
    }
    return gate.report(on: evaluator, against: base, level: level, at: location, looks: looks)
  }

  /// A report without a measurement, which a person must look at.
  package func open(in scenario: Scenario, _ sentence: String) -> GateReport {
    GateReport(
      gate: gate, level: level, location: location, outcome: .inconclusive, measured: nil,
      interval: nil, confidence: 0, month: nil, selection: gate.selection(in: scenario),
      sentence: sentence)
  }
}
