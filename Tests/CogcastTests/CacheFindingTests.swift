import Cogcast
import Testing

/// A cache that costs more than it saves is said to do so.
struct CacheFindingTests {
  private func report(cache: String, users: Int) async throws -> String {
    let text = """
      {"name": "Rare", "attribution": {"feature": "rare"}, "horizon": {"weeks": 4},
       "segments": {"all": {"users": \(users), "sessionsPerUserPerWeek": 1}},
       "workflows": {"chat": {"calls": [{"name": "answer", "model": "claude-haiku-4-5",
         "prompt": {"system": 6000, "user": 50}, "output": 200, "maxTokens": 400\(cache)}]}}}
      """
    return try await FeatureScenario(text: text).estimate().report(.markdown)
  }

  @Test func aCacheThatNobodyMeetsAgainCostsMoney() async throws {
    let report = try await report(cache: #", "cache": {}"#, users: 10)
    // Ten sessions a week write 6,000 tokens at $1.25 instead of $1: 40 x 0.0015 less what is read.
    #expect(report.contains("caching costs $0.06 over the horizon more than it saves"))
    #expect(report.contains("21.7 % on claude-haiku-4-5"))
  }

  @Test func aCacheThatPaysIsNoFinding() async throws {
    let busy = try await report(cache: #", "cache": {}"#, users: 1_000_000)
    let plain = try await report(cache: "", users: 10)
    #expect(!busy.contains("caching costs") && !plain.contains("caching costs"))
  }
}
