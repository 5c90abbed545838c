import Scenarios
import Simulation

/// Metrics that follow from the recorded columns of one simulated strategy.
///
/// Economic metrics (margin, profit, ROI, payback, npv) also need what a unit is worth; they are
/// answered by `MetricEvaluator`, which asks here for the rest.
package struct Metrics: Sendable {
  package let result: SimulationResult
  /// Index into the strategies of the result.
  package let strategy: Int

  package init(_ result: SimulationResult, strategy: Int) {
    precondition(result.strategies.indices.contains(strategy), "no strategy \(strategy)")
    self.result = result
    self.strategy = strategy
  }

  /// The metric in every trial; `nil` for an economic one.
  ///
  /// `cost.month` without an index is the average full month of each trial. A ratio is NaN in a
  /// trial where it is undefined (no units, no tokens). The strategy that `reference` may name is
  /// not looked at.
  package func series(for reference: MetricReference) -> TrialSeries? {
    let scope = reference.scope
    switch reference.name {
    case .costTotal: return cost(scope, .total)
    case .costWeek: return cost(scope, .week(Self.position(reference)))
    case .costMonth:
      return reference.index == nil
        ? averageMonth(scope) : cost(scope, .month(Self.position(reference)))
    case .costInference: return column(.inferenceCost, scope)
    case .costHarness: return column(.harnessCost, scope)
    case .costFixed: return column(.fixedCost, scope)
    case .costCommitments: return column(.commitmentCost, scope)
    case .costIdleCommitments: return column(.idleCommitmentCost, scope)
    case .costPerUnit: return .ratio(cost(scope, .total), column(.units, Self.denominator(scope)))
    case .costPerSuccessfulUnit:
      return .ratio(cost(scope, .total), column(.successes, Self.denominator(scope)))
    case .tokensInput: return column(.inputTokens, scope)
    case .tokensCacheRead: return column(.cacheReadTokens, scope)
    case .tokensCacheWrite: return column(.cacheWriteTokens, scope)
    case .tokensOutput: return column(.outputTokens, scope)
    case .callsPerUnit:
      return .ratio(column(.calls, scope), column(.units, Self.denominator(scope)))
    case .cacheHitRate:
      let read = column(.cacheReadTokens, scope)
      let sent = read + column(.inputTokens, scope) + column(.cacheWriteTokens, scope)
      return .ratio(read, sent)
    case .qualitySuccess: return .ratio(column(.successes, scope), column(.units, scope))
    case .routingEscalationShare:
      return .ratio(column(.escalations, scope), column(.sessions, scope))
    case .sessionsAtBudget: return .ratio(column(.budgetEnds, scope), column(.sessions, scope))
    case .unitsTotal: return column(.units, scope)
    case .marginPerUnit, .profitMonth, .roiMonth, .roiAsPrintedMonth, .paybackMonths, .npv:
      return nil
    }
  }

  /// Cost in a period: with fixed costs and commitments for the whole feature, without them for a segment, and the
  /// inference alone for a model.
  package func cost(_ scope: Scope = .all, _ period: Period = .total) -> TrialSeries {
    let flows = scope.costFlows
    return flows.dropFirst().reduce(column(flows[0], scope, period)) {
      $0 + column($1, scope, period)
    }
  }

  /// A recorded column. A model that this strategy never calls has none, and is zero.
  package func column(
    _ flow: Flow, _ scope: Scope = .all, _ period: Period = .total
  ) -> TrialSeries {
    let columns = result.strategies[strategy].columns
    if let series = columns[ColumnKey(flow, scope: scope, period: period)] { return series }
    if case .model = scope, columns[ColumnKey(.inferenceCost, scope: scope)] == nil {
      return TrialSeries(repeating: 0, count: result.trials)
    }
    preconditionFailure("\(flow) of \(scope) in \(period) was not recorded")
  }

  private func averageMonth(_ scope: Scope) -> TrialSeries {
    let months = result.months.fullMonths
    precondition(months > 0, "a horizon of \(result.months.weeks) weeks has no full month")
    let sum = (1..<months).reduce(cost(scope, .month(0))) { $0 + cost(scope, .month($1)) }
    return sum.scaled(by: 1 / Double(months))
  }

  /// Units belong to no model: a ratio of a model is to the units of the whole feature.
  private static func denominator(_ scope: Scope) -> Scope {
    if case .model = scope { .all } else { scope }
  }

  private static func position(_ reference: MetricReference) -> Int {
    guard let index = reference.index else {
      preconditionFailure("\(reference.description) has no index")
    }
    return index - 1
  }
}
