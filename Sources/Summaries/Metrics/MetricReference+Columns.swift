import Scenarios
import Simulation

extension MetricReference {
  /// Columns this metric reads that a simulation records only when asked: months of a segment
  /// or of a model.
  package func requiredColumns(for scenario: Scenario) -> [ColumnKey] {
    guard scope != .all, name.indexing != .none else { return [] }
    let every = 1...max(MonthGrid(weeks: scenario.horizon.weeks).fullMonths, 1)
    let months = index.map { $0...$0 } ?? every
    return months.flatMap { month in
      scope.costFlows.map {
        ColumnKey($0, scope: scope, period: .month(month - 1))
      }
    }
  }
}
