import JSONDocuments
import Scenarios

extension Lever {
  /// A part of the sessions on a smaller model. What part it can answer, nobody has said.
  static let tiering = Lever(.tiering) { site in
    guard let strategy = site.strategy, site.hasRoutedCalls else {
      return .idle(
        .tiering, "the calls name their models; a strategy of `routing` can divide sessions")
    }
    guard case .single(let large, _) = strategy.policy else {
      return .idle(
        .tiering, "the strategy \(Wording.code(strategy.name)) divides its sessions already")
    }
    let routed = site.calls.filter { $0.call.model == nil }
    let found = CheaperModels(
      than: large, in: site, reading: routed.map(site.longestPrompt).max() ?? 0, excluding: [])
    guard let small = found.names.first else {
      return .idle(.tiering, "there is no cheaper model to send simple sessions to")
    }
    let classifier = site.anyClassifier
    func strategyText(sendingSmall share: Double) -> JSONText {
      site.tiered(small: small, share: share, large: large, classifier: classifier)
    }
    func edits(_ share: Double) -> [ScenarioEdit] {
      [ScenarioEdit(site.strategyWay, to: strategyText(sendingSmall: share), in: site.root)]
    }
    let sorting =
      classifier == nil
      ? "; the classifier that sorts them is not priced, as the scenario has none"
      : "; sorted by the classifier that the scenario has in another strategy"
    return Findings(proposals: [
      LeverProposal(
        .tiering, at: "routing.strategies.\(strategy.name)",
        "send a part of the sessions to \(small)" + sorting, edits(0.1),
        quality: .unknown(
          "how often \(small) succeeds on the sessions that it is sent is stated nowhere"),
        missing: LeverProposal.MissingNumber(
          share: "the sessions that \(small) can answer",
          inVain: classifier == nil ? nil : edits(0)))
    ])
  }
}

extension LeverSite {
  /// The first classifier of any strategy.
  fileprivate var anyClassifier: JSONText? {
    guard
      case .object(let strategies)? = root.part([.member("routing"), .member("strategies")])?
        .value
    else { return nil }
    return strategies.lazy.compactMap { $0.value.member("classifier")?.value.text }.first
  }

  /// The strategy in use with its model behind a smaller one.
  fileprivate func tiered(
    small: String, share: Double, large: String, classifier: JSONText?
  ) -> JSONText {
    guard case .object(let members)? = root.part(strategyWay)?.value else {
      preconditionFailure("a strategy is an object")
    }
    let success = members.first { $0.key == "success" }.map {
      [JSONText.Member(key: "success", value: $0.value.text)]
    }
    func tier(_ model: String, _ share: [JSONText.Member]) -> JSONText {
      .object([JSONText.Member(key: "model", value: .string(model))] + share + (success ?? []))
    }
    let tiers = JSONText.array([
      tier(small, [JSONText.Member(key: "share", value: .number(share))]), tier(large, []),
    ])
    let kept = members.filter { !["single", "success"].contains($0.key) }
      .map { JSONText.Member(key: $0.key, value: $0.value.text) }
    return .object(
      (classifier.map { [JSONText.Member(key: "classifier", value: $0)] } ?? [])
        + [JSONText.Member(key: "tiers", value: tiers)] + kept)
  }
}
