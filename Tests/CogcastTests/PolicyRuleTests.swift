import Cogcast
import Foundation
import Testing

/// For every gate and every rule of a policy, a scenario that keeps it and one that does not.
struct PolicyRuleTests {
  /// A scenario in which everything is as a policy might want it.
  static let good = """
    { "name": "Small", "attribution": { "feature": "small", "team": "cx" },
      "horizon": { "weeks": 13 }, "prices": { "asOf": "2026-11-01" },
      "segments": { "all": { "users": { "p5": 900, "p95": 1100 }, "sessionsPerUserPerWeek": 10 } },
      "workflows": { "ask": { "turns": 4, "memory": "full", "calls": [ { "name": "answer",
        "model": "claude-sonnet-5-5", "maxTokens": 1000, "cache": {},
        "prompt": { "system": 4000, "user": 100 }, "output": 200 } ] } },
      "fixed": { "oneOff": 100, "monthly": 50 },
      "value": { "costDisplacement": { "humanCost": 5, "deflection": 0.5 } } }
    """

  /// A rule of a policy, and what makes the scenario break it.
  struct Rule: Sendable, CustomTestStringConvertible {
    /// With `,@` where the rule may have a level.
    let policy: String
    /// Replaced in the scenario to break the rule.
    var change = ("", "")
    /// Broken by another policy instead.
    var otherPolicy: String?
    /// What the broken rule says.
    let says: String
    var verdict = FeatureGateCheck.Verdict.fail

    var testDescription: String { policy }

    static func gate(_ gate: String, _ broken: String, says: String) -> Rule {
      Rule(
        policy: #"{ "gates": [{ "gate": "\#(gate)",@ }] }"#,
        otherPolicy: #"{ "gates": [{ "gate": "\#(broken)",@ }] }"#, says: says)
    }
  }

  static let rules: [Rule] = [
    .gate("mean(cost.total) <= 1e6", "mean(cost.total) <= 10", says: "The mean of cost.total"),
    .gate("p95(cost.month) <= 1e6", "p95(cost.month) <= 60", says: "The P95 of cost.month"),
    .gate("tvar95(cost.month(3)) < 1e6", "tvar95(cost.month(3)) < 60", says: "in its highest 5 %"),
    .gate(
      "probability(cost.total > 1e6) < 5%", "probability(cost.total > 60) < 5%",
      says: "The probability of cost.total > 60"),
    .gate(
      "probability(payback.months <= 3) >= 80%", "probability(payback.months > 3) >= 80%",
      says: "The probability of payback.months > 3 is 0"),
    .gate(
      "mean(margin.perUnit{segment:all}) > 0", "mean(margin.perUnit{segment:all}) > 9",
      says: "> $9 does not hold"),
    .gate(
      "mean(quality.success) >= 90%", "mean(quality.success) < 90%", says: "< 0.9 does not hold"),
    Rule(
      policy: #"{ "attribution": { "required": ["team"],@ } }"#, change: (#", "team": "cx""#, ""),
      says: "The attribution lacks `team`"),
    Rule(
      policy: #"{ "models": { "approved": { "claude-sonnet-5-5": {} },@ } }"#,
      change: ("claude-sonnet-5-5", "claude-opus-5-5"), says: "`claude-opus-5-5` is not approved."),
    Rule(
      policy:
        #"{ "models": { "approved": { "claude-sonnet-5-5": { "until": "2026-12-01" } },@ } }"#,
      otherPolicy:
        #"{ "models": { "approved": { "claude-sonnet-5-5": { "until": "2026-11-30" } },@ } }"#,
      says: "The approval of `claude-sonnet-5-5` ended on 2026-11-30"),
    Rule(
      policy: #"{ "maxTokens": { "note": "ours",@ } }"#, change: (#""maxTokens": 1000, "#, ""),
      says: "`workflows.ask.calls.answer` has no `maxTokens`"),
    Rule(
      policy: #"{ "cache": { "saving": 0.05,@ } }"#, change: (#""cache": {},"#, ""),
      says: "A cache on `workflows.ask.calls.answer` would save about", verdict: .warn),
    Rule(
      policy: #"{ "prices": { "maximumAgeDays": 90,@ } }"#,
      otherPolicy: #"{ "prices": { "maximumAgeDays": 29,@ } }"#,
      says: "The prices are those of 2026-11-01, 30 days before 2026-12-01"),
    Rule(
      policy: #"{ "review": [{ "unless": "p95(cost.month) <= 1e6", "approver": "Ada",@ }] }"#,
      otherPolicy: #"{ "review": [{ "unless": "p95(cost.month) <= 60", "approver": "Ada",@ }] }"#,
      says: "It needs a review by Ada.", verdict: .warn),
    Rule(
      policy: #"{ "budgets": { "features": { "small": { "month": 1000000 } },@ } }"#,
      otherPolicy: #"{ "budgets": { "features": { "small": { "month": 60 } },@ } }"#,
      says: "This is the budget of `small`."),
    Rule(
      policy:
        #"{ "budgets": { "features": { "small": { "total": 1000000 } }, "required": true,@ } }"#,
      change: (#""feature": "small""#, #""feature": "smal""#),
      says: "The policy has no budget for `smal`. Did you mean `small`?"),
  ]

  private func check(
    _ scenario: String, _ policy: String, level: String? = nil, base: String? = nil
  ) async throws -> FeatureGateCheck {
    let policy = policy.replacing(",@", with: level.map { ", \"level\": \"\($0)\"" } ?? "")
    let base = try base.map { FeatureBase(try FeatureScenario(text: $0), name: "main") }
    return try await FeatureScenario(text: scenario).checkGates(
      RunOptions(trials: 256, gateTrials: 256), policy: OrganisationPolicy(text: policy),
      base: base, on: CalendarDay("2026-12-01"))
  }

  private static func broken(_ rule: Rule) -> (scenario: String, policy: String) {
    let scenario =
      rule.change.0.isEmpty ? good : good.replacing(rule.change.0, with: rule.change.1)
    return (scenario, rule.otherPolicy ?? rule.policy)
  }

  @Test(arguments: rules)
  func `a scenario that keeps the rule passes`(rule: Rule) async throws {
    let check = try await check(Self.good, rule.policy)
    #expect(check.verdict == .pass, "\(check.report(.text))")
  }

  @Test(arguments: rules)
  func `a scenario that breaks the rule does not`(rule: Rule) async throws {
    let (scenario, policy) = Self.broken(rule)
    try #require(scenario != Self.good || policy != rule.policy)
    let check = try await check(scenario, policy)
    #expect(check.verdict == rule.verdict, "\(check.report(.text))")
    #expect(check.report(.csv).contains(rule.says), "\(check.report(.csv))")
  }

  /// A rule fires when a change crosses the limit.
  @Test(arguments: rules)
  func `what the base breaks already is said and only warns`(rule: Rule) async throws {
    let (scenario, policy) = Self.broken(rule)
    let check = try await check(scenario, policy, base: scenario)
    #expect(check.verdict == .warn)
    let report = check.report(.json)
    #expect(report.contains("\"brokenBefore\": true"))
    #expect(report.contains("in main either") || report.contains("in the base already"))
    guard !rule.change.0.isEmpty else { return }
    let crossing = try await self.check(scenario, policy, base: Self.good)
    #expect(crossing.verdict == rule.verdict)
  }

  @Test(arguments: rules, [("warn", FeatureGateCheck.Verdict.warn), ("error", .fail)])
  func `the level says what a broken rule means`(
    rule: Rule, level: (name: String, verdict: FeatureGateCheck.Verdict)
  ) async throws {
    let (scenario, policy) = Self.broken(rule)
    let check = try await check(scenario, policy, level: level.name)
    #expect(check.verdict == level.verdict, "\(check.report(.text))")
  }

  @Test func `a rule of the policy is located in the scenario`() async throws {
    let scenario = Self.good.replacing(#""maxTokens": 1000, "#, with: "")
    let report = try await check(scenario, #"{ "maxTokens": {} }"#).report(.github)
    // The brace of the call, counted by hand.
    #expect(
      report.contains("::error file=scenario.json,line=4,col=68,title=cogcast policy.maxTokens"))
  }

  @Test func `a gate about other teams is said to be so`() async throws {
    let policy = #"{ "gates": ["p95(cost.total{team:search}) <= 1", "mean(cost.total) > 1"] }"#
    let check = try await check(Self.good, policy)
    #expect(check.verdict == .pass)
    #expect(check.report(.json).contains("the scenario's team is `cx`, not `search`"))
  }

  @Test(arguments: [
    ("p95(cost.total{tem:cx}) <= 1", 34, "no selector `tem`. Did you mean `team`?"),
    ("p95(cost.total{segment:free}) <= 1", 42, "no segment `free`."),
    ("change(p95(cost.month)) <= 15%", 15, "a change needs a base"),
  ])
  func `a gate that this scenario cannot answer is an error of the policy`(
    gate: String, column: Int, message: String
  ) async throws {
    let policy = #"{ "gates": [ "\#(gate)" ] }"#
    do {
      _ = try await check(Self.good, policy)
      Issue.record("\(gate) was taken")
    } catch let error as CogcastError {
      guard case .invalidScenario(let file, let findings) = error else { throw error }
      #expect(file == "cogcast.policy.json")
      #expect(findings.first?.message.contains(message) == true, "\(findings)")
    }
  }

  @Test func `a policy on days needs a day`() async throws {
    let policy = try OrganisationPolicy(text: #"{ "prices": { "maximumAgeDays": 90 } }"#)
    await #expect(throws: CogcastError.self) {
      try await FeatureScenario(text: Self.good).checkGates(policy: policy)
    }
  }
}
