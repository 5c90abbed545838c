import Scenarios

extension StrategyEvaluator {
  /// Probability that a session finds each call's shared prefix cached.
  ///
  /// - Parameter routes: By epoch and tier.
  func hits(
    workflow: Int, trial: WorkflowTrial, routes: [[DeliveredRoute]], prefix: PrefixHits
  ) -> WeeklyHits {
    let prefixes = prefixes(workflow: workflow, trial: trial, routes: routes)
    return prefixes.hits(prefix, prefixes.loads(prefix))
  }

  /// Which sessions use the shared prefix of each call.
  ///
  /// - Parameter routes: By epoch and tier.
  func prefixes(
    workflow: Int, trial: WorkflowTrial, routes: [[DeliveredRoute]]
  ) -> SharedPrefixes {
    let model = models[workflow]
    let weeks = plan.scenario.horizon.weeks
    var prefixes = SharedPrefixes(calls: model.plan.tiers.map(\.calls.count), weeks: weeks)
    let weeksOfEpoch = plan.epochs.indices.map { epoch in
      (0..<weeks).filter { plan.epochOfWeek[$0] == epoch }
    }
    // Calls of one coverage are asked for together.
    for (tier, tierPlan) in model.plan.tiers.enumerated() {
      for (call, callPlan) in tierPlan.calls.enumerated() {
        guard let ttl = callPlan.timeToLive else { continue }
        // A session keeps a prefix warm on the model it was sent to.
        let senders = model.plan.tiers.indices.filter {
          model.plan.tiers[$0].sends(call: callPlan.source, to: callPlan.model)
        }
        for (epoch, routes) in routes.enumerated() {
          let coverage = trial.coverage(
            call: callPlan.source, ttl: ttl,
            meanGaps: trial.meanGaps(of: senders.map { (routes[$0].share, trial.ends[epoch][$0]) }))
          let share = senders.reduce(0) { $0 + routes[$1].share }
          let loading = senders.reduce(0) {
            $0 + (model.plan.tiers[$1].loadsAny ? routes[$1].share : 0)
          }
          prefixes.add(
            weeksOfEpoch[epoch].map {
              PrefixStream(week: $0, share: trial.reaching * share / callPlan.servers)
            }, tier: tier, call: call, coverage: coverage, loading: share > 0 ? loading / share : 0)
        }
      }
    }
    return prefixes
  }
}
