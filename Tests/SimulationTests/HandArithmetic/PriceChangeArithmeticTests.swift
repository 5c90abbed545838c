import Foundation
import Simulation
import Testing

/// Prices that change within the horizon, and routing that gets better.
struct PriceChangeArithmeticTests {
  private let request = (1000 * 3.0 + 100 * 15) / 1e6

  private func weekly(_ changes: String, weeks: Int = 13) async throws -> [Double] {
    var scenario = HandScenario()
    scenario.weeks = weeks
    scenario.root = #""prices": {"changes": [\#(changes)]}"#
    let forecast = try await HandForecast(scenario)
    return (0..<weeks).map { forecast.mean(.inferenceCost, .week($0)) }
  }

  private func expect(_ values: [Double], _ factors: [Double]) {
    let expected = factors.map { 1000 * request * $0 }
    #expect(zip(values, expected).allSatisfy { isClose($0, $1) }, "\(values) \(expected)")
    #expect(values.count == factors.count)
  }

  @Test func aStepHoldsFromItsWeekOn() async throws {
    expect(
      try await weekly(#"{"model": "hand", "fromWeek": 5, "factor": 0.7}"#),
      Array(repeating: 1, count: 4) + Array(repeating: 0.7, count: 9))
  }

  @Test func aDriftMovesOnceAMonth() async throws {
    let months = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]
    expect(
      try await weekly(#"{"provider": "private", "perYear": -0.6}"#),
      months.map { pow(0.4, Double($0) / 12) })
  }

  @Test func changesMultiply() async throws {
    expect(
      try await weekly(
        #"{"fromWeek": 2, "factor": 0.5}, {"model": "hand", "fromWeek": 3, "factor": 3}"#,
        weeks: 4),
      [1, 0.5, 1.5, 1.5])
  }

  @Test func aDayIsTheFirstWeekThatBeginsOnItOrLater() async throws {
    var scenario = HandScenario()
    scenario.root = #""prices": {"changes": [{"from": "2027-01-13", "factor": 0.5}]}"#
    let text = scenario.text.replacingOccurrences(
      of: #""weeks": 1"#, with: #""start": "2027-01-04", "weeks": 4"#)
    let forecast = try await HandForecast(text: text)
    expect((0..<4).map { forecast.mean(.inferenceCost, .week($0)) }, [1, 1, 0.5, 0.5])
  }

  @Test func onlyTheNamedModelChanges() async throws {
    var scenario = HandScenario()
    scenario.weeks = 2
    scenario.calls.append(
      #""name": "second", "model": "cheap", "prompt": {"system": 1000}, "output": 100"#)
    scenario.root = #""prices": {"changes": [{"model": "cheap", "fromWeek": 2, "factor": 0.25}]}"#
    let forecast = try await HandForecast(scenario)
    let cheap = (1000 * 1.0 + 100 * 4) / 1e6
    #expect(isClose(forecast.mean(.inferenceCost, .week(0)), 1000 * (request + cheap)))
    #expect(isClose(forecast.mean(.inferenceCost, .week(1)), 1000 * (request + cheap / 4)))
    #expect(isClose(forecast.mean(.inferenceCost, scope: .model("cheap")), 1250 * cheap))
    let strategy = forecast.result.strategies[0]
    let bridge = strategy.bridge
    #expect(
      isClose(bridge.first { $0.effect == .prices }?.amount ?? .nan, -750 * cheap), "\(bridge)")
    #expect(isClose(bridge.reduce(0) { $0 + $1.amount }, forecast.mean(.inferenceCost)))
    let parts = strategy.breakdown.reduce(0) {
      $0 + $1.means.reduce(0, +) / Double($1.means.count)
    }
    #expect(isClose(parts, forecast.mean(.inferenceCost)))
  }

  /// The noise of a week scales with its prices: two horizons of equal prices, one by a factor.
  @Test func theNoiseOfRequestsScalesWithPrices() async throws {
    func deviation(_ root: String) async throws -> Double {
      var scenario = HandScenario()
      scenario.users = 50
      scenario.turns = #"{"geometric": {"mean": 3}}"#
      scenario.weeks = 2
      scenario.root = root
      let forecast = try await HandForecast(
        text: scenario.text, options: SimulationOptions(trials: 1024))
      let key = ColumnKey(.inferenceCost, period: .week(1))
      let values = forecast.result.strategies[0].columns[key]!.sampled
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
    }
    let plain = try await deviation(#""prices": {"changes": [{"fromWeek": 2, "factor": 1}]}"#)
    let half = try await deviation(#""prices": {"changes": [{"fromWeek": 2, "factor": 0.5}]}"#)
    #expect(isClose(half, plain / 2))
  }

  private let tiers = """
    "routing": {"strategies": {"it": {
      "tiers": [{"model": "cheap", "share": 0.4, "success": 0.8}, {"model": "hand"}],
      "misroute": {"hardSentSmall": 0.2, "easySentLarge": 0.1}}}}
    """

  @Test func sortersErrLessWithTheMonths() async throws {
    var scenario = HandScenario()
    scenario.weeks = 6
    scenario.calls = [#""name": "answer", "prompt": {"system": 1000}, "output": 100"#]
    scenario.root = #""learning": {"misroutePerMonth": -0.5}, "# + tiers
    let forecast = try await HandForecast(scenario)
    func toSmall(_ error: Double) -> Double { 0.4 * (1 - 0.1 * error) + 0.6 * 0.2 * error }
    let calls = 1000 * (5 * toSmall(1) + toSmall(0.5))
    #expect(isClose(forecast.mean(.calls, scope: .model("cheap")), calls))
    func right(_ error: Double) -> Double {
      0.4 * (1 - 0.1 * error) * 0.8 + 0.6 * (1 - 0.2 * error) + 0.4 * 0.1 * error
    }
    #expect(isClose(forecast.mean(.successes), 1000 * (5 * right(1) + right(0.5))))
  }

  @Test func sessionsMoveToTheFirstTierUntilNoneIsLeft() async throws {
    var scenario = HandScenario()
    scenario.weeks = 13
    scenario.calls = [#""name": "answer", "prompt": {"system": 1000}, "output": 100"#]
    scenario.root = #""learning": {"shareToFirstPerMonth": 0.35}, "# + tiers
    let forecast = try await HandForecast(scenario)
    // Weeks with their share of easy sessions: nine in ten of those, and two in ten of the rest.
    let shares: [(weeks: Double, easy: Double)] = [(5, 0.4), (4, 0.75), (4, 1)]
    var calls = 0.0
    for month in shares {
      let small: Double = month.easy * 0.9 + (1 - month.easy) * 0.2
      calls += 1000 * month.weeks * small
    }
    #expect(isClose(forecast.mean(.calls, scope: .model("cheap")), calls))
  }

  @Test func aRoutersShareMovesToo() async throws {
    var scenario = HandScenario()
    scenario.weeks = 6
    scenario.calls = [#""name": "answer", "prompt": {"system": 1000}, "output": 100"#]
    scenario.root = """
      "learning": {"shareToFirstPerMonth": 0.1},
      "routing": {"strategies": {"it": {"router": {"small": {"model": "cheap", "success": 0.5},
        "large": {"model": "hand", "success": 0.9}, "shareToLarge": 0.6}}}}
      """
    let forecast = try await HandForecast(scenario)
    #expect(isClose(forecast.mean(.calls, scope: .model("hand")), 1000 * (5 * 0.6 + 0.5)))
    #expect(isClose(forecast.mean(.successes), 1000 * (5 * (0.5 + 0.24) + 0.5 + 0.2)))
  }
}
