import Foundation
import Scenarios
import Simulation

extension Mechanism {
  static let routing = Mechanism(
    "routing", "routing",
    "Strategies of choosing the model of calls that name none, and the one in use.",
    fields: [.value("use"), .named("strategies", "strategy")],
    metrics: [.costPerUnit, .costPerSuccessfulUnit, .qualitySuccess], sources: [.definition],
    guide: .comparing)

  static let strategy = Mechanism(
    "strategy", "routing strategy",
    "Which model answers a session, how often it succeeds there, and what a successful unit costs.",
    fields: [
      .value("single"), .list("tiers", "tier"), .value("stages"), .part("router"),
      .form("success", "p"), .part("classifier"), .part("misroute"), .part("judge"),
      .part("escalation"), .part("quality", "jointQuality"), .part("fallback"),
      .part("batchShare"), .value("capacity"), .value("latencyClass"),
    ],
    metrics: [.costPerUnit, .costPerSuccessfulUnit, .qualitySuccess, .routingEscalationShare],
    sources: routingSources, guide: .sessionModel
  ) { site in
    switch site.policy {
    case .tiered(let tiered): tieredFigures(tiered)
    case .cascade(let cascade): cascadeFigures(cascade)
    case .router(let router): routerFigures(router)
    case .single(_, let success):
      [Figure("Q", "success of a session on the model", "", "p") { $0(success) }]
    case nil: []
    }
  }

  static let routingSources = [
    Source(
      "Ong et al., \"RouteLLM: Learning to Route LLMs with Preference Data\" (2024),"
        + " arXiv 2406.18665", .published),
    Source("Joint success of two models counted in RouteLLM's own data (GSM8K, MMLU)", .measured),
  ]

  // MARK: - Tiers

  /// Shares of the tiers and what succeeds there.
  static func tieredFigures(_ tiered: Tiered) -> [Figure] {
    let count = tiered.tiers.count
    var figures: [Figure] = []
    for (place, tier) in tiered.tiers.enumerated() {
      let number = place + 1
      if let share = tier.share {
        figures.append(
          Figure("b\(number)", "sessions that belong to tier \(number), \(tier.model)", "") {
            $0(share)
          })
      } else {
        let others = (1..<count).map { " - b\($0)" }.joined()
        figures.append(
          Figure("b\(number)", "the rest, to \(tier.model)", "", "1" + others) { point in
            1 - tiered.tiers.compactMap(\.share).reduce(0) { $0 + point($1) }
          })
      }
      figures.append(
        Figure("p\(number)", "success of a session that belongs to tier \(number)", "") {
          $0(tier.success)
        })
    }
    return figures + misrouteInputs(tiered) + tierShares(tiered)
  }

  private static func misrouteInputs(_ tiered: Tiered) -> [Figure] {
    [
      Figure("x", "harder sessions sent to tier 1, where they fail", "") { point in
        tiered.misroute.map { point($0.hardSentSmall) } ?? 0
      },
      Figure("y", "sessions of tier 1 sent to the last", "") { point in
        tiered.misroute.map { point($0.easySentLarge) } ?? 0
      },
    ]
  }

  private static func tierShares(_ tiered: Tiered) -> [Figure] {
    let count = tiered.tiers.count
    let shares = (1...count).map { number -> Figure in
      let formula =
        number == 1
        ? "b1 * (1 - y) + (1 - b1) * x"
        : "b\(number) * (1 - x)" + (number == count ? " + b1 * y" : "")
      return Figure("s\(number)", "sessions sent to tier \(number)", "", formula) {
        $0.mainRoutes()[number - 1].share
      }
    }
    let success =
      "p1 * b1 * (1 - y)" + (2...count).map { " + p\($0) * s\($0)" }.joined()
    return shares + [
      Figure("Q", "success of a session, answers that are cut or lost apart", "", success) {
        $0.mainRoutes().reduce(0) { $0 + $1.share * $1.success }
      }
    ]
  }

  static let tier = Mechanism(
    "tier", "tier",
    "One model and the sessions that belong to it; the last tier takes the rest. Misrouted sessions"
      + " move between the first tier and the others.",
    fields: [.value("model"), .value("share"), .value("success")], sources: routingSources,
    guide: .sessionModel
  ) { site in
    if case .tiered(let tiered) = site.policy { tieredFigures(tiered) } else { [] }
  }

  static let misroute = Mechanism(
    "misroute", "misrouting",
    "Sorting errs both ways: a hard session on the first tier fails, an easy one on the last only"
      + " costs more.",
    fields: [.value("hardSentSmall", "x"), .value("easySentLarge", "y")], isSwitchable: true,
    metrics: [.costPerUnit, .costPerSuccessfulUnit, .qualitySuccess], sources: routingSources,
    guide: .sessionModel
  ) { site in
    guard case .tiered(let tiered) = site.policy, let share = tiered.tiers[0].share else {
      return []
    }
    return [
      Figure("b1", "sessions that belong to tier 1", "") { $0(share) },
      Figure("h", "hard sessions that fail on tier 1", "", "(1 - b1) * x") { point in
        tiered.misroute.map { (1 - point(share)) * point($0.hardSentSmall) } ?? 0
      },
      Figure("g", "easy sessions on the last tier", "", "b1 * y") { point in
        tiered.misroute.map { point(share) * point($0.easySentLarge) } ?? 0
      },
    ]
  }

  // MARK: - Requests beside the answers

  static let classifier = Mechanism(
    "classifier", "classifier",
    "A model reads the user's message at every model turn and sorts the session.",
    fields: [.value("model"), .value("prompt"), .value("output")], isSwitchable: true,
    sources: [.definition], guide: .sessionModel
  ) { site in sorterFigures(site, "classifier") }

  static let judge = Mechanism(
    "judge", "judge",
    "A model reads the message and the small model's answer at every model turn.",
    fields: [.value("model"), .value("prompt"), .value("output")], isSwitchable: true,
    sources: [.definition], guide: .sessionModel
  ) { site in sorterFigures(site, "judge") }

  private static func sorterFigures(_ site: Site, _ label: String) -> [Figure] {
    guard let index = site.routedWorkflow else { return [] }
    let name = scenarioName(index, site)
    return [
      Figure("Tm", "expected model turns of a session of \(name)", "turns") {
        $0.modelTurns(index).mean
      },
      Figure("n", "sessions over the horizon", "sessions") { $0.arrivals(index).reduce(0, +) },
      Figure("K", "requests over the horizon", "requests") {
        $0.total(index, "\(name).\(label)", \.requests)
      },
      Figure("X", "their cost over the horizon", "USD") {
        $0.total(index, "\(name).\(label)", \.cost)
      },
      Figure("c", "cost of a session", "USD", "X / n") {
        $0.total(index, "\(name).\(label)", \.cost) / $0.arrivals(index).reduce(0, +)
      },
    ]
  }

  static let fallback = Mechanism(
    "fallback", shapes: ["strategy.fallback"], "fallback",
    "A turn in which a request failed on every attempt is answered anew by another model, without a"
      + " cache.",
    fields: [.value("")], isSwitchable: true,
    metrics: [.costPerUnit, .costPerSuccessfulUnit, .qualitySuccess],
    sources: [.definition], guide: .sessionModel
  ) { site in
    guard let index = site.routedWorkflow else { return [] }
    let calls = site.scenario.workflows[index].calls
    return calls.indices.filter { calls[$0].model == nil }.map { call in
      let mark = call == 0 ? "" : String(call + 1)
      return Figure("z" + mark, "turns of \(calls[call].name) that the fallback answers", "") {
        1 - $0.arrived(index, call: call)
      }
    }
  }

  static let batchShare = Mechanism(
    "batchShare", shapes: ["strategy.batchShare"], "share of the batch service",
    "Sessions that can wait go to the providers' batch services, at their price.",
    fields: [.value("", "w")], isSwitchable: true, sources: [.definition], guide: .prices
  ) { site in
    guard let strategy = site.chosenStrategy else { return [] }
    return strategy.policy.models.enumerated().compactMap { place, model in
      guard let price = site.scenario.models[model], let batch = price.tiers[.batch] else {
        return nil
      }
      return Figure("d\(place + 1)", "price of input in batch over the standard, \(model)", "") {
        _ in batch.table.rates.input / price.rates.input
      }
    }
  }
}

extension EnginePoint {
  /// Routes of the first workflow that routes, batch copies joined; no numbers where every call names
  /// its own model, so that no session is routed.
  func mainRoutes() -> [(share: Double, success: Double)] {
    let routed = scenario.workflows.firstIndex { workflow in
      workflow.calls.contains { $0.model == nil }
    }
    guard let routed else { return Array(repeating: (.nan, .nan), count: 10) }
    let routes = self.routes(routed)
    guard strategyHasBatchShare else { return routes }
    let half = routes.count / 2
    return (0..<half).map { (routes[$0].share + routes[$0 + half].share, routes[$0].success) }
  }
}
