import Foundation
import Simulation
import Testing

/// A second model for the turns in which a request has failed on every attempt.
struct FallbackArithmeticTests {
  private let cheap = (1000 * 1.0 + 200 * 4) / 1e6
  private let hand = (1000 * 3.0 + 200 * 15) / 1e6

  private func forecast(
    members: String, turns: String = "1", workflow: String = "", users: Double = 1000
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.users = users
    scenario.turns = turns
    scenario.workflow = workflow
    scenario.calls = [
      #""name": "answer", "prompt": {"system": 900, "user": 100}, "output": 200, \#(members)"#
    ]
    scenario.root = """
      "routing": {"strategies": {"it": {"single": "hand", "success": 0.9, "fallback": "cheap"}}}
      """
    return try await HandForecast(scenario)
  }

  @Test func theFallbackAnswersWhatFailedOnEveryAttempt() async throws {
    let forecast = try await forecast(
      members: #""retry": {"failureRate": 0.5, "maxAttempts": 2, "billedFraction": 0.2}"#)
    // A quarter fails twice. Billed on average: 0.75 answers and 0.2 of 1.5 - 0.75 failures.
    let cost = (0.75 + 0.2 * 0.75) * hand + 0.25 * cheap
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * cost))
    #expect(isClose(forecast.mean(.calls), 1000 * (1.5 + 0.25)))
    #expect(isClose(forecast.mean(.calls, scope: .model("cheap")), 250))
    #expect(isClose(forecast.mean(.successes), 900))
    #expect(forecast.mean(.escalations) == 0)
  }

  @Test func aTurnIsAnsweredAnewWithAllItsSteps() async throws {
    let forecast = try await forecast(
      members: """
        "retry": {"failureRate": 0.1, "maxAttempts": 1, "billedFraction": 0},
        "loop": {"steps": 2, "maxSteps": 5, "toolResult": 50}
        """, turns: "2", workflow: #""memory": "full""#)
    // Two turns of three requests on 1,000 tokens, 250 more a step, and 300 of history in the second.
    let input: Double = 2 * (3000 + 750) + 900
    let primary: Double = input * 3 + 1200 * 15
    let caught: Double = 1 - 0.9 * 0.9 * 0.9
    let cost = 0.9 * primary + caught * (input + 1200 * 4)
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * cost / 1e6))
    #expect(isClose(forecast.mean(.successes), 900))
  }

  @Test func theFallbackCachesNothing() async throws {
    let forecast = try await forecast(
      members: #""cache": {}, "retry": {"failureRate": 0.2, "maxAttempts": 1, "billedFraction": 1}"#
    )
    let h = 1 - exp(-1000.0 / 604_800 * 300)
    #expect(isClose(forecast.mean(.cacheReadTokens), 1000 * h * 900))
    #expect(isClose(forecast.mean(.inputTokens), 1000 * (100 + 0.2 * 1000)))
  }

  @Test func anAnswerThatArrivedCanStillBeRejected() async throws {
    let forecast = try await forecast(
      members: """
        "retry": {"failureRate": 0.2, "maxAttempts": 1, "billedFraction": 0},
        "validate": {"failureRate": 0.5, "maxRounds": 1, "with": "cheap"}
        """)
    #expect(isClose(forecast.mean(.successes), 900 * (0.8 * 0.5 + 0.2)))
    // One check each; the fallback's answer is not checked.
    #expect(isClose(forecast.mean(.calls), 1000 * (1 + 1 + 0.2)))
  }

  @Test func fewSessionsAreSimulatedWithTheirFallbacks() async throws {
    let forecast = try await forecast(
      members: #""retry": {"failureRate": 0.5, "maxAttempts": 1, "billedFraction": 0}"#, users: 8)
    #expect(forecast.result.notes.contains { $0.message.contains("one by one") })
    let key = ColumnKey(.calls, scope: .model("cheap"))
    let sampled = try #require(forecast.result.strategies[0].columns[key]?.sampled)
    let count = Double(sampled.count)
    // Poisson of mean 4 in each of 64 trials.
    #expect(abs(sampled.reduce(0, +) / count - 4) <= 5.33 * (4 / count).squareRoot())
  }
}
