import Scenarios
import Simulation
import Summaries

/// A condition on a forecast: `aggregation(metric) comparison limit`.
package struct Gate: Sendable, Equatable {
  package enum Aggregation: Sendable, Equatable {
    case mean
    /// `p95`, `p99.5`: the probability is 0.95, 0.995.
    case quantile(Double)
    /// Probability of `metric comparison bound`.
    case probability(Comparison, bound: Double)
  }

  package let expression: String
  package let aggregation: Aggregation
  package let metric: MetricReference
  package let comparison: Comparison
  package let limit: Double

  /// The months a gate covers, 1-based; `nil` for one that is not about every full month.
  package func months(in grid: MonthGrid) -> ClosedRange<Int>? {
    guard metric.name.indexing == .monthOrEvery, metric.index == nil else { return nil }
    return 1...grid.fullMonths
  }

  /// Index into the routing's strategies of the one it names, to be simulated too.
  package func requiredStrategy(in scenario: Scenario) -> Int? {
    guard let name = metric.strategy else { return nil }
    return scenario.routing?.strategies.firstIndex { $0.name == name }
  }

  package func requiredColumns(for scenario: Scenario) -> [ColumnKey] {
    metric.requiredColumns(for: scenario)
  }
}

extension Gate {
  /// The gates of a scenario, and a diagnostic for each that cannot be read.
  package static func gates(
    of scenario: Scenario
  ) -> (gates: [(gate: Gate, location: SourceLocation)], diagnostics: [Diagnostic]) {
    var gates: [(gate: Gate, location: SourceLocation)] = []
    var diagnostics: [Diagnostic] = []
    for source in scenario.gates {
      do {
        gates.append((try Gate(parsing: source.expression, in: scenario), source.location))
      } catch {
        diagnostics.append(Diagnostic(error, in: source))
      }
    }
    return (gates, diagnostics)
  }
}

extension Diagnostic {
  /// Places an error of an expression in the file: behind the quote that opens the string.
  fileprivate init(_ error: ExpressionError, in source: GateSource) {
    let location = SourceLocation(
      line: source.location.line, column: source.location.column + error.column,
      pointer: source.location.pointer)
    self.init(severity: .error, location: location, message: error.message)
  }
}
