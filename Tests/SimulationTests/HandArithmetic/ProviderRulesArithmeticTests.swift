import Pricing
import Scenarios
import Simulation
import Testing

/// What a provider bills beyond four rates, in a scenario, against hand arithmetic.
///
/// A price book of round numbers stands beside the scenario: $10 and $50 per million tokens.
struct ProviderRulesArithmeticTests {
  private static let book = """
    {"name": "round", "released": "2026-11-01", "models": [
      {"name": "m", "provider": "p", "rates": {"input": 10, "output": 50},
       "tiers": {"flex": {"factor": 0.5}, "priority": {"rates": {"input": 20, "output": 100}}},
       "regions": {"byRegion": {"eu": 1.1}},
       "fees": {"request": 0.001, "webSearch": {"price": 0.01, "per": "query"}},
       "toolPrompt": {"auto": 300, "required": 400}, "images": {"patch": 28},
       "minimumCacheTokens": 0, "cacheBlockTokens": 1, "checked": "2026-10-20", "source": "round"},
      {"name": "long", "provider": "q", "rates": {"input": 10, "output": 50},
       "tokenizer": {"base": "m", "ratio": 1.3},
       "minimumCacheTokens": 0, "cacheBlockTokens": 1, "checked": "2026-10-20", "source": "round"}
    ]}
    """

  private func decode(
    prices: String = "", call: String, prompt: String = "", root: String = "", model: String = "m",
    turns: Int = 1, workflow: String = ""
  ) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    ScenarioDecoder.decode(
      text: Array(
        """
        {"name": "Rules", "attribution": {"feature": "rules"}, "horizon": {"weeks": 1},
         "prices": {"book": "round.json"\(prices)},
         "segments": {"all": {"users": 1000, "sessionsPerUserPerWeek": 1}},
         "workflows": {"chat": {"turns": \(turns)\(workflow), "calls": [{"name": "a",
           "model": "\(model)", "prompt": {"system": 1000\(prompt)}, "output": 100,
           "maxTokens": 1000\(call)}]}}\(root)}
        """.utf8), file: "test.json", book: .builtin,
      fileReader: { $0 == "round.json" ? Array(Self.book.utf8) : nil })
  }

  /// US dollars of one session.
  private func cost(
    prices: String = "", call: String = "", prompt: String = "", root: String = "",
    model: String = "m", turns: Int = 1, workflow: String = ""
  ) async throws -> Double {
    let decoded = decode(
      prices: prices, call: call, prompt: prompt, root: root, model: model, turns: turns,
      workflow: workflow)
    let scenario = try #require(decoded.scenario, "\(decoded.diagnostics)")
    let result = try await Simulator(scenario: scenario, options: SimulationOptions(trials: 64))
      .run()
    let series = try #require(result.strategies[0].columns[ColumnKey(.inferenceCost)])
    let breakdown = result.strategies[0].breakdown.flatMap(\.means).reduce(0, +)
    #expect(isClose(breakdown / Double(result.randomisations), series.expected[0]))
    let bridge = result.strategies[0].bridge.map(\.amount).reduce(0, +)
    #expect(isClose(bridge, series.expected[0]))
    return series.expected[0] / 1000
  }

  /// 1,000 tokens in and 100 out are $0.010 and $0.005; each request $0.001 besides.
  @Test func aRequestPaysItsFee() async throws {
    #expect(isClose(try await cost(), 0.016))
  }

  @Test func tiersHaveTheirOwnRates() async throws {
    #expect(isClose(try await cost(call: #", "serviceTier": "flex""#), 0.0085))
    #expect(isClose(try await cost(call: #", "serviceTier": "priority""#), 0.031))
  }

  @Test func aRegionCostsMoreByToken() async throws {
    #expect(isClose(try await cost(prices: #", "region": "eu""#), 0.0175))
    #expect(isClose(try await cost(prices: #", "region": "us""#), 0.016))
  }

  @Test func aDiscountIsOnEverythingThatTheProviderBills() async throws {
    #expect(isClose(try await cost(prices: #", "discounts": {"p": 0.25}"#), 0.012))
    #expect(isClose(try await cost(prices: #", "discounts": {"q": 0.25}"#), 0.016))
    let both = #", "region": "eu", "discounts": {"p": 0.25}"#
    #expect(isClose(try await cost(prices: both), 0.75 * 0.0175))
  }

  @Test func searchesArePaidWithEveryBilledAttempt() async throws {
    #expect(isClose(try await cost(call: #", "webSearches": 2"#), 0.036))
    // Failure 0.5, two attempts, failed ones billed in full: 1.5 attempts.
    let retried =
      #", "webSearches": 2, "retry": {"failureRate": 0.5, "maxAttempts": 2, "billedFraction": 1}"#
    #expect(isClose(try await cost(call: retried), 1.5 * 0.036))
  }

  @Test func toolsBringAHiddenPrompt() async throws {
    #expect(isClose(try await cost(prompt: #", "tools": 200"#), 0.016 + 0.005))
    #expect(
      isClose(
        try await cost(call: #", "toolChoice": "required""#, prompt: #", "tools": 200"#),
        0.016 + 0.006))
    #expect(isClose(try await cost(call: #", "toolChoice": "required""#), 0.016))
  }

  /// 280 × 560 pixels are 10 × 20 patches; in the second turn both pictures are sent.
  @Test func picturesStayInTheHistory() async throws {
    let images = #", "images": {"count": 1.5, "width": 280, "height": 560}"#
    #expect(isClose(try await cost(prompt: images), 0.016 + 0.003))
    let two = try await cost(prompt: images, turns: 2, workflow: #", "memory": "full""#)
    #expect(isClose(two, 2 * (0.016 + 0.003) + (300 + 100) * 10e-6))
  }

  @Test func lengthsAreConvertedToTheTokensOfTheModel() async throws {
    let alike = try await cost(model: "long")
    #expect(isClose(alike, 0.015))
    let converted = try await cost(prices: #", "tokensOf": "m""#, model: "long")
    #expect(isClose(converted, 1.3 * 0.015))
    // The cap is in the model's own tokens: 130 tokens are cut to 120.
    let cut = decode(prices: #", "tokensOf": "m""#, call: "", model: "long")
    #expect(cut.diagnostics.isEmpty)
    // A message of 500 tokens of `long`, counted in those of `m`, and its price there.
    let back = try await cost(prices: #", "tokensOf": "long""#)
    #expect(isClose(back, 0.015 / 1.3 + 0.001))
  }

  @Test func aCapCutsConvertedAnswers() async throws {
    let decoded = decode(
      prices: #", "tokensOf": "m""#, call: #", "temperature": 1"#, model: "long")
    let text = #", "tokensOf": "m""#
    let scenario = try #require(decoded.scenario)
    #expect(scenario.prices.tokensOf?.name == "m")
    // 100 tokens of `m` are 130 of `long`; the cap of 1,000 does not bind, one of 120 does.
    let free = try await cost(prices: text, model: "long")
    let capped = try await cappedCost(at: 120)
    #expect(isClose(free - capped, 10 * 50e-6))
  }

  private func cappedCost(at cap: Int) async throws -> Double {
    let (scenario, findings) = ScenarioDecoder.decode(
      text: Array(
        """
        {"name": "Cap", "attribution": {"feature": "cap"}, "horizon": {"weeks": 1},
         "prices": {"book": "round.json", "tokensOf": "m"},
         "segments": {"all": {"users": 1000, "sessionsPerUserPerWeek": 1}},
         "workflows": {"chat": {"calls": [{"name": "a", "model": "long",
           "prompt": {"system": 1000}, "output": 100, "maxTokens": \(cap)}]}}}
        """.utf8), file: "test.json", book: .builtin, fileReader: { _ in Array(Self.book.utf8) })
    let result = try await Simulator(
      scenario: try #require(scenario, "\(findings)"), options: SimulationOptions(trials: 64)
    ).run()
    let columns = result.strategies[0].columns
    // An answer that is cut off does not succeed.
    #expect(columns[ColumnKey(.successes)]?.expected[0] == 0)
    return try #require(columns[ColumnKey(.inferenceCost)]).expected[0] / 1000
  }

  @Test func aModelLikeAnotherKeepsItsRules() async throws {
    let root = #", "models": {"mine": {"like": "m", "input": 5}}"#
    #expect(isClose(try await cost(root: root, model: "mine"), 0.005 + 0.005 + 0.001))
    let flex = try await cost(call: #", "serviceTier": "flex""#, root: root, model: "mine")
    #expect(isClose(flex, 0.0025 + 0.0025 + 0.001))
    let counted = try await cost(prices: #", "tokensOf": "mine""#, root: root, model: "long")
    #expect(isClose(counted, 1.3 * 0.015))
  }

  /// Sessions played one by one, against their expectation; 5.33 standard errors are 1e-7.
  @Test func sessionsOneByOneFollowTheSameRules() async throws {
    let text = """
      {"name": "Few", "attribution": {"feature": "few"}, "horizon": {"weeks": 1},
       "prices": {"book": "round.json", "tokensOf": "m", "region": "eu", "discounts": {"q": 0.2}},
       "segments": {"all": {"users": 10, "sessionsPerUserPerWeek": 1}},
       "workflows": {"chat": {"turns": {"geometric": {"mean": 2}}, "memory": "full", "calls": [
         {"name": "a", "model": "m", "serviceTier": "flex", "webSearches": 0.7,
          "prompt": {"system": 1000, "tools": 300, "user": {"exponential": {"mean": 200}},
                     "images": {"count": 0.5, "width": 280, "height": 560}},
          "output": {"gamma": {"mean": 300, "cv": 0.6}}, "maxTokens": 900,
          "loop": {"steps": {"geometric": {"mean": 0.5}}, "maxSteps": 4, "toolResult": 150},
          "validate": {"failureRate": 0.3, "with": "long"}},
         {"name": "b", "model": "long", "prompt": {"user": {"exponential": {"mean": 200}}},
          "output": {"exponential": {"mean": 80}}, "maxTokens": 150}]}}}
      """
    let (scenario, findings) = ScenarioDecoder.decode(
      text: Array(text.utf8), file: "test.json", book: .builtin,
      fileReader: { _ in Array(Self.book.utf8) })
    let options = SimulationOptions(trials: 1 << 15)
    let result = try await Simulator(
      scenario: try #require(scenario, "\(findings)"), options: options
    ).run()
    #expect(result.notes.contains { $0.message.contains("one by one in 100.0 %") })
    for flow in [Flow.inferenceCost, .calls, .inputTokens, .outputTokens] {
      let series = try #require(result.strategies[0].columns[ColumnKey(flow)])
      let count = Double(series.sampled.count)
      let mean = series.sampled.reduce(0, +) / count
      let squares = series.sampled.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = (squares / (count - 1) / count).squareRoot()
      let expected = series.expected.reduce(0, +) / count
      #expect(abs(mean - expected) <= 5.33 * error, "\(flow): \(mean) ± \(error), \(expected)")
      #expect(error < 0.005 * mean)
    }
  }

  @Test(arguments: [
    (#", "serviceTier": "batch""#, "/workflows/chat/calls/0/serviceTier", "no batch price"),
    (#", "batch": true"#, "/workflows/chat/calls/0/batch", "no batch price"),
    (
      #", "batch": true, "serviceTier": "flex""#, "/workflows/chat/calls/0/serviceTier",
      "remove one of the two"
    ),
    (#", "serviceTier": "fast!""#, "/workflows/chat/calls/0/serviceTier", "allowed is"),
    (#", "webSearches": -1"#, "/workflows/chat/calls/0/webSearches", "allowed is"),
  ])
  func whatTheBookDoesNotPriceIsRefused(call: String, pointer: String, words: String) {
    let findings = decode(call: call).diagnostics
    #expect(
      findings.contains { $0.location.pointer == pointer && $0.message.contains(words) },
      "\(findings)")
  }

  @Test(arguments: [
    (#", "discounts": {"pp": 0.2}"#, "/prices/discounts/pp", "Providers are `p` and `q`"),
    (#", "discounts": {"p": 2}"#, "/prices/discounts/p", "allowed is"),
    (#", "tokensOf": "mm""#, "/prices/tokensOf", "there is no model `mm`"),
  ])
  func termsAreChecked(prices: String, pointer: String, words: String) {
    let findings = decode(prices: prices, call: "").diagnostics
    #expect(
      findings.contains { $0.location.pointer == pointer && $0.message.contains(words) },
      "\(findings)")
  }
}
