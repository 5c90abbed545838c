import Foundation
import Simulation
import Testing

/// Sessions played one by one, against the moments that the engine sums.
struct SingleSessionTests {
  /// Plain numbers, so that all trials are alike and only sessions differ.
  private static func text(workflow: String = "", root: String = "") -> String {
    var scenario = HandScenario()
    scenario.users = 40
    scenario.weeks = 2
    scenario.turns = #"{"geometric": {"mean": 2}}"#
    scenario.workflow = #""memory": "full"\#(workflow)"#
    scenario.root = root
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"system": 900, "user": {"exponential":
      {"mean": 80}}}, "output": {"lognormal": {"p50": 150, "p95": 700}},
      "retry": {"failureRate": 0.1, "maxAttempts": 3, "billedFraction": 0.4,
                "kinds": {"timeout": {"share": 0.5, "billedFraction": 1}},
                "outage": {"share": 0.15, "failureRate": 0.6}},
      "loop": {"steps": {"geometric": {"mean": 1}}, "maxSteps": 5, "toolResult": 300},
      "delegate": {"children": {"poisson": {"mean": 0.5}}, "maxDepth": 3, "maxAgents": 6},
      "validate": {"failureRate": 0.2, "maxRounds": 2, "with": "cheap"}
      """
    ]
    return scenario.text
  }

  /// 2,048 trials, of which a quarter simulates 40 sessions.
  private func costs(
    _ text: String = text(), threads: Int = 1
  ) async throws -> (HandForecast, [Double]) {
    let options = SimulationOptions(trials: 2048, threads: threads, sessionsPerTrial: 40)
    let forecast = try await HandForecast(text: text, options: options)
    return (forecast, forecast.result.strategies[0].sessionCosts)
  }

  /// 6.0 standard errors: a false alarm of 1e-7 for a mean of many.
  private func expectMean(of values: [Double], _ expected: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / (count - 1) / count).squareRoot()
    #expect(abs(mean - expected) <= 6 * error, "\(mean) ± \(error) for \(expected)")
    #expect(error < 0.05 * expected)
  }

  @Test func theirMomentsAreThoseOfTheEngine() async throws {
    let (forecast, costs) = try await costs()
    #expect(costs.count == 2048 / 4 * 40)
    expectMean(of: costs, forecast.mean(.inferenceCost) / 80)
    // Request noise of a Poisson number of sessions: their number times E[X²].
    let square = forecast.result.strategies[0].variance.request / 80
    expectMean(of: costs.map { $0 * $0 }, square)
  }

  private static let harnesses = [
    "", #""harness": {"services": {"it": {"kind": "compute", "per": "turn", "price": 0.004}}}"#,
  ]

  @Test(arguments: harnesses) func aBudgetEndsTheDearestOfThem(harness: String) async throws {
    let whole = try await costs(Self.text(root: harness))
    let (forecast, costs) = try await costs(
      Self.text(workflow: #", "tokenBudget": 12000"#, root: harness))
    func cost(_ forecast: HandForecast) -> Double {
      forecast.mean(.inferenceCost) + forecast.mean(.harnessCost)
    }
    expectMean(of: costs, cost(forecast) / 80)
    func tail(_ costs: [Double]) -> Double {
      costs.sorted().suffix(costs.count / 100).reduce(0, +) / Double(costs.count / 100)
    }
    #expect(tail(costs) < 0.8 * tail(whole.1), "\(tail(costs)) \(tail(whole.1))")
    #expect(cost(forecast) < cost(whole.0))
    #expect(forecast.mean(.successes) < whole.0.mean(.successes))
    // The second moment rests on cost being linear in tokens, the mean on nothing.
    let square = forecast.result.strategies[0].variance.request / 80
    expectMean(of: costs.map { $0 * $0 }, square)
  }

  @Test func theyDoNotDependOnThreads() async throws {
    let (_, one) = try await costs()
    let (_, two) = try await costs(threads: 2)
    #expect(one == two)
  }

  @Test func noneAreDrawnUnlessAskedFor() async throws {
    let forecast = try await HandForecast(text: Self.text())
    #expect(forecast.result.strategies[0].sessionCosts.isEmpty)
  }
}
