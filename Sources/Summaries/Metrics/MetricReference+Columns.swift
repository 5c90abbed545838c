import Scenarios
import Simulation

extension MetricReference {
  /// Columns this metric reads that a simulation records only when asked: weeks and months of a
  /// segment or of a model.
  package func requiredColumns(for scenario: Scenario) -> [ColumnKey] {
    guard scope != .all else { return [] }
    let periods: [Period]
    switch (name.indexing, index) {
    case (.none, _): return []
    case (.week, let week): periods = week.map { [.week($0 - 1)] } ?? []
    case (_, let month?): periods = [.month(month - 1)]
    case (_, nil):
      periods = (0..<MonthGrid(weeks: scenario.horizon.weeks).fullMonths).map(Period.month)
    }
    return periods.flatMap { period in
      Metrics.costFlows(of: scope).map { ColumnKey($0, scope: scope, period: period) }
    }
  }
}
