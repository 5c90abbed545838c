import JSONDocuments
import Scenarios

/// A place of the scenario that names a model which answers.
struct ModelSlot {
  let way: [JSONStep]
  let model: String
  /// What it is, in words.
  let role: String
  let calls: [LeverSite.CallSite]
}

extension LeverSite {
  /// Where the models that answer are named: in calls, and in the strategy in use.
  var modelSlots: [ModelSlot] {
    let own = calls.compactMap { site in
      site.call.model.map {
        ModelSlot(way: site.way + [.member("model")], model: $0, role: site.path, calls: [site])
      }
    }
    guard let strategy, hasRoutedCalls else { return own }
    let routed = calls.filter { $0.call.model == nil }
    let name = "routing.strategies.\(strategy.name)"
    func slot(_ steps: [JSONStep], _ model: String, _ role: String) -> ModelSlot {
      ModelSlot(way: strategyWay + steps, model: model, role: "\(name).\(role)", calls: routed)
    }
    let slots: [ModelSlot] =
      switch strategy.policy {
      case .single(let model, _): [slot([.member("single")], model, "single")]
      case .tiered(let tiered):
        tiered.tiers.enumerated().map { index, tier in
          slot([.member("tiers"), .element(index), .member("model")], tier.model, "tiers.\(index)")
        }
      case .cascade(let cascade):
        [cascade.small, cascade.large].enumerated().map { index, model in
          slot([.member("stages"), .element(index)], model, "stages.\(index)")
        }
      case .router(let router):
        [("small", router.small), ("large", router.large)].map { side, part in
          slot(
            [.member("router"), .member(side), .member("model")], part.model, "router.\(side)")
        }
      }
    return own + slots
  }
}

extension Lever {
  /// A cheaper model in place of one that answers. What nobody measured on these sessions is not
  /// known: the forecast holds success, and the advice says how far it may fall.
  static let model = Lever(.model) { site in
    site.modelSlots.findings { slot in
      let path = slot.role
      guard let price = site.price(slot.model) else { return Findings() }
      if let capacity = site.scenario.capacities.first(where: { $0.model == slot.model }) {
        return Findings(idle: [
          IdleLever(
            .model, at: path,
            "\(slot.model) is paid by the hour in \(Wording.code(capacity.name)), not by the token")
        ])
      }
      let longest = slot.calls.map(site.longestPrompt).max() ?? 0
      let found = CheaperModels(
        than: slot.model, in: site, reading: longest, excluding: site.triedAsStrategies(slot))
      guard !found.names.isEmpty else {
        return Findings(idle: [
          IdleLever(
            .model, at: path,
            "no cheaper model of \(price.provider) in the scenario or the price book reads"
              + " \(Int(longest.rounded(.up))) tokens")
        ])
      }
      return Findings(
        proposals: found.names.map { name in
          LeverProposal(
            .model, at: path, "\(name) in place of \(slot.model)",
            [ScenarioEdit(slot.way, to: .string(name), in: site.root)],
            quality: .unknown("how often \(name) succeeds on these sessions is stated nowhere"))
        },
        idle: found.omitted == 0
          ? []
          : [
            IdleLever(
              .model, at: path,
              "\(found.omitted) further cheaper model\(found.omitted == 1 ? "" : "s") of the price"
                + " book: not tried, name \(found.omitted == 1 ? "it" : "one") in a strategy")
          ])
    }
  }
}

extension LeverSite {
  /// Models that other strategies of the scenario put in this very place, with success rates of their
  /// own.
  fileprivate func triedAsStrategies(_ slot: ModelSlot) -> Set<String> {
    guard case .single? = strategy?.policy, slot.way.first == .member("routing"),
      let routing = scenario.routing
    else { return [] }
    return Set(
      routing.strategies.compactMap {
        if case .single(let model, _) = $0.policy { model } else { nil }
      })
  }
}
