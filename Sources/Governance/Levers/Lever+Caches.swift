import JSONDocuments
import Pricing
import Scenarios
import Simulation

extension Lever {
  /// The beginning of the prompt kept at the provider, at a lower price.
  static let promptCache = Lever(.promptCache) { site in
    site.calls.findings { call in
      func idle(_ reason: String) -> Findings {
        Findings(idle: [IdleLever(.promptCache, at: call.path, reason)])
      }
      let prices = site.models(answering: call.call).compactMap(site.price)
      let keepsAnHour = prices.contains { $0.rates.cacheWrite1h != nil }
      if let cache = call.call.cache {
        guard cache.ttl == .fiveMinutes, keepsAnHour else {
          return idle("already there, for \(cache.ttl.rawValue)")
        }
        return Findings(proposals: [
          site.cacheProposal(
            call, "keep the cached prompt of \(Wording.code(call.call.name)) for an hour",
            site.edit(call.way, "cache", "ttl", to: "1h"))
        ])
      }
      let prefix = site.cachablePrefix(call)
      guard prefix > 0 else { return idle("nothing in its prompt is the same in two requests") }
      let discounting = prices.filter { $0.rates.cacheRead < $0.rates.input }
      guard !discounting.isEmpty else {
        return idle(
          "\(Wording.list(prices.map(\.name))) charge\(prices.count == 1 ? "s" : "") as much for"
            + " cached input as for any")
      }
      guard discounting.contains(where: { Double($0.minimumCacheTokens) <= prefix }) else {
        let least = discounting.map(\.minimumCacheTokens).min() ?? 0
        return idle(
          "what could be cached has \(Int(prefix.rounded())) tokens, and its models cache \(least)"
            + " or more")
      }
      let lives = keepsAnHour ? ["5m", "1h"] : ["5m"]
      return Findings(
        proposals: lives.map { life in
          site.cacheProposal(
            call,
            "cache the beginning of the prompt of \(Wording.code(call.call.name)) for \(life)",
            site.edit(call.way, "cache", to: ["ttl": .string(life)]))
        })
    }
  }

  /// Whole answers kept for questions that come again. How often they do, nobody has said.
  static let responseCache = Lever(.responseCache) { site in
    site.workflows.findings { workflow in
      guard workflow.workflow.responseCache == nil else {
        return Findings(idle: [
          IdleLever(.responseCache, at: workflow.path, "already there")
        ])
      }
      let question =
        site.calls(of: workflow).map { site.point.mean($0.call.prompt.user) }.max() ?? 0
      func edit(_ hitRate: Double) -> ScenarioEdit {
        site.edit(
          workflow.way, "responseCache",
          to: [
            "hitRate": .number(hitRate),
            "lookup": ["embeddingPrice": .number(site.embeddingPrice(of: question))],
          ])
      }
      return Findings(proposals: [
        LeverProposal(
          .responseCache, at: workflow.path,
          "answer questions of \(Wording.code(workflow.workflow.name)) that come again from a cache;"
            + " a lookup costs the embedding of the question by \(LeverSite.embeddingModel)",
          [edit(0.1)],
          quality: .unknown("how many cached answers belong to another question is stated nowhere"),
          missing: LeverProposal.MissingNumber(
            share: "the turns whose question was answered before", inVain: [edit(0)]))
      ])
    }
  }

  /// Embeddings of the same text made once.
  static let embeddingCache = Lever(.embeddingCache) { site in
    let share = 0.1
    let services = site.scenario.harness.services.filter { $0.kind == .embeddings }
    let found = services.findings { service in
      let way: [JSONStep] = [.member("harness"), .member("services"), .member(service.name)]
      let path = "harness.services.\(service.name)"
      let written = site.root.part(way + [.member("quantity")])
      guard let less = written.map({ $0.scaled(by: 1 - share) }) ?? .number(1 - share) else {
        return Findings(idle: [
          IdleLever(
            .embeddingCache, at: path,
            "its quantity is written as what cannot be scaled safely; lower it by hand and compare"
              + " with `diff`")
        ])
      }
      return Findings(proposals: [
        LeverProposal(
          .embeddingCache, at: path, "embed repeated text of \(Wording.code(service.name)) once",
          [site.edit(way, "quantity", to: less)],
          quality: .unchanged("the embedding of a text is always the same"),
          missing: LeverProposal.MissingNumber(share: "the text that was embedded before"))
      ])
    }
    return services.isEmpty
      ? .idle(.embeddingCache, "the harness has no service of the kind `embeddings`") : found
  }
}

extension LeverSite {
  /// What embeds a question where the scenario does not say: as services of the harness without a price.
  fileprivate static let embeddingModel = "text-embedding-3-small"

  /// US dollars of embedding so many tokens, by the price book on the scenario's day; nothing where it
  /// has no price.
  fileprivate func embeddingPrice(of tokens: Double) -> Double {
    let price = book.price(of: Self.embeddingModel, on: scenario.prices.asOf)
    return Decision.clean(tokens * (price?.rates.input ?? 0) / 1_000_000)
  }

  fileprivate func cacheProposal(
    _ call: CallSite, _ title: String, _ edit: ScenarioEdit
  ) -> LeverProposal {
    LeverProposal(
      .promptCache, at: call.path, title, [edit],
      quality: .unchanged("the model reads the same prompt"))
  }

  /// Tokens at the beginning of a prompt that a later request repeats: at the last turn that counts.
  fileprivate func cachablePrefix(_ call: CallSite) -> Double {
    let prompt = call.call.prompt
    let fixed = point(prompt.tools) + point(prompt.system)
    let turns = point.modelTurns(call.workflow.index).quantile(0.99)
    let isRepeated = call.workflow.workflow.memory.sendsHistory && turns > 1
    let fresh = point.mean(prompt.user) + point.mean(prompt.retrieved)
    return isRepeated ? max(longestPrompt(call) - fresh, fixed) : fixed
  }
}

extension Memory {
  fileprivate var sendsHistory: Bool {
    switch self {
    case .none: false
    case .windowTurns(let turns): turns > 0
    case .full, .windowTokens, .summary: true
    }
  }
}
