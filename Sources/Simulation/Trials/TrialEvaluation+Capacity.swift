extension TrialEvaluation {
  /// Books what a segment-week pays by the token because it does not fit; returns its cost.
  ///
  /// Spilled cost carries no request noise of its own: its fluctuation within an hour is inside its
  /// expected value.
  ///
  /// - Parameter lambda: Expected sessions.
  func bookSpill(
    _ capacity: CapacityWeeks, _ segment: SegmentEvaluation, index: Int, week: Int,
    lambda: Double, _ accounts: inout TrialAccounts, _ output: inout StrategyOutput
  ) -> Double {
    var total = 0.0
    for (place, plan) in evaluator.strategy.capacities.enumerated() {
      let byToken = evaluator.layout.firstPlace(ofCapacity: place) + FlowLayout.byToken
      output.capacities[place].costByToken +=
        lambda * segment.flows.perSession(week: week, place: byToken)
      let cost = capacity.spilledCost(week: week, capacity: place, segment: index)
      guard cost > 0 else { continue }
      accounts.addInference(cost, segment: index, week: week, model: plan.model)
      if keepsBreakdown {
        output.breakdown[
          BreakdownPlace(segment: index, call: plan.label, model: plan.model, meter: .spill),
          default: 0] += cost
      }
      output.capacities[place].spilledCost += cost
      total += cost
    }
    return total
  }

  /// Books what capacities cost by the hour, which no segment causes alone; returns it.
  func book(
    _ capacity: CapacityWeeks, accounts: inout TrialAccounts, output: inout StrategyOutput
  ) -> Double {
    var total = 0.0
    for week in 0..<capacity.weekCount {
      for (index, plan) in evaluator.strategy.capacities.enumerated() {
        let cost = capacity.reserved(week: week, capacity: index)
        accounts.addInference(cost, segment: nil, week: week, model: plan.model)
        total += cost
        if keepsBreakdown {
          output.breakdown[
            BreakdownPlace(segment: nil, call: plan.label, model: plan.model, meter: plan.meter),
            default: 0] += cost
        }
        output.capacities[index].add(capacity[week, index], cost: cost)
      }
    }
    return total
  }
}
