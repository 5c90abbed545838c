import Foundation
import Simulation
import Testing

/// Agents that start agents, against branching processes that can be written down.
struct DelegationArithmeticTests {
  private func forecast(
    _ children: String, depth: Int, agents: Int, steps: String = "0", turns: String = "1",
    workflow: String = "", more: String = ""
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.turns = turns
    scenario.workflow = workflow
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"system": 900, "user": 100}, "output": 200,
      "loop": {"steps": \(steps), "maxSteps": 9, "toolResult": 400},
      "delegate": {"children": \(children), "maxDepth": \(depth), "maxAgents": \(agents)}\(more)
      """
    ]
    return try await HandForecast(scenario)
  }

  /// 1,000 tokens in and 200 out.
  private let request: Double = 6000 / 1e6

  @Test(arguments: [1, 2, 3, 6])
  func withoutABudgetTheGenerationsAreAGeometricSeries(depth: Int) async throws {
    let forecast = try await forecast(#"{"bernoulli": {"p": 0.6}}"#, depth: depth, agents: 100)
    let runs = (0...depth).reduce(0.0) { $0 + pow(0.6, Double($1)) }
    #expect(isClose(forecast.mean(.calls), 1000 * runs))
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * runs * request))
  }

  /// T = the sum over a run's children of 1 + T': with m children of variance s,
  /// E = m (1 + E') and V = m V' + s (1 + E')².
  @Test func theVarianceIsThatOfAGaltonWatsonProcess() async throws {
    let forecast = try await forecast(#"{"poisson": {"mean": 0.5}}"#, depth: 4, agents: 100)
    var mean = 0.0
    var variance = 0.0
    for _ in 0..<4 {
      variance = 0.5 * variance + 0.5 * (1 + mean) * (1 + mean)
      mean = 0.5 * (1 + mean)
    }
    #expect(isClose(mean, 0.5 + 0.25 + 0.125 + 0.0625))
    #expect(isClose(forecast.mean(.calls), 1000 * (1 + mean)))
    let square = (variance + (1 + mean) * (1 + mean)) * request * request
    #expect(isClose(forecast.result.strategies[0].variance.request, 1000 * square))
  }

  @Test(arguments: [(1, 100, 3), (2, 100, 7), (2, 6, 6), (5, 4, 4), (20, 100, 100), (3, 2, 2)])
  func aBudgetEndsAnExplosion(depth: Int, agents: Int, runs: Int) async throws {
    let forecast = try await forecast("2", depth: depth, agents: agents)
    #expect(isClose(forecast.mean(.calls), Double(1000 * runs)))
  }

  @Test func theBudgetCutsTheYoungestGeneration() async throws {
    // Each run starts none or two, at even odds; two generations, four runs. The first run starts two
    // in half of the turns; then one more fits, unless neither child (a quarter) starts any.
    let forecast = try await forecast(
      #"{"discrete": {"values": [0, 2]}}"#, depth: 2, agents: 4)
    let runs = 1 + 0.5 * (2 + 0.75 * 1)
    #expect(isClose(forecast.mean(.calls), 1000 * runs))
  }

  @Test func aChildKnowsNothingOfTheConversation() async throws {
    let forecast = try await forecast(
      "1", depth: 1, agents: 9, steps: "1", turns: "2", workflow: #""memory": "full""#)
    // The second turn sends 300 tokens of history in each of its own two requests, its child none.
    let run = 1000.0 + 1600
    #expect(isClose(forecast.mean(.inputTokens), 1000 * (4 * run + 2 * 300)))
    #expect(isClose(forecast.mean(.outputTokens), 1000 * 8 * 200))
  }

  @Test func aChildReadsThePrefixThatItsParentHasSent() async throws {
    let forecast = try await forecast(
      "1", depth: 1, agents: 9, workflow: #""secondsBetweenTurns": 30"#,
      more: #", "cache": {"prefix": ["tools", "system"]}"#)
    let shared = 1 - exp(-1000.0 / 604_800 * 300)
    #expect(isClose(forecast.mean(.cacheReadTokens), 1000 * 900 * (1 + shared)))
    #expect(isClose(forecast.mean(.cacheWriteTokens), 1000 * 900 * (1 - shared)))
  }

  @Test func everyRoundDelegatesAnewAndChildrenDecideNoDelivery() async throws {
    let forecast = try await forecast(
      "1", depth: 2, agents: 9,
      more: """
        , "validate": {"failureRate": 0.2, "maxRounds": 2, "with": "cheap"},
        "retry": {"failureRate": 0.1, "maxAttempts": 2, "billedFraction": 1}
        """)
    #expect(isClose(forecast.mean(.calls), 1000 * 1.2 * (3 * 1.1 + 1)))
    #expect(isClose(forecast.mean(.successes), 1000 * 0.99 * 0.96))
  }
}
