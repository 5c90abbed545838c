/// The calls of a workflow whose shared prefix is cached, whatever the trial.
struct CachedCalls {
  struct Call {
    let tier: Int
    /// Its place in the tier, and in the workflow.
    let call: Int
    let source: Int
    /// Seconds.
    let timeToLive: Double
    let servers: Double
    /// Tiers that keep the prefix warm: a session does so on the model it was sent to.
    let senders: [Int]
    /// Those of them that load a capacity.
    let loaders: [Int]
  }

  let calls: [Call]
  /// By tier, the number of all calls.
  let counts: [Int]

  init(_ plan: WorkflowPlan) {
    let tiers = plan.tiers
    counts = tiers.map { $0.calls.count }
    calls = tiers.enumerated().flatMap { tier, tierPlan in
      tierPlan.calls.enumerated().compactMap { place, call in
        call.timeToLive.map { timeToLive in
          let senders = tiers.indices.filter {
            tiers[$0].sends(call: call.source, to: call.model)
          }
          return Call(
            tier: tier, call: place, source: call.source, timeToLive: timeToLive,
            servers: call.servers, senders: senders,
            loaders: senders.filter { tiers[$0].loadsAny })
        }
      }
    }
  }
}
