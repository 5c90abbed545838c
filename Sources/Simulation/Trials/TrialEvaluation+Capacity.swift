extension TrialEvaluation {
  /// Adds what a segment-week pays by the token because it does not fit; returns its cost.
  ///
  /// Spilled cost carries no request noise of its own: its fluctuation within an hour is inside its
  /// expected value.
  func addSpill(
    _ capacity: CapacityWeeks, week: Int, segment: Int, _ expected: inout [Double],
    _ sampled: inout [Double], _ output: inout StrategyOutput
  ) -> Double {
    var total = 0.0
    for (index, plan) in evaluator.strategy.capacities.enumerated() {
      let cost = capacity.spilledCost(week: week, capacity: index, segment: segment)
      guard cost > 0 else { continue }
      let model = evaluator.layout.firstPlace(ofModel: plan.model) + 5
      for flow in [FlowLayout.inference, model] {
        expected[flow] += cost
        sampled[flow] += cost
      }
      if detail != .means {
        output.breakdown[
          BreakdownPlace(segment: segment, call: plan.label, model: plan.model, meter: .spill),
          default: 0] += cost
      }
      output.capacities[index].spilledCost += cost
      total += cost
    }
    for index in evaluator.strategy.capacities.indices {
      let place = evaluator.layout.firstPlace(ofCapacity: index)
      output.capacities[index].costByToken += expected[place + FlowLayout.byToken]
    }
    return total
  }

  /// Books what capacities cost by the hour, which no segment causes alone; returns it.
  func book(
    _ capacity: CapacityWeeks, accounts: inout TrialAccounts, output: inout StrategyOutput
  ) -> Double {
    var total = 0.0
    var flows = [Double](repeating: 0, count: evaluator.layout.count)
    for week in 0..<capacity.weekCount {
      for place in flows.indices { flows[place] = 0 }
      for (index, plan) in evaluator.strategy.capacities.enumerated() {
        let cost = capacity.reserved(week: week, capacity: index)
        flows[FlowLayout.inference] += cost
        flows[evaluator.layout.firstPlace(ofModel: plan.model) + 5] += cost
        total += cost
        if detail != .means {
          output.breakdown[
            BreakdownPlace(segment: nil, call: plan.label, model: plan.model, meter: plan.meter),
            default: 0] += cost
        }
        output.capacities[index].add(capacity[week, index], cost: cost)
      }
      accounts.addShared(week: week, flows)
    }
    return total
  }
}
