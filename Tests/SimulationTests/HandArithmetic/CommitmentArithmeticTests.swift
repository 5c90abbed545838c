import Simulation
import Summaries
import Testing

/// What is paid whatever the traffic.
struct CommitmentArithmeticTests {
  private func forecast(_ commitments: String, weeks: Int = 26) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.weeks = weeks
    scenario.root = #""commitments": {\#(commitments)}"#
    return try await HandForecast(scenario)
  }

  /// To the last digit: a gate on a probability compares every trial with its bound.
  @Test func whatIsKnownIsExactInEveryTrial() async throws {
    var scenario = HandScenario()
    scenario.weeks = 52
    scenario.root = #"""
      "fixed": {"monthly": 5}, "commitments": {"a": {"provider": "p", "perWeek": 1}}
      """#
    let columns = try await HandForecast(scenario).result.strategies[0].columns
    for (key, cost) in [
      (ColumnKey(.fixedCost), 60.0), (ColumnKey(.fixedCost, period: .month(7)), 5),
      (ColumnKey(.commitmentCost), 52), (ColumnKey(.commitmentCost, period: .week(30)), 1),
    ] {
      let series = try #require(columns[key])
      #expect(series.expected.allSatisfy { $0 == cost }, "\(key): \(series.expected[0])")
    }
  }

  @Test func aMonthlyPriceIsPaidInEveryWeekByItsShareOfTheMonth() async throws {
    let forecast = try await forecast(#""a": {"provider": "p", "perMonth": 130}"#)
    #expect(isClose(forecast.mean(.commitmentCost), 130 * 6))
    #expect(isClose(forecast.mean(.commitmentCost, .week(7)), 30))
    #expect(isClose(forecast.mean(.commitmentCost, .month(2)), 130))
    #expect(forecast.mean(.idleCommitmentCost) == 0)
  }

  @Test func aCommitmentEndsWithItsLastWeek() async throws {
    let forecast = try await forecast(
      #""a": {"provider": "p", "perWeek": 20, "fromWeek": 3, "untilWeek": 6}"#)
    #expect(isClose(forecast.mean(.commitmentCost), 80))
    #expect(forecast.mean(.commitmentCost, .week(1)) == 0)
    #expect(isClose(forecast.mean(.commitmentCost, .week(2)), 20))
    #expect(isClose(forecast.mean(.commitmentCost, .week(5)), 20))
    #expect(forecast.mean(.commitmentCost, .week(6)) == 0)
    // Week 5 lies a third in the first month: 13/3 weeks are 4 and a third.
    #expect(isClose(forecast.mean(.commitmentCost, .month(0)), 20 * (2 + 1.0 / 3)))
  }

  /// Weeks begin on 4, 11, 18, 25 January.
  @Test func daysAreTakenToWholeWeeks() async throws {
    var scenario = HandScenario()
    scenario.weeks = 4
    scenario.root = #"""
      "commitments": {"a": {"provider": "p", "perWeek": 20, "from": "2027-01-05",
                            "until": "2027-01-24"}}
      """#
    let text = scenario.text.replacing(
      #""horizon": {"#, with: #""horizon": {"start": "2027-01-04", "#)
    let forecast = try await HandForecast(text: text)
    let weeks = (0..<4).map { forecast.mean(.commitmentCost, .week($0)) }
    #expect(weeks == [0, 20, 20, 0])
  }

  @Test func whatProductionDoesNotUseIsIdle() async throws {
    let forecast = try await forecast(
      """
      "left": {"provider": "p", "perWeek": 7, "production": false},
      "half": {"provider": "q", "perWeek": 10, "utilisation": 0.6},
      "serving": {"provider": "q", "perWeek": 3, "serves": ["gpt-4", "hand"]},
      "moved": {"provider": "q", "perWeek": 5, "serves": ["gpt-4"], "utilisation": 0.9}
      """, weeks: 2)
    #expect(isClose(forecast.mean(.commitmentCost), 50))
    #expect(isClose(forecast.mean(.idleCommitmentCost), 2 * (7 + 4 + 5)))
    let parts = Breakdown(forecast.result, strategy: 0)
    #expect(parts.layers.map(\.name) == ["inference", "harness", "fixed", "commitments"])
    #expect(isClose(parts.layers[3].cost.value, 50))
    #expect(
      Set(parts.models.map(\.name))
        == ["hand", "(fixed)", "(committed: p)", "(committed: q)"])
    let total = forecast.mean(.inferenceCost) + 50
    #expect(isClose(parts.total.value, total))
    for table in [parts.layers, parts.models, parts.meters, parts.segments, parts.calls] {
      #expect(isClose(table.reduce(0) { $0 + $1.cost.value }, total))
    }
  }

  @Test func theBridgeEndsAtTheMean() async throws {
    let forecast = try await forecast(#""a": {"provider": "p", "perMonth": 130}"#)
    let bridge = forecast.result.strategies[0].bridge
    #expect(bridge.last?.effect == .commitments)
    #expect(isClose(bridge.last?.amount ?? 0, 780))
    let mean = forecast.mean(.inferenceCost) + 780
    #expect(isClose(bridge.reduce(0) { $0 + $1.amount }, mean))
  }

  /// Two equally uncertain costs, one of them committed: both are in the variance of the total.
  @Test func anUnknownPriceIsPartOfTheUncertainty() async throws {
    let forecast = try await forecast(
      #""a": {"provider": "p", "perWeek": {"uniform": {"min": 10, "max": 30}}}"#, weeks: 6)
    let variance = forecast.result.strategies[0].variance
    // 36 · 20² / 12
    #expect(abs(variance.uncertainty / 1200 - 1) < 0.1)
  }
}
