import Scenarios
import Simulation

extension Mechanism {
  static let workflow = Mechanism(
    "workflow", "workflow",
    "What one session does: turns, of which plain code answers some, a response cache some, and a"
      + " model the rest. Each model turn makes every call.",
    fields: [
      .part("turns"), .part("secondsBetweenTurns"), .part("bypass"), .part("responseCache"),
      .part("memory"), .part("longTermMemory"), .part("atContextLimit"), .part("tokenBudget"),
      .list("calls", "call"),
    ],
    sources: [.definition, .klugman], guide: .sessionModel
  ) { site in
    guard let index = site.workflowIndex, let workflow = site.workflow else { return [] }
    return [
      Figure("T", "expected turns of a session", "turns") { $0.turns(index).mean },
      Figure("p", "share of the turns bypassed", "") { $0(workflow.bypass) },
      Figure("h", "share of the rest answered by the response cache", "") {
        $0.responseHits(index) ?? 0
      },
      Figure("Tm", "expected turns that need a model", "turns", "T * (1 - p) * (1 - h)") {
        $0.modelTurns(index).mean
      },
      Figure("X", "expected inference cost over the horizon", "USD") { point in
        point.usage(index).reduce(0) { $0 + $1.cost }
      },
    ]
  }

  static let turns = Mechanism(
    "turns", shapes: ["workflow.turns"], "turns of a session",
    "How many turns a session has, on 1, 2, ... With memory the later turns send the earlier ones"
      + " again, so that the mean alone does not say the cost: E[T(T - 1)] does.",
    fields: [.value("", "T")], isAlwaysThere: true,
    sources: [
      .definition,
      Source("LMSYS-Chat-1M about 2.0, WildChat about 2.5 turns", .recalled),
    ], guide: .sessionModel
  ) { site in
    guard let index = site.workflowIndex else { return [] }
    return [
      Figure("E1", "expected turns, limits applied", "turns") { $0.turns(index).mean },
      Figure("V", "variance of the turns", "turns²") { $0.turns(index).variance },
      Figure("P2", "E[T(T - 1)]: twice the pairs of turns", "turns²", "V + E1^2 - E1") {
        $0.turns(index).pairs
      },
      Figure("O", "share of sessions of one turn", "") {
        let law = $0.turns(index).probabilities
        return law.count > 1 ? law[1] : 0
      },
    ]
  }

  static let secondsBetweenTurns = Mechanism(
    "secondsBetweenTurns", shapes: ["workflow.secondsBetweenTurns"], "time between turns",
    "Decides whether a turn still finds the session's prefix in the prompt cache.",
    fields: [.value("", "g")], isAlwaysThere: true,
    sources: [
      .definition,
      Source(
        "Default: gaps of coding-agent sessions, P50 17 s, P95 285 s, 4.9 % over five minutes",
        .measured),
    ], guide: .sessionModel
  ) { site in
    guard let workflow = site.workflow else { return [] }
    return [300.0, 3600].map { ttl in
      Figure("F\(Int(ttl))", "share of gaps of at most \(Int(ttl)) seconds", "") { point in
        if let law = point.law(workflow.secondsBetweenTurns) { return law.cdf(ttl) }
        return point.mean(workflow.secondsBetweenTurns) <= ttl ? 1 : 0
      }
    }
  }

  static let bypass = Mechanism(
    "bypass", shapes: ["workflow.bypass"], "bypass",
    "Turns that plain code answers cost no model call, and succeed.",
    fields: [.value("", "p")], isAlwaysThere: true, isSwitchable: true, sources: [.definition],
    guide: .sessionModel
  ) { site in
    guard let index = site.workflowIndex, let workflow = site.workflow else { return [] }
    return [
      Figure("T", "expected turns of a session", "turns") { $0.turns(index).mean },
      Figure("Tl", "turns that are not bypassed", "turns", "T * (1 - p)") {
        $0.turns(index).mean * (1 - $0(workflow.bypass))
      },
    ]
  }
  static let tokenBudget = Mechanism(
    "tokenBudget", shapes: ["workflow.tokenBudget"], "token budget of a session",
    "Before each turn that needs a model, the tokens that the session has been billed for are held"
      + " against the budget; once they reach it no further turn is sent. A session whose last turn"
      + " was not sent is no success.",
    fields: [.value("", "B")], isSwitchable: true, metrics: [.sessionsAtBudget],
    sources: [.definition], guide: .repetition
  ) { site in
    guard let index = site.workflowIndex else { return [] }
    return [
      Figure("T", "expected turns that need a model", "turns") { $0.modelTurns(index).mean },
      Figure("S", "expected turns that are sent, before learning", "turns") {
        $0.ends(index).turnsSent
      },
      Figure("n", "share of the turns that is not sent", "", "1 - S / T") {
        1 - $0.ends(index).turnsSent / $0.modelTurns(index).mean
      },
      Figure("A", "share of the sessions that end at the budget, before learning", "") {
        $0.ends(index).atBudget
      },
    ]
  }
}
