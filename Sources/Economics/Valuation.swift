import Scenarios
import Simulation
import Summaries

/// What a feature earns and what it took to build, trial by trial.
package struct Valuation: Sendable {
  package let metrics: Metrics
  private let method: ValueMethod

  /// - Returns: `nil` for a scenario without a `value` block.
  package init?(_ metrics: Metrics) {
    guard let method = metrics.result.scenario.value else { return nil }
    self.metrics = metrics
    self.method = method
  }

  /// US dollars earned in a period; of a model, nothing is.
  ///
  /// Displacement and subscriptions do not multiply by success: the deflection rate already has
  /// it inside, and a subscriber pays all the same.
  package func value(_ scope: Scope = .all, _ period: Period = .total) -> TrialSeries {
    switch method {
    case .costDisplacement(let humanCost, let deflection):
      metrics.column(.units, scope, period) * draws(humanCost) * draws(deflection)
    case .revenue(let uplift, let averageTransactionValue):
      metrics.column(.successes, scope, period) * draws(uplift) * draws(averageTransactionValue)
    case .retention(let retainedPerUnit, let lifetimeValueDelta):
      metrics.column(.successes, scope, period) * draws(retainedPerUnit) * draws(lifetimeValueDelta)
    case .premium(let subscriptionPrice):
      metrics.column(.activeUserMonths, scope, period) * draws(subscriptionPrice)
    }
  }

  /// Value less all cost of a period; the one-off cost is not in it.
  package func profit(_ period: Period) -> TrialSeries {
    value(.all, period) - metrics.cost(.all, period)
  }

  package var oneOff: TrialSeries { draws(metrics.result.scenario.fixed.oneOff) }

  /// Value less inference and harness, over units: what one more unit adds.
  package func marginPerUnit(_ scope: Scope = .all) -> TrialSeries {
    let variable = metrics.column(.inferenceCost, scope) + metrics.column(.harnessCost, scope)
    return .ratio(value(scope) - variable, metrics.column(.units, scope))
  }

  /// An input in every trial.
  private func draws(_ quantity: Quantity) -> TrialSeries {
    switch quantity.value {
    case .known(let value): TrialSeries(repeating: value, count: metrics.result.trials)
    case .unknown(let index): TrialSeries(metrics.result.assumptionValues[index])
    }
  }
}
