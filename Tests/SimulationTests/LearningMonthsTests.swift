import Simulation
import Testing

/// Months of learning that share a pass over the turns of a session use what each uses alone.
struct LearningMonthsTests {
  /// Ten months of learning: two whole passes and part of a third.
  private func scenario(user: String) -> HandScenario {
    var scenario = HandScenario()
    scenario.weeks = 42
    scenario.turns = #"{"geometric": {"mean": 3, "max": 12}}"#
    scenario.workflow = #"""
      "memory": "full", "secondsBetweenTurns": {"lognormal": {"p50": 60, "p95": 900}}
      """#
    scenario.calls = [
      #"""
      "name": "answer", "model": "hand", "prompt": {"system": 900, "tools": 400, "retrieved": 300, "user": \#(user)},
      "output": {"lognormal": {"p50": 200, "p95": 600}}, "cache": {},
      "retry": {"failureRate": 0.1, "maxAttempts": 3},
      "validate": {"prompt": 100, "output": 10, "failureRate": 0.2, "maxRounds": 2}
      """#,
      #"""
      "name": "act", "model": "hand", "prompt": {"system": 500, "user": \#(user)}, "output": 50, "cache": {},
      "loop": {"steps": {"geometric": {"mean": 2}}, "maxSteps": 6, "toolResult": 120}
      """#,
    ]
    scenario.root = #""learning": {"promptTokensPerMonth": -0.1}"#
    return scenario
  }

  /// A known message is tabulated, month by month; one that is known to a billionth is computed in every
  /// trial, all months at once.
  @Test func monthsTogetherUseWhatEachUsesAlone() async throws {
    let alone = try await HandForecast(scenario(user: "80"))
    let together = try await HandForecast(
      scenario(user: #"{"p5": 79.9999999, "p95": 80.0000001}"#))
    let months = alone.result.months.count
    #expect(months == 10)
    for flow in [
      Flow.inputTokens, .cacheReadTokens, .cacheWriteTokens, .outputTokens, .calls, .inferenceCost,
    ] {
      for month in 0..<months {
        let (found, expected) = (
          together.mean(flow, .month(month)), alone.mean(flow, .month(month))
        )
        #expect(abs(found - expected) <= 1e-8 * expected, "\(flow) of month \(month)")
      }
    }
    // And they differ: a later month reads less.
    #expect(
      together.mean(.cacheReadTokens, .month(8)) < 0.8 * together.mean(.cacheReadTokens, .month(1)))
  }
}
