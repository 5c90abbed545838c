import Scenarios
import Simulation
import Summaries

extension Gate {
  /// What the gate is about, in words: which part of the feature, when, under which strategy.
  package func selection(in scenario: Scenario) -> String {
    let period: String
    if let index = metric.index {
      period = "\(metric.name.indexing == .week ? "week" : "month") \(index)"
    } else if let months = months(in: MonthGrid(weeks: scenario.horizon.weeks)) {
      period =
        months.count == 1 ? "its one full month" : "each full month, 1 to \(months.upperBound)"
    } else {
      period = "\(scenario.horizon.weeks) weeks"
    }
    let part =
      switch metric.scope {
      case .all: "the whole feature"
      case .segment(let index): "segment \(scenario.segments[index].name)"
      case .model(let name): "model \(name)"
      }
    let parts = [part, period, strategy(in: scenario), change == nil ? nil : "against the base"]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  private func strategy(in scenario: Scenario) -> String? {
    guard let routing = scenario.routing else { return nil }
    let used = routing.strategies[routing.use].name
    guard let named = metric.strategy, named != used else { return "strategy \(used), in use" }
    return "strategy \(named)"
  }
}
