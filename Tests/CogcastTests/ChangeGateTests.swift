import Cogcast
import Foundation
import Testing

/// Changes against a base, through the engine: both sides see the same draws.
struct ChangeGateTests {
  private func scenario(system: Int, gates: String, segment: String = "all", more: String = "")
    -> String
  {
    """
    { "name": "Small", "attribution": { "feature": "small" }, "horizon": { "weeks": 13 },
      "segments": { \(more)"\(segment)": { "users": { "p5": 500, "p95": 2000 },
        "sessionsPerUserPerWeek": { "p5": 1, "p95": 3 }, "workflow": "ask" } },
      "demand": { "weeklyNoise": 0.2 },
      "models": { "m": { "input": 10, "output": 20 } },
      "workflows": { "ask": { "calls": [ { "name": "answer", "model": "m", "maxTokens": 1000,
        "prompt": { "system": \(system), "user": { "lognormal": { "p50": 40, "p95": 300 } } },
        "output": 50 } ] } }, "gates": [\(gates)] }
    """
  }

  private func check(
    _ head: String, _ base: FeatureBase, trials: Int = 512
  ) async throws -> FeatureGateCheck {
    try await FeatureScenario(text: head).checkGates(
      RunOptions(trials: trials, gateTrials: trials), base: base)
  }

  private func base(_ text: String) throws -> FeatureBase {
    FeatureBase(try FeatureScenario(text: text), name: "main")
  }

  /// Ten more tokens of about 1,105 (1,000 of instructions, a message of 75 at the mean, an answer of
  /// 50 at twice the rate) are 0.85 % of the cost: (10 × 10) / (1,000 × 10 + 75 × 10 + 50 × 20).
  /// The band itself is a factor of four wide.
  @Test(arguments: [("0.9%", FeatureGateCheck.Verdict.pass), ("0.8%", .fail)])
  func `a change of less than one percent is seen`(
    limit: String, verdict: FeatureGateCheck.Verdict
  ) async throws {
    let gates = #""change(p95(cost.month)) <= \#(limit)", "change(mean(cost.total)) <= \#(limit)""#
    let check = try await check(
      scenario(system: 1010, gates: gates), base(scenario(system: 1000, gates: "")))
    #expect(check.verdict == verdict, "\(check.report(.text))")
  }

  @Test func `nothing changed is no change`() async throws {
    let text = scenario(system: 1000, gates: #""change(p95(cost.month)) <= 0%""#)
    #expect(try await check(text, base(text)).verdict == .pass)
  }

  /// A segment that the base keeps in another place is the same segment.
  @Test func `segments are compared by name`() async throws {
    let free =
      #""free": { "users": 10, "sessionsPerUserPerWeek": 1, "workflow": "ask" }, "#
    let head = scenario(
      system: 1000, gates: #""change(mean(cost.total{segment:all})) <= 0.000001%""#, more: free)
    let check = try await check(head, base(scenario(system: 1000, gates: "")))
    #expect(check.verdict == .pass, "\(check.report(.text))")
  }

  @Test func `a new scenario, segment or a broken base asks somebody to look`() async throws {
    let gates = #""change(mean(cost.total{segment:all})) <= 1%""#
    let head = scenario(system: 1000, gates: gates)
    let other = scenario(system: 1000, gates: "", segment: "others")
    let unusable = FeatureBase.unusable(
      name: "main", reason: .invalidScenario(file: "a.json", findings: []))
    for (base, says) in [
      (FeatureBase.absent(name: "main"), "main does not have this scenario: it is new."),
      (try base(other), "main cannot answer it: no segment `all`."),
      (unusable, "main cannot be estimated"),
    ] {
      let check = try await check(head, base)
      #expect(check.verdict == .warn)
      #expect(check.report(.json).contains(says), "\(check.report(.json))")
    }
  }

  /// 1,000 dollars of limit lie between the base's cost and the head's.
  @Test func `a limit fires when it is crossed`() async throws {
    let gate = #""mean(cost.total) <= 300""#
    let low = scenario(system: 500, gates: gate)
    let high = scenario(system: 1500, gates: gate)
    #expect(try await check(high, base(low)).verdict == .fail)
    #expect(try await check(high, base(high)).verdict == .warn)
    #expect(try await check(low, base(high)).verdict == .pass)
    #expect(try await check(high, .absent(name: "main")).verdict == .fail)
  }
}
