import Foundation
import Simulation
import Testing

/// Tiers, misrouting, the classifier, batch prices and long-context cliffs.
struct RoutingArithmeticTests {
  private func forecast(
    strategy: String, turns: String = "1", workflow: String = "", members: String = ""
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.turns = turns
    scenario.workflow = workflow
    scenario.calls = [
      """
      "name": "answer", "prompt": {"system": 900, "user": 100}, "output": 200\(members)
      """
    ]
    scenario.root = #""routing": {"strategies": {"it": {\#(strategy)}}}"#
    return try await HandForecast(scenario)
  }

  private let cheap = (1000 * 1.0 + 200 * 4) / 1e6
  private let hand = (1000 * 3.0 + 200 * 15) / 1e6
  private let opus = (1000 * 4.0 + 200 * 20) / 1e6

  @Test func aSingleModelSucceedsAtItsRate() async throws {
    let forecast = try await forecast(strategy: #""single": "hand", "success": 0.9"#)
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * hand))
    #expect(isClose(forecast.mean(.successes), 900))
  }

  @Test func theLastTierTakesTheRemainder() async throws {
    let forecast = try await forecast(
      strategy: """
        "tiers": [{"model": "cheap", "share": 0.5, "success": 0.8},
                  {"model": "hand", "share": 0.3, "success": 0.9},
                  {"model": "claude-opus-5-5", "success": 0.95}]
        """)
    let cost = 0.5 * cheap + 0.3 * hand + 0.2 * opus
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * cost))
    #expect(isClose(forecast.mean(.successes), 1000 * (0.5 * 0.8 + 0.3 * 0.9 + 0.2 * 0.95)))
    #expect(isClose(forecast.mean(.calls, scope: .model("hand")), 300))
  }

  @Test func misroutingGoesBothWays() async throws {
    let forecast = try await forecast(
      strategy: """
        "tiers": [{"model": "cheap", "share": 0.5, "success": 0.8},
                  {"model": "hand", "share": 0.3, "success": 0.9},
                  {"model": "claude-opus-5-5", "success": 0.95}],
        "misroute": {"hardSentSmall": 0.1, "easySentLarge": 0.06}
        """)
    let small = 0.5 * 0.94 + 0.5 * 0.1
    let middle = 0.3 * 0.9
    let large = 0.2 * 0.9 + 0.5 * 0.06
    #expect(isClose(small + middle + large, 1))
    let cost = small * cheap + middle * hand + large * opus
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * cost))
    let success = 0.5 * 0.94 * 0.8 + middle * 0.9 + large * 0.95
    #expect(isClose(forecast.mean(.successes), 1000 * success))
  }

  @Test func theClassifierIsPaidAtEveryModelTurn() async throws {
    let forecast = try await forecast(
      strategy: """
        "tiers": [{"model": "cheap", "share": 0.4}, {"model": "hand"}],
        "classifier": {"model": "claude-haiku-5-5", "prompt": 300, "output": 8}
        """, turns: "3", workflow: #""bypass": 0.2"#,
      members: #", "retry": {"failureRate": 0.5, "maxAttempts": 2, "billedFraction": 1}"#)
    let turns = 3 * 0.8
    let classifier = (400 * 0.1 + 8 * 0.5) / 1e6
    let answer = 1.5 * (0.4 * cheap + 0.6 * hand)
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * turns * (answer + classifier)))
    #expect(isClose(forecast.mean(.calls), 1000 * turns * 2.5))
    #expect(isClose(forecast.mean(.successes), 1000 * (0.2 + 0.8 * 0.75)))
  }

  @Test func aCallWithItsOwnModelIsNotRouted() async throws {
    var scenario = HandScenario()
    scenario.calls = [
      #""name": "answer", "prompt": {"system": 900, "user": 100}, "output": 200"#,
      #""name": "title", "model": "cheap", "prompt": {"user": 100}, "output": 10"#,
    ]
    scenario.root = """
      "routing": {"strategies": {"it": {"tiers": [{"model": "hand", "share": 0.4},
                                                  {"model": "claude-opus-5-5"}]}}}
      """
    let forecast = try await HandForecast(scenario)
    let title = (100 * 1.0 + 10 * 4) / 1e6
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * (0.4 * hand + 0.6 * opus + title)))
  }

  /// A strategy's success is that of the models it chooses.
  @Test(arguments: [
    #""single": "hand", "success": 0.5"#,
    #""tiers": [{"model": "cheap", "share": 0.5, "success": 0.1}, {"model": "hand", "success": 0.2}]"#,
  ])
  func aWorkflowThatRoutesNothingSucceedsWhateverTheStrategy(_ strategy: String) async throws {
    var scenario = HandScenario()
    scenario.root = #""routing": {"strategies": {"it": {\#(strategy)}}}"#
    let forecast = try await HandForecast(scenario)
    #expect(isClose(forecast.mean(.successes), 1000))
    #expect(forecast.mean(.escalations) == 0)
  }

  @Test func aBatchCostsHalf() async throws {
    let forecast = try await forecast(
      strategy: #""single": "claude-sonnet-5-5""#,
      members: #", "batch": true, "validate": {"failureRate": 0, "with": "cheap"}"#)
    let answer: Double = (1000 * 2 + 200 * 10) / 1e6 / 2
    let checker: Double = (600 * 1 + 8 * 4) / 1e6
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * (answer + checker)))
  }

  /// claude-haiku-5-5 is five times dearer beyond 100,000 tokens; grok-4.7 twice from 200,000.
  @Test(arguments: [
    ("claude-haiku-5-5", 100_000, 0.1, 0.5), ("claude-haiku-5-5", 100_001, 0.5, 2.5),
    ("grok-4.7", 199_999, 2, 6), ("grok-4.7", 200_000, 4, 12),
  ])
  func beyondTheCliffTheWholeRequestIsDearer(
    model: String, prompt: Int, input: Double, output: Double
  ) async throws {
    var scenario = HandScenario()
    scenario.calls = [
      #""name": "answer", "model": "\#(model)", "prompt": {"user": \#(prompt)}, "output": 200"#
    ]
    let cost = try await HandForecast(scenario).mean(.inferenceCost)
    let expected = 1000 * (Double(prompt) * input + 200 * output) / 1e6
    #expect(isClose(cost, expected), "\(cost) \(expected)")
  }

  @Test func aConversationCrossesTheCliffOnItsWay() async throws {
    var scenario = HandScenario()
    scenario.turns = "3"
    scenario.workflow = #""memory": "full""#
    scenario.calls = [
      """
      "name": "answer", "model": "claude-haiku-5-5", "prompt": {"system": 50000, "user": 24000},
      "output": 1500
      """
    ]
    let cost = try await HandForecast(scenario).mean(.inferenceCost)
    // Prompts of 74,000, 99,500 and 125,000 tokens: the third is long.
    let expected = (173_500 * 0.1 + 3000 * 0.5 + 125_000 * 0.5 + 1500 * 2.5) / 1e6
    #expect(isClose(cost, 1000 * expected), "\(cost) \(1000 * expected)")
  }
}
