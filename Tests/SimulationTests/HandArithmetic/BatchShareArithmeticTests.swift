import Foundation
import Simulation
import Testing

/// Sessions that can wait are billed at the batch rates of the models that answer them.
struct BatchShareArithmeticTests {
  private func forecast(
    _ strategy: String, calls: [String]? = nil, segment: String = "", users: Double = 1000
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.users = users
    scenario.segment = segment
    scenario.calls =
      calls ?? [#""name": "answer", "prompt": {"system": 900, "user": 100}, "output": 200"#]
    scenario.root = #""routing": {"strategies": {"it": \#(strategy)}}"#
    return try await HandForecast(scenario)
  }

  /// Prices of the built-in book, $ per million tokens: gpt-5 1.25 and 10, half of it in the batch;
  /// claude-haiku-5-5 likewise at its own rates.
  private let gpt5 = (1000 * 1.25 + 200 * 10) / 1e6

  @Test func whatWaitsCostsHalf() async throws {
    let forecast = try await forecast(#"{"single": "gpt-5", "batchShare": 0.4, "success": 0.9}"#)
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * gpt5 * (0.6 + 0.4 * 0.5)))
    #expect(isClose(forecast.mean(.inputTokens), 1_000_000))
    #expect(isClose(forecast.mean(.successes), 900))
    #expect(forecast.mean(.escalations) == 0)
  }

  @Test func bothTiersSendWhatCanWait() async throws {
    let strategy = """
      {"tiers": [{"model": "gpt-5-mini", "share": 0.7}, {"model": "gpt-5", "success": 0.5}],
       "batchShare": 0.25}
      """
    let plain = strategy.replacingOccurrences(of: ",\n \"batchShare\": 0.25", with: "")
    let (waiting, standard) = (try await forecast(strategy), try await forecast(plain))
    #expect(
      isClose(waiting.mean(.inferenceCost), standard.mean(.inferenceCost) * (1 - 0.25 * 0.5)))
    #expect(isClose(waiting.mean(.escalations), 300))
    #expect(isClose(waiting.mean(.successes), standard.mean(.successes)))
  }

  @Test func onlyRoutedCallsWait() async throws {
    let forecast = try await forecast(
      #"{"single": "gpt-5", "batchShare": 1}"#,
      calls: [
        #""name": "answer", "prompt": {"system": 900, "user": 100}, "output": 200"#,
        #""name": "title", "model": "gpt-5", "prompt": {"system": 900, "user": 100}, "output": 200"#,
      ])
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * gpt5 * (0.5 + 1)))
  }

  @Test func aFallbackStandsBesideTiers() async throws {
    let forecast = try await forecast(
      """
      {"tiers": [{"model": "gpt-5", "share": 0.5}, {"model": "gpt-5"}], "fallback": "cheap"}
      """,
      calls: [
        #""name": "answer", "prompt": {"system": 900, "user": 100}, "output": 200,"#
          + #""retry": {"failureRate": 0.3, "maxAttempts": 1, "billedFraction": 0}"#
      ])
    let cheap = (1000 * 1.0 + 200 * 4) / 1e6
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * (0.7 * gpt5 + 0.3 * cheap)))
    #expect(isClose(forecast.mean(.successes), 1000))
  }

  @Test func fewSessionsAreSentOneByOne() async throws {
    let forecast = try await forecast(#"{"single": "gpt-5", "batchShare": 0.5}"#, users: 8)
    #expect(forecast.result.notes.contains { $0.message.contains("one by one") })
    let sampled = try #require(
      forecast.result.strategies[0].columns[ColumnKey(.inferenceCost)]?.sampled)
    let count = Double(sampled.count)
    // Compound Poisson of mean 8: variance 8 E[X²] a trial.
    let second = gpt5 * gpt5 * (0.5 + 0.5 * 0.25)
    #expect(
      abs(sampled.reduce(0, +) / count - 8 * gpt5 * 0.75)
        <= 5.33 * (8 * second / count).squareRoot())
  }
}
