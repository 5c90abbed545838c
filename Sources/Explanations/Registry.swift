extension Mechanism {
  /// Every mechanism of the scenario language.
  package static let all: [Mechanism] = [
    scenario, horizon, prices, model, assumption, segment, adoption, churn, heterogeneity,
    trafficEvent, demand, background, shadowShare, workflow, turns, secondsBetweenTurns, bypass,
    responseCache, popularity, lookup, memory, summary, atContextLimit, tokenBudget, summaryRequest,
    longTermMemory, memoryWrite, call, prompt, images, samplingEffect, cache, retry, failureKind,
    outage, validation, loop, delegate, priceChange, capacity, provisioned, selfHosted, routing,
    strategy, tier, misroute, classifier, judge, escalation, jointQuality, router, routerSide,
    fallback, batchShare, harness, vectorQueries, egress, service, regions, flow, fixed,
    commitment, value, costDisplacement, revenue, retention, premium, learning, correlation, plan,
    gate, decision,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// - Precondition: There is one of the name; a test sees to it.
  package static func named(_ name: String) -> Mechanism {
    guard let mechanism = byName[name] else { preconditionFailure("no mechanism \(name)") }
    return mechanism
  }
}
