import Foundation
import Simulation
import Testing

/// Retries, validation rounds and tool loops, against their closed forms.
struct RepetitionArithmeticTests {
  private func forecast(
    _ members: String, turns: String = "1", workflow: String = ""
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.turns = turns
    scenario.workflow = workflow
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"system": 900, "user": 100}, "output": 200,
      \(members)
      """
    ]
    return try await HandForecast(scenario)
  }

  private let request = (1000 * 3.0 + 200 * 15) / 1e6

  @Test(arguments: [(0.2, 3, 0.4), (0.5, 1, 1), (0.07, 6, 0), (1, 4, 0.25)])
  func retriesFollowATruncatedGeometric(failure: Double, attempts: Int, billed: Double) async throws
  {
    let forecast = try await forecast(
      """
      "retry": {"failureRate": \(failure), "maxAttempts": \(attempts), "billedFraction": \(billed)}
      """)
    let delivered = 1 - pow(failure, Double(attempts))
    let made = failure < 1 ? delivered / (1 - failure) : Double(attempts)
    let weight = delivered + billed * (made - delivered)
    #expect(isClose(forecast.mean(.calls), 1000 * made))
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * request * weight))
    #expect(isClose(forecast.mean(.outputTokens), 1000 * 200 * weight))
    #expect(isClose(forecast.mean(.successes), 1000 * delivered))
  }

  /// Turns begin at one: P(more than n) is q^n. What lies beyond a bound counts as the bound.
  @Test(arguments: [(mean: 3.0, low: 1, high: 6), (3, 3, 6), (1.25, 2, 40), (20, 1, 300)])
  func aGeometricNumberOfTurnsIsCutToItsBounds(mean: Double, low: Int, high: Int) async throws {
    let forecast = try await forecast(
      #""retry": {"failureRate": 0}"#,
      turns: #"{"geometric": {"mean": \#(mean), "min": \#(low), "max": \#(high)}}"#)
    let q = 1 - 1 / mean
    let turns = (low..<high).reduce(Double(low)) { $0 + pow(q, Double($1)) }
    #expect(isClose(forecast.mean(.calls), 1000 * turns))
  }

  /// (I - Q)^-1 by cofactors; Q moves round i to round i + 1 with probability `rejected`.
  private func fundamentalMatrix(rejected v: Double) -> [[Double]] {
    let m = [[1, -v, 0], [0, 1, -v], [0, 0, 1]]
    func minor(_ row: Int, _ column: Int) -> Double {
      let rows = (0..<3).filter { $0 != row }
      let columns = (0..<3).filter { $0 != column }
      let product = m[rows[0]][columns[0]] * m[rows[1]][columns[1]]
      let cross = m[rows[0]][columns[1]] * m[rows[1]][columns[0]]
      return (product - cross) * ((row + column) % 2 == 0 ? 1 : -1)
    }
    let determinant = (0..<3).reduce(0.0) { $0 + m[0][$1] * minor(0, $1) }
    return (0..<3).map { row in (0..<3).map { minor($0, row) / determinant } }
  }

  @Test func validationRoundsAreAnAbsorbingChain() async throws {
    let forecast = try await forecast(
      """
      "validate": {"failureRate": 0.3, "maxRounds": 3, "with": "cheap", "prompt": 250, "output": 9}
      """)
    let rounds = fundamentalMatrix(rejected: 0.3)[0].reduce(0, +)
    let checker = (550 * 1.0 + 9 * 4) / 1e6
    #expect(isClose(rounds, 1.39))
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * rounds * (request + checker)))
    #expect(isClose(forecast.mean(.calls), 1000 * 2 * rounds))
    #expect(isClose(forecast.mean(.successes), 1000 * (1 - pow(0.3, 3))))
    let cheap = forecast.mean(.inferenceCost, scope: .model("cheap"))
    #expect(isClose(cheap, 1000 * rounds * checker))
  }

  @Test func theModelOfTheCallChecksUnlessAnotherIsNamed() async throws {
    let forecast = try await forecast(#""validate": {"failureRate": 0.25}"#)
    // Defaults: two rounds, a prompt of 300 and a verdict of 8 tokens.
    let checker = (600 * 3.0 + 8 * 15) / 1e6
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * 1.25 * (request + checker)))
  }

  @Test func aRejectedRoundMakesItsAttemptsAnew() async throws {
    let forecast = try await forecast(
      """
      "retry": {"failureRate": 0.1, "maxAttempts": 2, "billedFraction": 0.5},
      "validate": {"failureRate": 0.2, "maxRounds": 2, "with": "cheap"}
      """)
    let weight = 0.99 + 0.5 * (1.1 - 0.99)
    let checker = (600 * 1.0 + 8 * 4) / 1e6
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * 1.2 * (request * weight + checker)))
    #expect(isClose(forecast.mean(.calls), 1000 * 1.2 * (1.1 + 1)))
    #expect(isClose(forecast.mean(.successes), 1000 * 0.99 * 0.96))
  }

  @Test func everyLoopStepSendsTheWholeContextAgain() async throws {
    let forecast = try await forecast(
      #""loop": {"steps": 2, "maxSteps": 5, "toolResult": 400}"#, turns: "2",
      workflow: #""memory": "full""#)
    // Three requests a turn, each 600 longer than the one before; the next turn keeps 300.
    let first = 1000.0 + 1600 + 2200
    let second = first + 3 * 300
    #expect(isClose(forecast.mean(.inputTokens), 1000 * (first + second)))
    #expect(isClose(forecast.mean(.outputTokens), 1000 * 6 * 200))
    #expect(isClose(forecast.mean(.calls), 1000 * 6))
  }

  @Test func loopsEndAtTheirLimit() async throws {
    let forecast = try await forecast(
      #""loop": {"steps": {"geometric": {"mean": 1.5}}, "maxSteps": 2, "toolResult": 400}"#)
    // P(N = 0) = 0.4, P(N = 1) = 0.24, P(N >= 2) = 0.36.
    let input = 0.4 * 1000 + 0.24 * (1000 + 1600) + 0.36 * (1000 + 1600 + 2200)
    #expect(isClose(forecast.mean(.inputTokens), 1000 * input))
    #expect(isClose(forecast.mean(.calls), 1000 * (0.4 + 2 * 0.24 + 3 * 0.36)))
  }

  @Test func aLoopSucceedsWhenEveryRequestArrives() async throws {
    let forecast = try await forecast(
      """
      "loop": {"steps": 1.5, "maxSteps": 9, "toolResult": 10},
      "retry": {"failureRate": 0.3, "maxAttempts": 2, "billedFraction": 1}
      """)
    let arrives = 1 - 0.09
    #expect(
      isClose(forecast.mean(.successes), 1000 * (pow(arrives, 2) + pow(arrives, 3)) / 2))
    #expect(isClose(forecast.mean(.calls), 1000 * 2.5 * 1.3))
  }
}
