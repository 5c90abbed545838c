import Scenarios

extension StrategyEvaluator {
  /// Probability that a session finds each call's shared prefix cached: `[week][tier][call]`.
  ///
  /// - Parameter routes: By epoch and tier.
  func hits(
    workflow: Int, trial: WorkflowTrial, routes: [[DeliveredRoute]], prefix: PrefixHits
  ) -> [[[Double]]] {
    let model = models[workflow]
    let weeks = plan.scenario.horizon.weeks
    var hits = [[[Double]]](
      repeating: model.plan.tiers.map { [Double](repeating: 0, count: $0.calls.count) },
      count: weeks)
    let weeksOfEpoch = plan.epochs.indices.map { epoch in
      (0..<weeks).filter { plan.epochOfWeek[$0] == epoch }
    }
    // Calls of one coverage are asked for together.
    var kinds: [(coverage: Double, loading: Double, streams: [PrefixStream])] = []
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
          let loadingShare = share > 0 ? loading / share : 0
          let streams = weeksOfEpoch[epoch].map { week in
            PrefixStream(
              tier: tier, call: call, week: week, share: trial.reaching * share / callPlan.servers)
          }
          if let place = kinds.firstIndex(where: {
            $0.coverage == coverage && $0.loading == loadingShare
          }) {
            kinds[place].streams += streams
          } else {
            kinds.append((coverage, loadingShare, streams))
          }
        }
      }
    }
    for (coverage, loading, streams) in kinds {
      let rates = prefix.rates(
        streams.map { ($0.week, $0.share) }, coverage: coverage, loading: loading)
      for (stream, rate) in zip(streams, rates) {
        hits[stream.week][stream.tier][stream.call] = rate
      }
    }
    return hits
  }
}

/// The sessions of a week that use the shared prefix of one call.
private struct PrefixStream {
  let tier: Int
  let call: Int
  let week: Int
  /// Of the workflow's sessions.
  let share: Double
}
