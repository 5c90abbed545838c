import Scenarios
import Simulation

/// One metric of one scenario, with its index and its selectors: `cost.month(3){segment:free}`.
///
/// A reference made by parsing names only what the scenario has.
package struct MetricReference: Sendable, Hashable {
  package let name: MetricName
  /// Week or month, 1-based; `nil` for a metric without one and for every full month.
  package let index: Int?
  package let scope: Scope
  /// Strategy by name; `nil` for the one in use.
  package let strategy: String?
  /// As people type it, in the order that was typed.
  package let description: String

  /// The metric over the whole feature, under the strategy in use unless one is named.
  package init(_ name: MetricName, index: Int? = nil, strategy: String? = nil) {
    let selectors = strategy.map { [("strategy", $0)] } ?? []
    self.init(name, index: index, scope: .all, strategy: strategy, selectors: selectors)
  }

  init(
    _ name: MetricName, index: Int?, scope: Scope, strategy: String?,
    selectors: [(key: String, value: String)]
  ) {
    self.name = name
    self.index = index
    self.scope = scope
    self.strategy = strategy
    let listed = selectors.map { "\($0.key):\($0.value)" }.joined(separator: ",")
    description =
      name.rawValue + (index.map { "(\($0))" } ?? "") + (listed.isEmpty ? "" : "{\(listed)}")
  }

  private init(
    _ name: MetricName, index: Int?, scope: Scope, strategy: String?, description: String
  ) {
    self.name = name
    self.index = index
    self.scope = scope
    self.strategy = strategy
    self.description = description
  }

  /// The same metric without the name of a strategy.
  package var ofUsedStrategy: MetricReference {
    MetricReference(name, index: index, scope: scope, strategy: nil, description: description)
  }

  /// The same metric in one month of its grid.
  package func month(_ month: Int) -> MetricReference {
    precondition(name.indexing == .monthOrEvery && index == nil, "\(description) has no months")
    let rest = description.dropFirst(name.rawValue.count)
    return MetricReference(
      name, index: month, scope: scope, strategy: strategy,
      description: "\(name.rawValue)(\(month))\(rest)")
  }

  package static func == (first: MetricReference, second: MetricReference) -> Bool {
    first.name == second.name && first.index == second.index && first.scope == second.scope
      && first.strategy == second.strategy
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(index)
    hasher.combine(scope)
    hasher.combine(strategy)
  }

  /// Every metric without an index that tells something of the scenario, in the order of the names.
  package static func all(in scenario: Scenario) -> [MetricReference] {
    let hasMonths = MonthGrid(weeks: scenario.horizon.weeks).fullMonths > 0
    return MetricName.allCases.filter { name in
      (name.indexing == .none || name.indexing == .monthOrEvery && hasMonths)
        && (scenario.value != nil || !name.needsValue)
        && (scenario.routesSessions || name != .routingEscalationShare)
        && (scenario.hasBudget || name != .sessionsAtBudget)
        && (!scenario.commitments.isEmpty || !name.isOfCommitments)
    }.map { MetricReference($0) }
  }
}

extension Scenario {
  fileprivate var hasBudget: Bool { workflows.contains { $0.tokenBudget != nil } }

  /// Whether some strategy has more than one model to answer.
  fileprivate var routesSessions: Bool {
    routing?.strategies.contains { if case .single = $0.policy { false } else { true } } ?? false
  }
}
