import Scenarios
import Simulation
import Summaries

/// A condition on a forecast: `aggregation(metric) comparison limit`, or the same on the change of
/// an aggregation against a base: `change(aggregation(metric)) comparison limit`.
package struct Gate: Sendable, Equatable {
  package enum Aggregation: Sendable, Equatable {
    case mean
    /// `p95`, `p99.5`: the probability is 0.95, 0.995.
    case quantile(Double)
    /// `tvar95`: the mean of the highest 5 %, for a probability of 0.95.
    case tailMean(Double)
    /// Probability of `metric comparison bound`.
    case probability(Comparison, bound: Double)
  }

  package enum Change: String, Sendable {
    /// In the unit of what is measured.
    case absolute
    /// As a share of the base: the limit has a percent sign.
    case relative
  }

  package let expression: String
  package let aggregation: Aggregation
  package let metric: MetricReference
  /// `nil` for a gate that needs no base.
  package let change: Change?
  package let comparison: Comparison
  /// A percentage as a fraction of one.
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

  /// The metric, or each month of it that a forecast of so many months is judged by.
  package func judgedMetrics(in grid: MonthGrid) -> [MetricReference] {
    months(in: grid).map { $0.map { metric.month($0) } } ?? [metric]
  }

  /// Inside (0, 1), that of the quantile that is judged, if one is.
  package var probability: Double? {
    guard case .quantile(let probability) = aggregation, probability > 0, probability < 1
    else { return nil }
    return probability
  }

  package func requiredColumns(for scenario: Scenario) -> [ColumnKey] {
    metric.requiredColumns(for: scenario)
  }
}

extension Gate {
  /// The gates of a scenario, and a diagnostic for each that cannot be read.
  package static func gates(
    of scenario: Scenario
  ) -> (gates: [PlacedGate], diagnostics: [Diagnostic]) {
    read(scenario.gates, in: scenario)
  }

  /// A diagnostic for each gate of a scenario with errors that cannot be read either.
  package static func diagnostics(of draft: DraftScenario) -> [Diagnostic] {
    read(draft.gates, in: draft.scenario).diagnostics
  }

  private static func read(
    _ sources: [GateSource], in scenario: Scenario
  ) -> (gates: [PlacedGate], diagnostics: [Diagnostic]) {
    var gates: [PlacedGate] = []
    var diagnostics: [Diagnostic] = []
    for source in sources {
      do {
        gates.append(try PlacedGate(source, in: scenario))
      } catch {
        diagnostics.append(Diagnostic(error, in: source))
      }
    }
    return (gates, diagnostics)
  }
}

extension Diagnostic {
  /// Places an error of an expression in the file: behind the quote that opens the string.
  ///
  /// - Parameter context: Stands before the message.
  package init(_ error: ExpressionError, in source: GateSource, of context: String = "") {
    let location = SourceLocation(
      line: source.location.line, column: source.location.column + error.column,
      pointer: source.location.pointer)
    self.init(severity: .error, location: location, message: context + error.message)
  }
}
