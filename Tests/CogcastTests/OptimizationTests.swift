import Cogcast
import Foundation
import Synchronization
import Testing

/// Searches whose best policy is known.
struct OptimizationTests {
  /// Two models: n at $1 and $5, m at $5 and $20 a million tokens, 1,000 in and 100 out: $0.0015 and
  /// $0.007 a session. A share s of the sessions goes to n, where 80 % succeed, the rest to m with
  /// 95 %.
  static func split(
    _ decisions: String, success: String = "0.8", users: String = "1000", top: String = ""
  ) -> String {
    """
    { "name": "Split", "attribution": { "feature": "split" }, "horizon": { "weeks": 13 },
      "segments": { "all": { "users": \(users), "sessionsPerUserPerWeek": 1 } },
      "models": { "m": { "input": 5, "output": 20 }, "n": { "input": 1, "output": 5 } },
      "workflows": { "chat": { "calls": [ { "name": "answer", "maxTokens": 200,
        "prompt": { "system": 1000 }, "output": 100 } ] } },
      "routing": { "use": "split", "strategies": {
        "split": { "tiers": [ { "model": "n", "share": 0.5, "success": \(success) },
          { "model": "m", "success": 0.95 } ] },
        "one": { "single": "m", "success": 0.95 },
        "router": { "router": { "small": { "model": "n", "success": 0.8 },
          "large": { "model": "m", "success": 0.95 },
          "curve": [ [0.2, 0.5], [0.5, 0.8] ], "shareToLarge": 0.1 } } } }\(top),
      "decisions": { \(decisions) } }
    """
  }

  static let share = "routing.strategies.split.tiers.0.share"

  private static func json(_ found: FeatureOptimization) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(found.report(.json).utf8)) as? [String: Any] ?? [:]
  }

  private static func policies(_ found: FeatureOptimization) throws -> [[String: Any]] {
    try #require(try json(found)["policies"] as? [[String: Any]])
  }

  private static func value(_ policy: [String: Any], _ path: String) throws -> Double {
    try #require((policy["values"] as? [String: Any])?[path] as? Double)
  }

  private static func number(_ part: Any?) throws -> Double {
    try #require((part as? [String: Any])?["value"] as? Double)
  }

  private static func best(_ found: FeatureOptimization) throws -> [String: Any] {
    let index = try #require((try json(found)["best"] as? [String: Any])?["policy"] as? Int)
    return try policies(found)[index]
  }

  private static let options = RunOptions(trials: 64)

  /// Success 0.95 - 0.15 s is at least 0.9 up to s = 1/3, and cost falls with s: on a grid of 1/20
  /// the best is 0.3, at 13,000 sessions · (0.3 · $0.0015 + 0.7 · $0.007).
  @Test func theBestOfAGridIsAsByHand() async throws {
    let scenario = try FeatureScenario(
      text: Self.split("\"\(Self.share)\": { \"from\": 0, \"to\": 1, \"step\": 0.05 }"))
    let found = try await scenario.optimize(
      OptimizationRequest(
        .minimize("mean(cost.total)"), subjectTo: ["mean(quality.success) >= 0.9"]), Self.options)
    let best = try Self.best(found)
    #expect(try Self.value(best, Self.share) == 0.3)
    #expect(abs(try Self.number(best["objective"]) - 13_000 * (0.3 * 0.0015 + 0.7 * 0.007)) < 1e-9)
    let doubt = try #require(try Self.json(found)["best"] as? [String: Any])
    #expect(doubt["probabilityBest"] as? Double == 1)
    #expect(abs(try Self.number(doubt["nextWorseBy"]) - 13_000 * 0.05 * 0.0055) < 1e-9)
    #expect(abs(try Self.number(doubt["fileWorseBy"]) + 13_000 * 0.2 * 0.0055) < 1e-9)
    // Without the constraint everything would go to n.
    let binding = try #require((doubt["binding"] as? [[String: Any]])?.first)
    #expect(abs(try Self.number(binding["gain"]) - 13_000 * 0.7 * 0.0055) < 1e-9)
    #expect(found.evaluated == 21)
  }

  /// The same on a range: its best is 1/3, which a search comes near from below.
  @Test func theBestOfARangeIsAsByHand() async throws {
    let scenario = try FeatureScenario(
      text: Self.split("\"\(Self.share)\": { \"from\": 0, \"to\": 1 }"))
    let found = try await scenario.optimize(
      OptimizationRequest(
        .minimize("mean(cost.total)"), subjectTo: ["mean(quality.success) >= 0.9"],
        evaluations: 60), Self.options)
    // The last of its ten thousand steps.
    #expect(try Self.value(try Self.best(found), Self.share) == 0.3333)
    #expect(found.evaluated <= 60)
  }

  /// A unit is worth $0.04 and the curve of the router is 2.5, then 1, then 0.4 steep: of a success
  /// gap of 0.15 each further share earns $0.015, $0.006 and $0.0024 and costs $0.0055. The best is
  /// the kink at 0.5.
  @Test func anInteriorBestIsFound() async throws {
    let scenario = try FeatureScenario(
      text: Self.split(
        """
        "routing.strategies.router.router.shareToLarge": { "from": 0, "to": 1, "step": 0.1 },
        "routing.use": { "oneOf": ["split", "router"] }
        """,
        top: #", "value": { "revenue": { "uplift": 0.001, "averageTransactionValue": 40 } }"#))
    let found = try await scenario.optimize(
      OptimizationRequest(.maximize("mean(margin.perUnit)")), Self.options)
    let best = try Self.best(found)
    #expect((best["values"] as? [String: Any])?["routing.use"] as? String == "router")
    #expect(try Self.value(best, "routing.strategies.router.router.shareToLarge") == 0.5)
    let margin = 0.04 * (0.8 + 0.15 * 0.8) - (0.5 * 0.0015 + 0.5 * 0.007)
    #expect(abs(try Self.number(best["objective"]) - margin) < 1e-12)
  }

  /// Every policy estimated on its own, as a user would by hand.
  @Test func theBestIsTheBestOfSingleEstimates() async throws {
    let decisions = """
      "routing.use": { "oneOf": ["split", "one"] },
      "\(Self.share)": { "from": 0.2, "to": 0.8, "step": 0.2 },
      "workflows.chat.calls.answer.maxTokens": { "from": 80, "to": 200, "step": 60 }
      """
    let text = Self.split(
      decisions, success: #"{ "p5": 0.7, "p95": 0.9 }"#, users: #"{ "p5": 500, "p95": 2000 }"#)
    let options = RunOptions(trials: 256)
    let scenario = try FeatureScenario(text: text)
    let found = try await scenario.optimize(
      OptimizationRequest(
        .minimize("p95(cost.perSuccessfulUnit)"), subjectTo: ["mean(quality.success) >= 0.85"]),
      options)
    var least = Double.infinity
    for use in ["split", "one"] {
      for share in ["0.2", "0.4", "0.6", "0.8"] {
        for tokens in ["80", "140", "200"] {
          let policy = text.replacing("\"use\": \"split\"", with: "\"use\": \"\(use)\"")
            .replacing("\"share\": 0.5", with: "\"share\": \(share)")
            .replacing("\"maxTokens\": 200", with: "\"maxTokens\": \(tokens)")
          let estimate = try await FeatureScenario(text: policy).estimate(options)
          let success = try #require(estimate.band(of: "quality.success")?.mean)
          guard success.value - 3 * success.error >= 0.85 else { continue }
          let cost = try #require(estimate.band(of: "cost.perSuccessfulUnit")?[0.95])
          least = min(least, cost.value)
        }
      }
    }
    let best = try Self.number(try Self.best(found)["objective"])
    #expect(abs(best - least) < 1e-9 * least)
  }

  /// 405 policies: all of them, and a search over a third.
  @Test func aSearchFindsTheBestOfAGrid() async throws {
    let decisions = """
      "routing.use": { "oneOf": ["split", "one", "router"] },
      "\(Self.share)": { "from": 0.1, "to": 0.9, "step": 0.1 },
      "routing.strategies.router.router.shareToLarge": { "from": 0.1, "to": 0.9, "step": 0.2 },
      "workflows.chat.calls.answer.maxTokens": { "from": 80, "to": 200, "step": 60 }
      """
    let scenario = try FeatureScenario(
      text: Self.split(decisions, users: #"{ "p5": 500, "p95": 2000 }"#))
    func search(_ evaluations: Int) async throws -> FeatureOptimization {
      try await scenario.optimize(
        OptimizationRequest(
          .minimize("mean(cost.total)"), subjectTo: ["mean(quality.success) >= 0.88"],
          evaluations: evaluations), Self.options)
    }
    let all = try await search(500)
    let some = try await search(135)
    #expect((try Self.json(all)["search"] as? [String: Any])?["method"] as? String == "exhaustive")
    #expect((try Self.json(some)["search"] as? [String: Any])?["method"] as? String == "nsga-ii")
    #expect(all.evaluated == 405)
    // One half for the front; the search for the best may end early.
    #expect(some.evaluated <= 135 && some.evaluated > 65)
    #expect(
      try Self.number(try Self.best(some)["objective"])
        == Self.number(try Self.best(all)["objective"]))
    // What does not matter is as in the file.
    #expect(
      try Self.best(some)["values"] as? NSDictionary == Self.best(all)["values"] as? NSDictionary)
  }

  @Test(arguments: [2, 5, 20])
  func theBoundOnEvaluationsIsKept(evaluations: Int) async throws {
    let scenario = try FeatureScenario(
      text: Self.split("\"\(Self.share)\": { \"from\": 0, \"to\": 1 }"))
    let found = try await scenario.optimize(
      OptimizationRequest(.minimize("mean(cost.total)"), evaluations: evaluations), Self.options)
    #expect(found.evaluated <= evaluations && found.evaluated >= evaluations - 2)
  }

  /// Each value alone is allowed; some pairs are not, and the report says so.
  @Test func policiesThatTheScenarioRefusesAreCountedApart() async throws {
    let text = Self.split(
      """
      "\(Self.share)": { "from": 0.2, "to": 0.8, "step": 0.2 },
      "routing.strategies.split.tiers.1.share": { "oneOf": [0.1, 0.5] }
      """
    ).replacing(
      "{ \"model\": \"m\", \"success\": 0.95 } ]",
      with: """
        { "model": "m", "share": 0.1, "success": 0.95 }, { "model": "m", "success": 0.9 } ]
        """)
    let scenario = try FeatureScenario(text: text)
    let found = try await scenario.optimize(
      OptimizationRequest(.minimize("mean(cost.total)")), Self.options)
    let search = try #require(try Self.json(found)["search"] as? [String: Any])
    #expect(search["refused"] as? Int == 2)
    #expect((search["refusal"] as? String)?.contains("shares of these tiers") == true)
    // The file's own 0.5 is no step of the range.
    #expect(found.evaluated == 7)
    #expect(found.report(.text).contains("2 policies were refused"))
    #expect(found.report(.text).contains("not allowed"))
  }

  /// The closest of all misses 0.99 by 0.04: everything on m, which succeeds in 95 %.
  @Test func wherePoliciesFailTheClosestIsSaid() async throws {
    let scenario = try FeatureScenario(
      text: Self.split("\"\(Self.share)\": { \"from\": 0, \"to\": 1, \"step\": 0.25 }"))
    let found = try await scenario.optimize(
      OptimizationRequest(
        .minimize("mean(cost.total)"),
        subjectTo: ["mean(quality.success) >= 0.99", "p95(cost.total) <= 1000"]), Self.options)
    #expect(!found.isFeasible && found.bestText == nil)
    #expect(
      found.headline
        == "No policy keeps every constraint: the closest misses mean(quality.success) >= 0.99 by 4.0 %."
    )
    let closest = try #require(try Self.json(found)["closest"] as? Int)
    #expect(try Self.value(try Self.policies(found)[closest], Self.share) == 0)
  }

  /// The limit is the success of one policy, which is not known to 99 %.
  @Test func aPolicyAtItsLimitIsInconclusive() async throws {
    let text = Self.split(
      "\"\(Self.share)\": { \"oneOf\": [0.5, 0.1] }", success: #"{ "p5": 0.6, "p95": 0.95 }"#)
    let scenario = try FeatureScenario(text: text)
    let options = RunOptions(method: .monteCarlo, trials: 256)
    let mean = try #require(
      try await scenario.estimate(options).band(of: "quality.success")?.mean)
    let found = try await scenario.optimize(
      OptimizationRequest(
        .minimize("mean(cost.total)"), subjectTo: ["mean(quality.success) >= \(mean.value)"]),
      options)
    #expect(mean.error > 0)
    #expect(try Self.value(try Self.best(found), Self.share) == 0.1)
    let best = try #require(try Self.json(found)["best"] as? [String: Any])
    #expect((best["undecided"] as? [Int])?.count == 1)
    #expect(found.report(.text).contains("1 policy has a better objective"))
  }

  @Test func theWrittenScenarioIsTheBestPolicy() async throws {
    let text = Self.split("\"\(Self.share)\": { \"from\": 0, \"to\": 1, \"step\": 0.05 }")
    let found = try await FeatureScenario(text: text).optimize(
      OptimizationRequest(
        .minimize("mean(cost.total)"), subjectTo: ["mean(quality.success) >= 0.9"]), Self.options)
    let written = try #require(found.bestText)
    #expect(written == text.replacing("\"share\": 0.5", with: "\"share\": 0.3"))
    let estimate = try await FeatureScenario(text: written).estimate(Self.options)
    let objective = try Self.number(try Self.best(found)["objective"])
    #expect(estimate.band(of: "cost.total")?.mean?.value == objective)
  }

  /// What a policy adds to the unknown inputs draws from its own coordinates.
  @Test func aChoiceMayAddAnUnknownInput() async throws {
    let scenario = try FeatureScenario(
      text: Self.split(
        "\"segments.all.users\": { \"oneOf\": [1000, { \"p5\": 500, \"p95\": 2000 }, 2000] }"))
    let found = try await scenario.optimize(
      OptimizationRequest(.minimize("p95(cost.total)")), Self.options)
    #expect(try Self.policies(found).count == 3)
    #expect(found.headline.contains("as it is"))
  }

  @Test func aCancelledSearchSaysSo() async throws {
    let scenario = try FeatureScenario(
      text: Self.split("\"\(Self.share)\": { \"from\": 0, \"to\": 1 }"))
    let search = Task {
      try await scenario.optimize(OptimizationRequest(.minimize("mean(cost.total)")))
    }
    search.cancel()
    await #expect(throws: CogcastError.cancelled) { try await search.value }
  }

  @Test func progressRisesToTheWhole() async throws {
    let scenario = try FeatureScenario(
      text: Self.split("\"\(Self.share)\": { \"from\": 0, \"to\": 1 }"))
    let told = Mutex<[Double]>([])
    _ = try await scenario.optimize(
      OptimizationRequest(.minimize("mean(cost.total)"), evaluations: 20), Self.options
    ) { share in told.withLock { $0.append(share) } }
    let shares = told.withLock { $0 }
    #expect(shares == shares.sorted() && shares.last == 1 && shares.count > 20)
  }
}
