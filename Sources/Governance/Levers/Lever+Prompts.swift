import JSONDocuments
import Scenarios
import Simulation

extension Lever {
  /// A shorter system prompt: it is paid with every request.
  static let systemPrompt = Lever(.systemPrompt) { site in
    let cut = site.settings.promptCut
    return site.calls.findings { call in
      let system = call.call.prompt.system
      guard site.point(system) > 0 else {
        return Findings(idle: [IdleLever(.systemPrompt, at: call.path, "it has no system prompt")])
      }
      guard let edit = site.edit(scaling: system, at: call, by: 1 - cut) else {
        return Findings(idle: [
          IdleLever(
            .systemPrompt, at: call.path,
            "the length of its system prompt is written as what cannot be scaled safely; shorten it"
              + " by hand and compare with `diff`")
        ])
      }
      return Findings(proposals: [
        LeverProposal(
          .systemPrompt, at: call.path,
          "a system prompt \(LeverSite.percent(cut)) shorter in \(Wording.code(call.call.name))",
          [edit],
          quality: .unknown("whether the shorter prompt instructs as well is stated nowhere"))
      ])
    }
  }

  /// A history that does not grow with the conversation.
  static let history = Lever(.history) { site in
    site.workflows.findings { workflow in
      func idle(_ reason: String) -> Findings {
        Findings(idle: [IdleLever(.history, at: workflow.path, reason)])
      }
      let turns = site.settings.historyTurns
      let longest = site.point.turns(workflow.index).quantile(0.99)
      guard longest > 1 else { return idle("a session has one turn") }
      let isFull: Bool
      switch workflow.workflow.memory {
      case .none: return idle("no earlier turn is sent again")
      case .summary: return idle("already there: a rolling summary")
      case .windowTokens: return idle("already there: a window of tokens")
      case .windowTurns(let present):
        guard present > turns else { return idle("already there: a window of \(present) turns") }
        isFull = false
      case .full: isFull = true
      }
      guard longest > Double(turns) + 1 else {
        return idle("99 of 100 sessions end before a window of \(turns) turns leaves anything out")
      }
      let unknown = LeverProposal.Quality.unknown(
        "whether answers suffer from what they no longer see is stated nowhere")
      func proposal(_ title: String, _ memory: JSONText) -> LeverProposal {
        LeverProposal(
          .history, at: workflow.path, title, [site.edit(workflow.way, "memory", to: memory)],
          quality: unknown)
      }
      let window = proposal(
        "send the latest \(turns) turns again, no more", ["window": ["turns": .integer(turns)]])
      let summary = proposal(
        "a rolling summary of \(LeverSite.summaryTokens) tokens before the latest"
          + " \(LeverSite.summaryKeeps) turns",
        [
          "summary": [
            "tokens": .integer(LeverSite.summaryTokens),
            "prompt": .integer(LeverSite.summaryPrompt),
            "keepTurns": .integer(LeverSite.summaryKeeps),
            "everyTurns": .integer(LeverSite.summaryKeeps),
          ]
        ])
      return Findings(proposals: isFull ? [window, summary] : [window])
    }
  }

  /// A limit that cuts the longest answers off.
  static let maxTokens = Lever(.maxTokens) { site in
    site.calls.findings { call in
      func idle(_ reason: String) -> Findings {
        Findings(idle: [IdleLever(.maxTokens, at: call.path, reason)])
      }
      guard let law = site.point.law(call.call.output) else {
        return idle("its output is stated as one number, so that there is no long tail to cut")
      }
      let share = site.settings.wholeAnswers
      let scale = site.point.promptExtras(call.workflow.index, call: call.index).scale
      let factor = site.point.output(of: call.call, tokenScale: scale).factor
      let limit = Int((law.quantile(share) * factor).rounded(.up))
      if let present = call.call.maxTokens, present <= limit {
        return idle(
          "already there: \(present) tokens, where \(LeverSite.percent(share)) of the answers have"
            + " \(limit) or fewer")
      }
      return Findings(proposals: [
        LeverProposal(
          .maxTokens, at: call.path,
          "at most \(limit) tokens an answer in \(Wording.code(call.call.name)), which"
            + " \(LeverSite.percent(share)) of them keep",
          [site.edit(call.way, "maxTokens", to: .integer(max(limit, 1)))],
          quality: .modelled("an answer that is cut off fails"))
      ])
    }
  }
}

extension LeverSite {
  /// Lengths of a short summary and of what asks for it; a project that has its own replaces them.
  static let summaryTokens = 300
  static let summaryPrompt = 150
  static let summaryKeeps = 2

  static func percent(_ share: Double) -> String {
    Wording.number(Decision.clean(share * 100)) + " %"
  }

  /// An input of a call's prompt times a factor; of a named assumption that no other kind of input
  /// shares, the assumption.
  fileprivate func edit(
    scaling quantity: Quantity, at call: CallSite, by factor: Double
  ) -> ScenarioEdit? {
    let way = call.way + [.member("prompt"), .member("system")]
    guard let node = root.part(way) else { return nil }
    if case .string(let name)? = node.member("assumption")?.value.value {
      guard case .unknown(let index) = quantity.value,
        scenario.assumptions[index].usedBy == [quantity.path]
      else { return nil }
      let shared: [JSONStep] = [.member("assumptions"), .member(name)]
      return root.part(shared)?.scaled(by: factor).map { ScenarioEdit(shared, to: $0, in: root) }
    }
    return node.scaled(by: factor).map { ScenarioEdit(way, to: $0, in: root) }
  }
}
