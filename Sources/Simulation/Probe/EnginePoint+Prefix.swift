import Scenarios

/// How a call's cached prefix fares in one week, on the model that most sessions are sent to.
package struct PrefixFigures: Sendable {
  package let model: String
  /// P(gap ≤ lifetime), and the mean of the shorter of both, in seconds.
  package let ownHit: Double
  package let coveredGap: Double
  /// Gaps inside a session that reaches a model.
  package let gaps: Double
  /// Seconds that one session keeps the prefix cached.
  package let coverage: Double
  /// Sessions of the week on one prefix and server.
  package let sessions: Double
  /// First requests that find the prefix kept by another session.
  package let sharedHit: Double
}

extension EnginePoint {
  /// - Precondition: The call has a cache.
  package func prefix(_ workflow: Int, call: Int, week: Int) -> PrefixFigures {
    guard let ttl = scenario.workflows[workflow].calls[call].cache?.ttl.seconds else {
      preconditionFailure("call \(call) has no cache")
    }
    let evaluator = probe.evaluator
    let trial = trials[workflow]
    let arrivals = traffic.arrivals[workflow]
    let routes = evaluator.routes(workflow: workflow, trial: trial, inputs: inputs)
    let prefix = PrefixHits(tables: probe.plan.coldTables(inputs), arrivals: arrivals)
    let hits = evaluator.hits(workflow: workflow, trial: trial, routes: routes, prefix: prefix)
    let tiers = evaluator.models[workflow].plan.tiers
    let epoch = probe.plan.epochOfWeek[week]
    let now = routes[epoch]
    let busiest = now.indices.max { (now[$0].share, -$0) < (now[$1].share, -$1) } ?? 0
    let place = tiers[busiest].calls.firstIndex { $0.source == call && !$0.isFallback } ?? 0
    let plan = tiers[busiest].calls[place]
    let senders = tiers.indices.filter { tiers[$0].sends(call: call, to: plan.model) }
    let share = senders.reduce(0) { $0 + now[$1].share }
    let gaps = trial.meanGaps(of: senders.map { (now[$0].share, trial.ends[epoch][$0]) })
    return PrefixFigures(
      model: plan.modelName, ownHit: trial.gaps[call].ownHit,
      coveredGap: trial.gaps[call].covered, gaps: gaps,
      coverage: trial.coverage(call: call, ttl: ttl, meanGaps: gaps),
      sessions: arrivals.total[week] * trial.reaching * share / plan.servers,
      sharedHit: hits[week, busiest, place])
  }
}
