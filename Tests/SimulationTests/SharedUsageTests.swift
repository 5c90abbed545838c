import Simulation
import Testing

/// Strategies whose tiers bill alike are evaluated together, and all others are not.
struct SharedUsageTests {
  private static let strategies = [
    #""first": {"classifier": {"model": "cheap", "prompt": 300, "output": 8}, \#(tiers(0.5))}"#,
    // Alike but for the share.
    #""shares": {"classifier": {"model": "cheap", "prompt": 300, "output": 8}, \#(tiers(0.2))}"#,
    // One difference each.
    #""reads": {"classifier": {"model": "cheap", "prompt": 900, "output": 8}, \#(tiers(0.5))}"#,
    #""sorts": {"classifier": {"model": "hand", "prompt": 300, "output": 8}, \#(tiers(0.5))}"#,
    #""knows": {\#(tiers(0.5))}"#,
    #""stands": {"classifier": {"model": "cheap", "prompt": 300, "output": 8}, \#(tiers(0.5)), "fallback": "hand"}"#,
    #""turns": {"classifier": {"model": "cheap", "prompt": 300, "output": 8}, \#(tiers(0.5, "hand", "cheap"))}"#,
    #""one": {"single": "hand", "success": 0.9}"#,
    #""other": {"single": "cheap", "success": 0.9}"#,
  ]

  private static func tiers(
    _ share: Double, _ small: String = "cheap", _ large: String = "hand"
  ) -> String {
    #""tiers": [{"model": "\#(small)", "success": 0.8, "share": \#(share)}, {"model": "\#(large)", "success": 0.9}]"#
  }

  private func forecast(_ strategies: [Int]) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.weeks = 3
    scenario.turns = #"{"geometric": {"mean": 3}}"#
    scenario.workflow = #""secondsBetweenTurns": {"lognormal": {"p50": 60, "p95": 900}}"#
    scenario.calls = [
      #"""
      "name": "answer", "prompt": {"system": {"p5": 900, "p95": 2000}, "user":
       {"lognormal": {"p50": 60, "p95": 400}}}, "output": {"lognormal": {"p50": 200, "p95": 600}},
       "retry": {"failureRate": 0.1, "maxAttempts": 3}, "cache": {}
      """#
    ]
    scenario.root = #"""
      "routing": {"use": "first", "strategies": {\#(Self.strategies.joined(separator: ", "))}}
      """#
    // Enough trials for fits of moments.
    return try await HandForecast(
      text: scenario.text, options: SimulationOptions(trials: 1024, strategies: strategies))
  }

  /// Models stand in another order in a run alone, which moves the last digits of sums, and fits of moments
  /// by what their coefficients are rounded to.
  @Test func eachCostsWhatItCostsAlone() async throws {
    let together = try await forecast(Array(Self.strategies.indices)).result
    for strategy in Self.strategies.indices {
      let alone = try await forecast([strategy]).result.strategies[0]
      let shared = together.strategies[strategy]
      #expect(alone.name == shared.name)
      for flow in [Flow.inferenceCost, .calls, .outputTokens, .cacheReadTokens, .successes] {
        let key = ColumnKey(flow)
        let (own, others) = (try #require(alone.columns[key]), try #require(shared.columns[key]))
        for (value, expected) in zip(others.expected, own.expected) {
          #expect(abs(value - expected) <= 1e-12 * expected, "\(shared.name ?? "") \(flow)")
        }
        for (value, expected) in zip(others.sampled, own.sampled) {
          #expect(abs(value - expected) <= 1e-7 * expected, "\(shared.name ?? "") \(flow)")
        }
      }
    }
  }
}
