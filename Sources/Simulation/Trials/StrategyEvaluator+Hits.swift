import Scenarios

extension StrategyEvaluator {
  /// Probability that a session finds each call's shared prefix cached: `[week][tier][call]`.
  ///
  /// - Parameter routes: By epoch and tier.
  func hits(
    workflow: Int, trial: WorkflowTrial, routes: [[DeliveredRoute]], prefix: PrefixHits
  ) -> [[[Double]]] {
    let model = models[workflow]
    let reaching = trial.atLeast.count > 1 ? trial.atLeast[1] : 0
    let weeks = plan.scenario.horizon.weeks
    var hits = [[[Double]]](
      repeating: model.plan.tiers.map { [Double](repeating: 0, count: $0.calls.count) },
      count: weeks)
    // Calls of one coverage are asked for together.
    var kinds: [(coverage: Double, calls: [(tier: Int, call: Int)])] = []
    for (tier, tierPlan) in model.plan.tiers.enumerated() {
      for (call, callPlan) in tierPlan.calls.enumerated() {
        guard let ttl = callPlan.timeToLive else { continue }
        let coverage = trial.coverage(call: callPlan.source, ttl: ttl)
        if let place = kinds.firstIndex(where: { $0.coverage == coverage }) {
          kinds[place].calls.append((tier, call))
        } else {
          kinds.append((coverage, [(tier, call)]))
        }
      }
    }
    for (coverage, calls) in kinds {
      var streams: [(week: Int, share: Double)] = []
      streams.reserveCapacity(calls.count * weeks)
      for (tier, call) in calls {
        // A session keeps a prefix warm on the model it was sent to.
        let callPlan = model.plan.tiers[tier].calls[call]
        let senders = model.plan.tiers.indices.filter {
          model.plan.tiers[$0].sends(call: callPlan.source, to: callPlan.model)
        }
        let shares = routes.map { epoch in senders.reduce(0) { $0 + epoch[$1].share } }
        for week in 0..<weeks {
          streams.append((week, reaching * shares[plan.epochOfWeek[week]] / callPlan.servers))
        }
      }
      let rates = prefix.rates(streams, coverage: coverage)
      for (place, (tier, call)) in calls.enumerated() {
        for week in 0..<weeks { hits[week][tier][call] = rates[place * weeks + week] }
      }
    }
    return hits
  }
}
