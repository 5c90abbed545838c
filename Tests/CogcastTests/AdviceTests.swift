import Cogcast
import Foundation
import Testing

/// Levers whose saving is known by hand: 1,000 sessions a week are 13,000/3 in a month of 13/3 weeks,
/// on a model at $5 and $20 a million tokens.
struct AdviceTests {
  private static let sessions = 13_000.0 / 3

  /// - Parameters:
  ///   - call: Members of the one call beside its name.
  ///   - workflow: Members of the one workflow beside its calls.
  ///   - routing: A block, or nothing for the model `m`.
  static func scenario(
    call: String = #""prompt": { "system": 1000 }, "output": 100, "maxTokens": 200"#,
    workflow: String = "", routing: String = "", top: String = "", users: String = "1000"
  ) -> String {
    let model = routing.isEmpty ? #""model": "m","# : ""
    return """
      { "name": "Hand", "attribution": { "feature": "hand" }, "horizon": { "weeks": 13 },
        "segments": { "all": { "users": \(users), "sessionsPerUserPerWeek": 1, "workflow": "chat" } },
        "models": { "m": { "input": 5, "output": 20 }, "n": { "input": 1, "output": 5 } },
        "workflows": { "chat": { \(workflow) "calls": [
          { "name": "answer", \(model) \(call) } ] } }\(routing.isEmpty ? "" : ", \"routing\": \(routing)")\(top) }
      """
  }

  private static func advise(
    _ text: String, _ request: AdviceRequest = AdviceRequest(), trials: Int = 64
  ) async throws -> Advice {
    let feature = try FeatureScenario(text: text)
    let advice = try await feature.advise(request, RunOptions(trials: trials))
    return try Advice(advice.report(.json))
  }

  @Test func `a shorter system prompt saves its tokens in every request`() async throws {
    let advice = try await Self.advise(Self.scenario())
    let lever = try advice.lever("systemPrompt")
    #expect(abs(try lever.saving - Self.sessions * 250 * 5e-6) < 1e-9)
    #expect(try lever.edit("workflows.chat.calls.answer.prompt.system") as? Double == 750)
    #expect(lever.members["quality"] as? String == "unknown")
    #expect(lever.members["success"] is NSNull)
    // A session costs $0.007, and $0.00575 with the shorter prompt: as much a success at 0.00575/0.007.
    #expect(abs(try lever.breakEven - 0.00575 / 0.007) < 1e-12)
  }

  @Test func `what an effort may cost is the saving of the months asked for`() async throws {
    let advice = try await Self.advise(
      Self.scenario(), AdviceRequest(months: 2, hourlyRate: 50))
    let lever = try advice.lever("systemPrompt")
    let saving = 2 * Self.sessions * 250 * 5e-6
    #expect(abs(try lever.mean("paidBack") - saving) < 1e-9)
    // In half of the trials, which have the noise of requests.
    let half = try quantile(0.5, in: try #require(lever.members["paidBack"] as? [String: Any]))
    #expect(abs(try lever.number("paidBackHours") - half / 50) < 1e-9)
  }

  /// Percentiles scale, and so do the sizes of a law; its shape stays.
  @Test(arguments: [
    (#"{ "p5": 800, "p95": 1200, "note": "x" }"#, #"{ "p5": 600, "p95": 900, "note": "x" }"#),
    (
      #"{ "lognormal": { "mean": 1000, "cv": 0.2 } }"#,
      #"{ "lognormal": { "mean": 750, "cv": 0.2 } }"#
    ),
    (
      #"{ "pert": { "min": 400, "mode": 800, "max": 1600 } }"#,
      #"{ "pert": { "min": 300, "mode": 600, "max": 1200 } }"#
    ),
  ])
  func `an unknown system prompt is shortened in proportion`(
    before: String, after: String
  ) async throws {
    let call = #""prompt": { "system": SYSTEM }, "output": 100, "maxTokens": 200"#
    let advice = try await Self.advise(
      Self.scenario(call: call.replacingOccurrences(of: "SYSTEM", with: before)), trials: 256)
    let lever = try advice.lever("systemPrompt")
    let written = try #require(try lever.edit("workflows.chat.calls.answer.prompt.system"))
    let expected = try JSONSerialization.jsonObject(with: Data(after.utf8))
    #expect((written as? NSDictionary) == (expected as? NSDictionary))
    // In every trial a quarter of what the prompt costs.
    let cost = try advice.number(["cost", "mean", "value"]) - Self.sessions * 100 * 20e-6
    #expect(abs(try lever.saving - cost / 4) < 1e-9 * cost)
  }

  private static let single = """
    { "use": "one", "strategies": { "one": { "single": "m", "success": 0.9 },
      "half": { "tiers": [ { "model": "n", "share": 0.5, "success": 0.8 },
        { "model": "m", "success": 0.9 } ] } } }
    """

  /// A session costs $0.007 on m and $0.0015 on n.
  @Test func `another strategy saves by its shares and changes success by its rates`() async throws
  {
    let advice = try await Self.advise(Self.scenario(routing: Self.single))
    let lever = try advice.lever("strategy")
    #expect(abs(try lever.saving - Self.sessions * 0.5 * 0.0055) < 1e-9)
    #expect(abs(try lever.value("success") + 0.05) < 1e-12)
    #expect(try lever.edit("routing.use") as? String == "half")
    // $0.00425 a session at 85 % is less a success than $0.007 at 90 %.
    let steps = try #require(advice.sequence["steps"] as? [[String: Any]])
    #expect(steps.first?["lever"] as? String == "strategy")
  }

  @Test func `a smaller model saves its rates, and its success is not invented`() async throws {
    let advice = try await Self.advise(Self.scenario(routing: Self.single))
    let lever = try advice.lever("model")
    #expect(abs(try lever.saving - Self.sessions * 0.0055) < 1e-9)
    #expect(try lever.edit("routing.strategies.one.single") as? String == "n")
    #expect(lever.members["success"] is NSNull)
    #expect(lever.members["profit"] is NSNull)
    #expect(abs(try lever.breakEven - 0.9 * 0.0015 / 0.007) < 1e-12)
    let steps = try #require(advice.sequence["steps"] as? [[String: Any]])
    #expect(!steps.contains { $0["quality"] as? String == "unknown" })
  }

  /// A success is worth $0.02: 0.9 · 0.02 less 0.007 is s · 0.02 less 0.0015 at s = 0.625.
  @Test func `with a value the saving is lost where profit is as before`() async throws {
    let value = #", "value": { "revenue": { "uplift": 0.02, "averageTransactionValue": 1 } }"#
    let advice = try await Self.advise(Self.scenario(routing: Self.single, top: value))
    #expect(abs(try advice.lever("model").breakEven - 0.625) < 1e-9)
    // Half of the sessions on n: 5 points of success less, $0.00275 a session less.
    let profit = try advice.lever("strategy").mean("profit")
    #expect(abs(profit - Self.sessions * (0.00275 - 0.05 * 0.02)) < 1e-9)
  }

  /// Work displaced is worth its rate of today times success over success of today: 0.018 · 0.85/0.9.
  @Test func `the value of displaced work follows success`() async throws {
    let value = #", "value": { "costDisplacement": { "humanCost": 0.18, "deflection": 0.1 } }"#
    let advice = try await Self.advise(Self.scenario(routing: Self.single, top: value))
    let profit = try advice.lever("strategy").mean("profit")
    #expect(abs(profit - Self.sessions * (0.00275 - 0.018 * 0.05 / 0.9)) < 1e-9)
  }

  @Test func `tiering is told by ten points of the sessions`() async throws {
    let advice = try await Self.advise(Self.scenario(routing: Self.single))
    let lever = try advice.conditional("tiering")
    #expect(abs(try lever.tenPoints - Self.sessions * 0.1 * 0.0055) < 1e-9)
    #expect(try lever.number("paysFrom") == 0)
  }

  /// The classifier of another strategy reads 100 tokens and writes 2 at $1 and $5: $0.00011 a session,
  /// which 2 % of the sessions on n pay.
  @Test func `a classifier has to be paid before tiering pays`() async throws {
    let routing = Self.single.replacingOccurrences(
      of: #""half": {"#,
      with: #""half": { "classifier": { "model": "n", "prompt": 100, "output": 2 },"#)
    let lever = try await Self.advise(Self.scenario(routing: routing)).conditional("tiering")
    #expect(abs(try lever.tenPoints - Self.sessions * 0.1 * 0.0055) < 1e-9)
    #expect(abs(try lever.value("running") - Self.sessions * 0.00011) < 1e-9)
    #expect(abs(try lever.number("paysFrom") - 0.00011 / 0.0055) < 1e-9)
  }

  /// Six turns of 150 tokens: of the history of turns 4, 5 and 6 a window of two leaves out 1, 2 and 3.
  @Test func `a window saves the turns that it leaves out`() async throws {
    let text = Self.scenario(
      call: #""prompt": { "user": 100 }, "output": 50, "maxTokens": 200"#,
      workflow: #""turns": 6, "memory": "full","#)
    let advice = try await Self.advise(text, AdviceRequest(historyTurns: 2))
    let lever = try advice.lever("history") { $0.contains("again, no more") }
    #expect(abs(try lever.saving - Self.sessions * 6 * 150 * 5e-6) < 1e-9)
  }

  /// Lengths uniform to 200: the limit is 190, the mean 190 - 190²/400, and one answer of 20 fails.
  @Test func `an output limit saves the tail and fails what it cuts`() async throws {
    let text = Self.scenario(
      call: #""prompt": { "system": 1000 }, "output": { "uniform": { "min": 0, "max": 200 } }"#)
    let lever = try await Self.advise(text).lever("maxTokens")
    #expect(try lever.edit("workflows.chat.calls.answer.maxTokens") as? Double == 190)
    let cut = 190 - 190.0 * 190 / 400
    #expect(abs(try lever.saving - Self.sessions * (100 - cut) * 20e-6) < 1e-9)
    #expect(abs(try lever.value("success") + 0.05) < 1e-12)
  }

  /// A tenth of the questions come again; embedding one of 50 tokens costs $0.000001.
  @Test func `a response cache pays from the lookup over the cost of a turn`() async throws {
    let text = Self.scenario(
      call: #""prompt": { "system": 950, "user": 50 }, "output": 100, "maxTokens": 200"#)
    let lever = try await Self.advise(text).conditional("responseCache")
    #expect(abs(try lever.tenPoints - Self.sessions * 0.1 * 0.007) < 1e-9)
    #expect(abs(try lever.value("running") - Self.sessions * 1e-6) < 1e-9)
    #expect(abs(try lever.number("paysFrom") - 1e-6 / 0.007) < 1e-9)
  }

  @Test func `an embedding cache is told by ten points of the text`() async throws {
    let harness = """
      , "harness": { "services": { "index": { "kind": "embeddings", "per": "session",
        "quantity": 5000, "price": 0.1, "priceFor": 1000000 } } }
      """
    let lever = try await Self.advise(Self.scenario(top: harness)).conditional("embeddingCache")
    #expect(abs(try lever.tenPoints - Self.sessions * 0.1 * 0.0005) < 1e-9)
    #expect(try lever.edit("harness.services.index.quantity") as? Double == 4500)
  }

  private static func batching(_ text: String) -> String {
    text.replacingOccurrences(
      of: #""m": { "input""#, with: #""m": { "like": "claude-opus-5-5", "input""#)
  }

  /// Batches of the model that `m` is like cost half.
  @Test func `batches are told by ten points of the sessions that can wait`() async throws {
    let text = Self.batching(
      Self.scenario(routing: #"{ "strategies": { "one": { "single": "m" } } }"#))
    let lever = try await Self.advise(text).conditional("batch")
    #expect(abs(try lever.tenPoints - Self.sessions * 0.1 * 0.0035) < 1e-9)
    let own = try await Self.advise(Self.batching(Self.scenario())).conditional("batch")
    #expect(abs(try own.tenPoints - Self.sessions * 0.1 * 0.0035) < 1e-9)
    #expect(try own.number("tried") == 1)
  }

  @Test func `what is declared to wait goes into batches whole`() async throws {
    let text = Self.batching(
      Self.scenario(
        routing: #"{ "strategies": { "one": { "single": "m", "latencyClass": "batch" } } }"#))
    let lever = try await Self.advise(text).lever("batch")
    #expect(abs(try lever.saving - Self.sessions * 0.0035) < 1e-9)
  }

  /// 300 runs a week beside the users' sessions, each at their cost.
  private static func background(users: String) -> String {
    batching(
      scenario(
        top: #", "background": { "index": { "workflow": "work", "runsPerWeek": 300 } }"#,
        users: users)
    ).replacingOccurrences(
      of: #""workflows": {"#,
      with: #"""
        "workflows": { "work": { "calls": [ { "name": "read", "model": "m", "maxTokens": 200,
          "prompt": { "system": 1000 }, "output": 100 } ] },
        """#)
  }

  @Test func `background work can wait`() async throws {
    let lever = try await Self.advise(Self.background(users: "1000")).lever("batch")
    #expect(abs(try lever.saving - 1300 * 0.0035) < 1e-9)
  }

  @Test func `work that makes no unit takes part in the sequence`() async throws {
    let advice = try await Self.advise(Self.background(users: "0"))
    let steps = try #require(advice.sequence["steps"] as? [[String: Any]])
    #expect(steps.first?["lever"] as? String == "batch")
  }

  @Test func `plain code saves the turns that it answers`() async throws {
    let lever = try await Self.advise(Self.scenario()).conditional("bypass")
    #expect(abs(try lever.tenPoints - Self.sessions * 0.1 * 0.007) < 1e-9)
    let more = try await Self.advise(Self.scenario(workflow: #""bypass": 0.3,"#))
      .conditional("bypass")
    #expect(try more.edit("workflows.chat.bypass") as? Double == 0.4)
    #expect(abs(try more.tenPoints - Self.sessions * 0.1 * 0.007) < 1e-9)
  }

  /// Of 10 % failures, a third attempt is made by 1 % of the requests and rescues 0.9 %.
  @Test func `two attempts save the third and lose what it rescues`() async throws {
    let text = Self.scenario(
      call: #"""
        "prompt": { "system": 1000 }, "output": 100, "maxTokens": 200,
        "retry": { "failureRate": 0.1, "maxAttempts": 3, "billedFraction": 1 }
        """#)
    let lever = try await Self.advise(text).lever("retries")
    #expect(abs(try lever.saving - Self.sessions * 0.01 * 0.007) < 1e-9)
    #expect(abs(try lever.value("success") + 0.009) < 1e-12)
  }

  /// One step in 96 turns of 100, else ten: 0.04 · 9 requests of 1,000 tokens fewer a turn.
  @Test func `a limit of the steps saves the longest loops`() async throws {
    let text = Self.scenario(
      call: #"""
        "prompt": { "system": 1000 }, "output": 0, "maxTokens": 200,
        "loop": { "maxSteps": 20,
          "steps": { "discrete": { "values": [1, 10], "weights": [0.96, 0.04] } } }
        """#)
    let lever = try await Self.advise(text).lever("loops")
    #expect(try lever.edit("workflows.chat.calls.answer.loop.maxSteps") as? Double == 1)
    #expect(abs(try lever.saving - Self.sessions * 0.36 * 1000 * 5e-6) < 1e-9)
  }

  /// 10 MB a session at $0.02 a gigabyte, and 4 MB a request at $0.09.
  @Test func `data in one region saves its transfer`() async throws {
    let harness = """
      , "harness": { "egress": { "MBPerCall": 4, "pricePerGB": 0.09 },
        "regions": { "data": "eu-west-1", "inference": "us-east-1" },
        "flows": [ { "from": "data", "to": "inference", "per": "session", "MB": 10 } ] }
      """
    let lever = try await Self.advise(Self.scenario(top: harness)).lever("location")
    #expect(abs(try lever.saving - Self.sessions * (0.0002 + 0.00036)) < 1e-9)
    #expect(try lever.edit("harness.regions.data") as? String == "us-east-1")
    #expect(try lever.edit("harness.egress.MBPerCall") as? Double == 0)
  }

  /// Two turns ten seconds apart and next to nobody else: of 2,000 tokens the first turn writes, which
  /// costs a quarter more, and the second reads at a twentieth of the price.
  @Test func `a prompt cache saves what the second turn reads, less what the first writes`()
    async throws
  {
    let text = Self.scenario(
      call: #""prompt": { "system": 2000 }, "output": 100, "maxTokens": 200"#,
      workflow: #""turns": 2, "secondsBetweenTurns": 10,"#, users: "1"
    ).replacingOccurrences(
      of: #""m": { "input": 5, "output": 20 }"#, with: #""m": { "like": "claude-opus-5-5" }"#)
    let lever = try await Self.advise(text).lever("promptCache") { $0.hasSuffix("for 5m") }
    let hand = 13.0 / 3 * 2000 * 4e-6 * (0.95 - 0.25)
    // Somebody else's session is within five minutes of one in a thousand.
    #expect(abs(try lever.saving - hand) < 0.003 * hand)
    #expect(lever.members["quality"] as? String == "unchanged")
  }

  @Test func `a lever that moves nothing says why`() async throws {
    let advice = try await Self.advise(
      Self.scenario(call: #""prompt": { "user": 1000 }, "output": 100, "maxTokens": 200"#))
    let idle = [
      "strategy": "the calls name their models", "model": "no cheaper model of private",
      "tiering": "the calls name their models", "systemPrompt": "it has no system prompt",
      "history": "a session has one turn", "maxTokens": "stated as one number",
      "promptCache": "nothing in its prompt is the same",
      "embeddingCache": "no service of the kind `embeddings`", "batch": "no batch price of m",
      "retries": "nothing is repeated", "loops": "nothing to bound",
      "location": "no data crosses a region",
    ]
    for (lever, reason) in idle {
      let found = try advice.reason(lever)
      #expect(found.contains(reason), "\(lever): \(found)")
    }
    let there = try await Self.advise(
      Self.scenario(
        call: #"""
          "prompt": { "system": 5000, "user": 10 }, "output": { "uniform": { "min": 0, "max": 100 } },
          "maxTokens": 60, "cache": {}, "retry": { "failureRate": 0.1, "maxAttempts": 2 },
          "loop": { "steps": 2, "maxSteps": 2 }
          """#,
        workflow:
          #""turns": 3, "memory": { "window": { "turns": 2 } }, "responseCache": { "hitRate": 0.2 },"#
      ))
    for lever in ["maxTokens", "promptCache", "retries", "loops", "responseCache", "history"] {
      #expect(try there.reason(lever).hasPrefix("already there"), "\(lever)")
    }
  }

  @Test func `a model that discounts no cached input has no prompt cache`() async throws {
    let advice = try await Self.advise(Self.scenario())
    #expect(try advice.reason("promptCache").contains("m charges as much for cached input"))
  }

  /// With a draw for each run of their own the errors of two forecasts would add up.
  @Test func `common random numbers make the saving far surer than two forecasts`() async throws {
    let text = Self.scenario(users: #"{ "p5": 500, "p95": 2000 }"#)
    let advice = try await Self.advise(text, trials: 256)
    let lever = try advice.lever("systemPrompt")
    let one = try advice.number(["cost", "mean", "error"])
    let paired = try #require(
      ((lever.members["saving"] as? [String: Any])?["mean"] as? [String: Any])?["error"] as? Double)
    // 250 of 1,400 tokens' worth: the noise is in proportion.
    #expect(one > 0 && paired < 0.2 * one * 2.0.squareRoot())
    let width = try lever.quantile(0.95) - lever.quantile(0.05)
    let cost = try #require(advice.members["cost"] as? [String: Any])
    let all = try quantile(0.95, in: cost) - quantile(0.05, in: cost)
    #expect(width < 0.25 * all)
    #expect(try lever.value("probabilitySaves") == 1)
  }

  @Test func `levers are ranked by their mean saving`() async throws {
    let advice = try await Self.advise(Self.scenario(routing: Self.single))
    let savings = try advice.levers.map { try $0.saving }
    #expect(savings == savings.sorted(by: >) && savings.count >= 3)
  }

  @Test func `the sequence saves less than the sum, and its last scenario costs what it says`()
    async throws
  {
    let text = Self.batching(
      Self.scenario(
        call: #"""
          "prompt": { "system": 1000 }, "output": 100, "maxTokens": 200,
          "retry": { "failureRate": 0.001, "maxAttempts": 3, "billedFraction": 1 }
          """#, routing: #"{ "strategies": { "one": { "single": "m", "latencyClass": "batch" } } }"#
      ))
    let feature = try FeatureScenario(text: text)
    let found = try await feature.advise(AdviceRequest(), RunOptions(trials: 64))
    let advice = try Advice(found.report(.json))
    let steps = try #require(advice.sequence["steps"] as? [[String: Any]])
    let cumulative = try steps.map {
      try #require(($0["cumulative"] as? [String: Any])?["value"] as? Double)
    }
    #expect(cumulative == cumulative.sorted() && !cumulative.isEmpty)
    let alone = try advice.levers.filter { $0.members["quality"] as? String != "unknown" }
      .map { try max($0.saving, 0) }.reduce(0, +)
    #expect(cumulative.last! <= alone + 1e-9)
    let last = try FeatureScenario(text: try #require(found.sequenceText))
    let after = try await last.advise(AdviceRequest(), RunOptions(trials: 64))
    let cost = try Advice(after.report(.json)).number(["cost", "mean", "value"])
    #expect(
      abs(try advice.number(["cost", "mean", "value"]) - cumulative.last! - cost) < 1e-9)
  }

  @Test func `a horizon without a full month is refused`() async throws {
    let text = Self.scenario().replacingOccurrences(of: #""weeks": 13"#, with: #""weeks": 4"#)
    await #expect(throws: CogcastError.self) {
      try await FeatureScenario(text: text).advise()
    }
    await #expect(throws: CogcastError.self) {
      try await FeatureScenario(text: Self.scenario()).advise(AdviceRequest(months: 4))
    }
  }
}

private func quantile(_ p: Double, in band: [String: Any]) throws -> Double {
  let quantiles = try #require(band["quantiles"] as? [[String: Any]])
  return try #require(quantiles.first { $0["p"] as? Double == p }?["value"] as? Double)
}

/// The JSON of advice, as its reader sees it.
private struct Advice {
  let members: [String: Any]

  init(_ text: String) throws {
    members = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  struct Lever {
    let members: [String: Any]

    func mean(_ name: String, of part: [String: Any]? = nil) throws -> Double {
      let band = try #require((part ?? members)[name] as? [String: Any])
      return try #require((band["mean"] as? [String: Any])?["value"] as? Double)
    }

    var saving: Double { get throws { try mean("saving") } }

    var tenPoints: Double {
      get throws { try mean("saving", of: try #require(members["tenPoints"] as? [String: Any])) }
    }

    var breakEven: Double {
      get throws {
        try #require((members["breakEvenSuccess"] as? [String: Any])?["rate"] as? Double)
      }
    }

    func quantile(_ p: Double) throws -> Double {
      try CogcastTests.quantile(p, in: try #require(members["saving"] as? [String: Any]))
    }

    /// Of an estimate.
    func value(_ name: String) throws -> Double {
      try #require((members[name] as? [String: Any])?["value"] as? Double)
    }

    func number(_ name: String) throws -> Double { try #require(members[name] as? Double) }

    func edit(_ path: String) throws -> Any? {
      try #require(members["edits"] as? [[String: Any]]).first { $0["path"] as? String == path }?[
        "after"]
    }
  }

  private func all(_ name: String) throws -> [Lever] {
    try #require(members[name] as? [[String: Any]]).map(Lever.init)
  }

  var levers: [Lever] { get throws { try all("levers") } }
  var sequence: [String: Any] { members["sequence"] as? [String: Any] ?? [:] }

  func lever(_ name: String, titled: (String) -> Bool = { _ in true }) throws -> Lever {
    try #require(
      try levers.first {
        $0.members["lever"] as? String == name && titled($0.members["title"] as? String ?? "")
      })
  }

  func conditional(_ name: String) throws -> Lever {
    try #require(try all("conditional").first { $0.members["lever"] as? String == name })
  }

  func reason(_ lever: String) throws -> String {
    let idle = try #require(members["idle"] as? [[String: Any]])
    return idle.filter { $0["lever"] as? String == lever }.compactMap { $0["reason"] as? String }
      .joined(separator: "; ")
  }

  func number(_ path: [String]) throws -> Double {
    var value: Any? = members
    for key in path { value = (value as? [String: Any])?[key] }
    return try #require(value as? Double)
  }
}
