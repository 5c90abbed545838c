import Foundation
import Simulation
import Testing

/// Growing prompts, windows, truncation and lengths, against sums that a reader can redo.
struct MemoryArithmeticTests {
  /// The published headline: 70,000 conversations at $3 and $15, system 1,400, user 50, output 425.
  private func headline(turns: String, memory: String = "\"full\"") async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.users = 70_000
    scenario.turns = turns
    scenario.workflow = "\"memory\": \(memory)"
    scenario.calls = [
      #""name": "answer", "model": "hand", "prompt": {"system": 1400, "user": 50}, "output": 425"#
    ]
    return try await HandForecast(scenario)
  }

  /// Input tokens of T turns with full memory: T (S + u) + (u + o) T (T - 1) / 2.
  private func dollars(turns: Double, pairs: Double) -> Double {
    70_000 * ((turns * 1450 + 475 * pairs) * 3 + turns * 425 * 15) / 1e6
  }

  @Test func theOpeningComesWithTheFirstMessageAndStays() async throws {
    var scenario = HandScenario()
    scenario.turns = "3"
    scenario.workflow = #""memory": "full", "secondsBetweenTurns": 1"#
    scenario.calls = [
      #""name": "answer", "model": "hand", "prompt": {"user": 50, "opening": 5000}, "output": 425"#
    ]
    let plain = try await HandForecast(scenario)
    let expected: Double = 1000 * (3 * 5050 + 3 * 475)
    #expect(isClose(plain.mean(.inputTokens), expected))
    // A cache that ends with the message finds the whole prompt of the turn before.
    scenario.users = 1
    scenario.calls[0] += #", "cache": {"prefix": ["history", "message"]}"#
    let cached = try await HandForecast(scenario)
    #expect(isClose(cached.mean(.cacheReadTokens), 5050 + 5525))
    #expect(isClose(cached.mean(.cacheWriteTokens), 5050 + 475 + 475))
    #expect(abs(cached.mean(.inputTokens)) < 1e-9)
  }

  @Test func whatIsRetrievedStandsBetweenTheHistoryAndTheMessage() async throws {
    var scenario = HandScenario()
    scenario.users = 1
    scenario.turns = "2"
    scenario.workflow = #""memory": "full", "secondsBetweenTurns": 1"#
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"user": 50, "retrieved": 300}, "output": 425,
      "cache": {"prefix": ["history", "message"]}
      """
    ]
    let cached = try await HandForecast(scenario)
    // The second turn begins with nothing that the first has sent: its history was empty.
    #expect(abs(cached.mean(.cacheReadTokens)) < 1e-9)
    #expect(isClose(cached.mean(.cacheWriteTokens), 350 + 825))
  }

  @Test func twoTurnsOfTheHeadlineCost1601AndAQuarter() async throws {
    let cost = try await headline(turns: "2").mean(.inferenceCost)
    #expect(isClose(cost, 1601.25), "\(cost)")
  }

  @Test func eightTurnsOfTheHeadlineCost8799() async throws {
    let cost = try await headline(turns: "8").mean(.inferenceCost)
    #expect(isClose(cost, 8799), "\(cost)")
  }

  @Test func aFractionOfATurnIsAMixtureOfItsNeighbours() async throws {
    let cost = try await headline(turns: "2.25").mean(.inferenceCost)
    let expected = 0.75 * dollars(turns: 2, pairs: 1) + 0.25 * dollars(turns: 3, pairs: 3)
    #expect(isClose(cost, expected), "\(cost) \(expected)")
  }

  @Test func geometricTurnsNeedTheMeanNumberOfPairs() async throws {
    let cost = try await headline(turns: #"{"geometric": {"mean": 3}}"#).mean(.inferenceCost)
    // E[T (T - 1)] / 2 = (1 - p) / p^2 with p = 1/3.
    let expected = dollars(turns: 3, pairs: 6)
    #expect(isClose(cost, expected), "\(cost) \(expected)")
  }

  @Test func poissonTurnsCountFromOne() async throws {
    let cost = try await headline(turns: #"{"poisson": {"mean": 3.5}}"#).mean(.inferenceCost)
    // T = 1 + K, E[T (T - 1)] = E[K^2] + E[K] = m^2 + 2 m with m = 2.5.
    let expected = dollars(turns: 3.5, pairs: (2.5 * 2.5 + 2 * 2.5) / 2)
    #expect(isClose(cost, expected), "\(cost) \(expected)")
  }

  @Test func discreteTurnsAreSummedByWeight() async throws {
    let turns = #"{"discrete": {"values": [1, 4], "weights": [3, 1]}}"#
    let cost = try await headline(turns: turns).mean(.inferenceCost)
    let expected = 0.75 * dollars(turns: 1, pairs: 0) + 0.25 * dollars(turns: 4, pairs: 6)
    #expect(isClose(cost, expected), "\(cost) \(expected)")
  }

  @Test func withoutMemoryEveryTurnCostsTheSame() async throws {
    let cost = try await headline(turns: "8", memory: "\"none\"").mean(.inferenceCost)
    let expected = dollars(turns: 8, pairs: 0)
    #expect(isClose(cost, expected), "\(cost) \(expected)")
  }

  @Test func aWindowOfTurnsKeepsTheLatest() async throws {
    let forecast = try await headline(turns: "6", memory: #"{"window": {"turns": 2}}"#)
    // History of 0, 1, 2, 2, 2, 2 exchanges.
    let expected = dollars(turns: 6, pairs: 9)
    #expect(isClose(forecast.mean(.inferenceCost), expected))
    let tokens: Double = 70_000 * (6 * 1450 + 475 * 9)
    #expect(isClose(forecast.mean(.inputTokens), tokens))
  }

  @Test func aWindowOfTokensCutsTheHistory() async throws {
    let forecast = try await headline(turns: "5", memory: #"{"window": {"tokens": 1000}}"#)
    // 0, 475, 950, then 1,000 in place of 1,425 and 1,900.
    let tokens = 5.0 * 1450 + 475 + 950 + 1000 + 1000
    #expect(isClose(forecast.mean(.inputTokens), 70_000 * tokens))
    let expected = 70_000 * (tokens * 3 + 5 * 425 * 15) / 1e6
    #expect(isClose(forecast.mean(.inferenceCost), expected))
  }

  @Test func truncationShortensOutputAndHistoryAndFails() async throws {
    var scenario = HandScenario()
    scenario.turns = "3"
    scenario.workflow = #""memory": "full""#
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"system": 1000, "user": 50}, "output": 425,
      "maxTokens": 300
      """
    ]
    let forecast = try await HandForecast(scenario)
    #expect(isClose(forecast.mean(.outputTokens), 1000 * 3 * 300))
    let expected: Double = 1000 * (3 * 1050 + 3 * 350)
    #expect(isClose(forecast.mean(.inputTokens), expected))
    #expect(forecast.mean(.successes) == 0)
  }

  @Test func anAnswerOfExactlyTheLimitIsComplete() async throws {
    var scenario = HandScenario()
    scenario.calls = [
      #""name": "answer", "model": "hand", "prompt": {"system": 10}, "output": 300, "maxTokens": 300"#
    ]
    #expect(isClose(try await HandForecast(scenario).mean(.successes), 1000))
  }

  @Test func temperatureScalesTheOutputBeforeTheLimit() async throws {
    var scenario = HandScenario()
    scenario.turns = "2"
    scenario.workflow = #""memory": "full""#
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"user": 100}, "output": 500,
      "temperature": 0.25, "maxTokens": 495
      """
    ]
    let output = 500 * (1 + 0.052 * 0.25) / 1.052
    let forecast = try await HandForecast(scenario)
    #expect(isClose(forecast.mean(.outputTokens), 1000 * 2 * output))
    #expect(isClose(forecast.mean(.inputTokens), 1000 * (300 + output)))
    #expect(isClose(forecast.mean(.successes), 1000))
  }

  @Test func bypassedTurnsCostNothingAndAreForgotten() async throws {
    var scenario = HandScenario()
    scenario.turns = "2"
    scenario.workflow = #""memory": "full", "bypass": 0.25"#
    scenario.calls = [
      #""name": "answer", "model": "hand", "prompt": {"system": 1400, "user": 50}, "output": 425"#
    ]
    let forecast = try await HandForecast(scenario)
    // Two model turns with probability 9/16, one with 6/16.
    let (two, one) = (2.0 * 1450 + 475, 1450.0)
    let tokens = (9 * two + 6 * one) / 16
    #expect(isClose(forecast.mean(.inputTokens), 1000 * tokens))
    #expect(isClose(forecast.mean(.calls), 1000 * 1.5))
    #expect(isClose(forecast.mean(.successes), 1000))
  }

  @Test func callsOfATurnAddUpAndRememberApart() async throws {
    var scenario = HandScenario()
    scenario.turns = "3"
    scenario.workflow = #""memory": "full""#
    scenario.calls = [
      #""name": "answer", "model": "hand", "prompt": {"system": 1000, "user": 50}, "output": 200"#,
      #""name": "title", "model": "cheap", "prompt": {"retrieved": 300, "user": 10}, "output": 5"#,
    ]
    let forecast = try await HandForecast(scenario)
    let answerInput = 3.0 * 1050 + 3 * 250
    let titleInput = 3.0 * 310 + 3 * 15
    let answer = answerInput * 3 + 600 * 15
    let title = titleInput + 15 * 4
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * (answer + title) / 1e6))
    let cheap = forecast.mean(.inferenceCost, scope: .model("cheap"))
    #expect(isClose(cheap, 1000 * title / 1e6))
  }
}
