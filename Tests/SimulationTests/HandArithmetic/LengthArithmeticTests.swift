import Foundation
import Simulation
import Testing

/// Lengths of a normal law that reaches below zero, where there are none.
struct LengthArithmeticTests {
  private func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }
  private func probability(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

  /// E[max(X - k, 0)] of a normal law.
  private func excess(over k: Double, mean: Double, sd: Double) -> Double {
    let z = (mean - k) / sd
    return (mean - k) * probability(z) + sd * density(z)
  }

  @Test func aLengthBelowZeroCountsAsZero() async throws {
    var scenario = HandScenario()
    scenario.calls = [
      """
      "name": "answer", "model": "hand",
      "prompt": {"user": {"normal": {"mean": 100, "sd": 100}}, "retrieved": 50},
      "output": {"normal": {"mean": 200, "sd": 150}}, "maxTokens": 300
      """
    ]
    let forecast = try await HandForecast(scenario)
    let message = excess(over: 0, mean: 100, sd: 100)
    let answer = excess(over: 0, mean: 200, sd: 150) - excess(over: 300, mean: 200, sd: 150)
    #expect(isClose(forecast.mean(.inputTokens), 1000 * (message + 50)))
    #expect(isClose(forecast.mean(.outputTokens), 1000 * answer))
  }

  /// With a few sessions a week they are played one by one, which shows whether both ways agree.
  @Test func simulatedSessionsHaveTheSameMean() async throws {
    var scenario = HandScenario()
    (scenario.users, scenario.weeks) = (20, 10)
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"user": 10},
      "output": {"normal": {"mean": 100, "sd": 200}}
      """
    ]
    let trials = 4096
    let forecast = try await HandForecast(
      text: scenario.text, options: SimulationOptions(trials: trials))
    #expect(forecast.result.notes.contains { $0.message.contains("one by one in 100.0 %") })
    let series = try #require(forecast.result.strategies[0].columns[ColumnKey(.outputTokens)])
    let expected = 200 * excess(over: 0, mean: 100, sd: 200)
    #expect(series.expected.allSatisfy { isClose($0, expected) })
    // Of 200 sessions E[X²] of each is below 100² + 200²; five standard errors of a mean over trials.
    let mean = series.sampled.reduce(0, +) / Double(trials)
    let error = (200 * (100.0 * 100 + 200 * 200) / Double(trials)).squareRoot()
    #expect(abs(mean - expected) < 5 * error, "\(mean), not \(expected) ± \(error)")
  }

  @Test func anUnknownMeanOfTheLawIsThatBeforeTheCut() async throws {
    var scenario = HandScenario()
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"user": 10},
      "output": {"normal": {"mean": {"uniform": {"min": 0, "max": 200}}, "sd": 100}}
      """
    ]
    let forecast = try await HandForecast(
      text: scenario.text, options: SimulationOptions(trials: 4096))
    // Midpoints: the integrand is smooth, so that 1,000 of them are exact to 1e-7.
    let mean = (0..<1000).reduce(0.0) {
      $0 + excess(over: 0, mean: (Double($1) + 0.5) / 5, sd: 100) / 1000
    }
    // The mean of 4,096 scrambled points of one uniform coordinate: error below 1e-4.
    #expect(abs(forecast.mean(.outputTokens) / (1000 * mean) - 1) < 2e-4)
  }

  /// A gap below zero is none: the next turn comes at once and keeps the prefix for no longer. So few
  /// sessions come that the time for which one keeps it decides what others find.
  @Test func aGapBelowZeroIsNone() async throws {
    func readShare(_ gap: String) async throws -> Double {
      var scenario = HandScenario()
      (scenario.users, scenario.turns) = (1000, "4")
      scenario.workflow = #""secondsBetweenTurns": \#(gap)"#
      scenario.calls = [
        """
        "name": "answer", "model": "hand", "prompt": {"system": 1000}, "output": 100, "cache": {}
        """
      ]
      let forecast = try await HandForecast(scenario)
      return forecast.mean(.cacheReadTokens) / forecast.mean(.calls)
    }
    let normal = try await readShare(#"{"normal": {"mean": 100, "sd": 200}}"#)
    // The same law, its lower half-line put on one point.
    let cut = try await readShare(
      #"{"normal": {"mean": 100, "sd": 200, "min": 0.000001}}"#)
    #expect(abs(normal / cut - 1) < 1e-6)
    let later = try await readShare(
      #"{"normal": {"mean": 100, "sd": 200, "min": 200}}"#)
    #expect(abs(normal / later - 1) > 0.01)
  }
}
