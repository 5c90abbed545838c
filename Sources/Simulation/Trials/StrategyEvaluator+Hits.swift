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
    let cached = cachedCalls[workflow]
    var prefixes = SharedPrefixes(calls: cached.counts, weeks: plan.scenario.horizon.weeks)
    // Calls of one coverage are asked for together.
    for call in cached.calls {
      for (epoch, routes) in routes.enumerated() {
        let coverage = trial.coverage(
          call: call.source, ttl: call.timeToLive,
          meanGaps: trial.meanGaps(
            of: call.senders.map { (routes[$0].share, trial.ends[epoch][$0]) }))
        let share = call.senders.reduce(0) { $0 + routes[$1].share }
        let loading = call.loaders.reduce(0) { $0 + routes[$1].share }
        prefixes.add(
          plan.weeksOfEpoch[epoch], share: trial.reaching * share / call.servers, tier: call.tier,
          call: call.call, coverage: coverage, loading: share > 0 ? loading / share : 0)
      }
    }
    return prefixes
  }
}
