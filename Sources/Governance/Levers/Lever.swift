/// A lever: the ways to pull it in a scenario, and why there are none.
package struct Lever: Sendable {
  package struct Findings: Sendable {
    package var proposals: [LeverProposal] = []
    package var idle: [IdleLever] = []

    static func idle(_ lever: LeverName, _ reason: String) -> Findings {
      Findings(idle: [IdleLever(lever, reason)])
    }

    static func + (lhs: Findings, rhs: Findings) -> Findings {
      Findings(proposals: lhs.proposals + rhs.proposals, idle: lhs.idle + rhs.idle)
    }
  }

  package let name: LeverName
  package let find: @Sendable (LeverSite) -> Findings

  init(_ name: LeverName, find: @escaping @Sendable (LeverSite) -> Findings) {
    self.name = name
    self.find = find
  }

  package static let all = [
    strategy, model, tiering, systemPrompt, history, maxTokens, promptCache, responseCache,
    embeddingCache, batch, bypass, retries, loops, location,
  ]
}

extension Sequence {
  /// What a lever finds at each of several places.
  func findings(_ find: (Element) -> Lever.Findings) -> Lever.Findings {
    reduce(Lever.Findings()) { $0 + find($1) }
  }
}
