import Foundation
import Simulation
import Testing

/// Adoption, churn, learning, harness and fixed costs by week and month.
struct TrafficArithmeticTests {
  private let request = (1000 * 3.0 + 100 * 15) / 1e6

  private func weekly(_ forecast: HandForecast) -> [Double] {
    (0..<forecast.result.months.weeks).map { forecast.mean(.units, .week($0)) }
  }

  private func monthly(_ forecast: HandForecast, _ flow: Flow) -> [Double] {
    (0..<forecast.result.months.count).map { forecast.mean(flow, .month($0)) }
  }

  private func expectClose(_ values: [Double], _ expected: [Double]) {
    #expect(zip(values, expected).allSatisfy { isClose($0, $1) }, "\(values) \(expected)")
    #expect(values.count == expected.count)
  }

  /// The first and the last are alike in all but their number, the middle one makes more of a session.
  @Test(arguments: [1.0, 1000])
  func segmentsOfOneWorkflowKeepTheirOwnVolumesAndUnits(users: Double) async throws {
    var scenario = HandScenario()
    scenario.users = users
    let text = scenario.text.replacing(
      #""segments": {"all": {"#,
      with: #"""
        "segments": {
          "few": {"users": 1, "sessionsPerUserPerWeek": 2, "workflow": "chat"},
          "rich": {"users": 2, "sessionsPerUserPerWeek": 1, "unitsPerSession": 3,
                   "workflow": "chat"},
          "all": {
        """#)
    let forecast = try await HandForecast(text: text)
    // Of three small segments the sessions are simulated; beside a large one theirs weigh nothing.
    let notes = forecast.result.notes.map(\.message)
    #expect(notes.contains { $0.contains("one by one in 100.0 %") } == (users == 1), "\(notes)")
    for (segment, sessions, units) in [(0, 2.0, 1.0), (1, 2, 3), (2, users, 1)] {
      let scope = Scope.segment(segment)
      #expect(isClose(forecast.mean(.sessions, scope: scope), sessions))
      #expect(isClose(forecast.mean(.units, scope: scope), units * sessions))
      #expect(isClose(forecast.mean(.inferenceCost, scope: scope), sessions * request))
      let columns = forecast.result.strategies[0].columns
      let count = try #require(columns[ColumnKey(.sessions, scope: scope)]).sampled
      let made = try #require(columns[ColumnKey(.units, scope: scope)]).sampled
      #expect(zip(count, made).allSatisfy { isClose($1, units * $0) })
    }
  }

  @Test func logisticAdoptionIsReadAtMidWeek() async throws {
    var scenario = HandScenario()
    scenario.weeks = 12
    scenario.segment = #""adoption": {"logistic": {"ceiling": 0.4, "weeksToHalf": 5}}"#
    let expected = (0..<12).map { week in
      let steepness = log(0.95 / 0.05) / 5
      return 1000 * 0.4 / (1 + exp(-steepness * (Double(week) + 0.5 - 5)))
    }
    expectClose(weekly(try await HandForecast(scenario)), expected)
  }

  @Test func theShareAtLaunchSetsTheSlope() async throws {
    var scenario = HandScenario()
    scenario.weeks = 4
    scenario.segment =
      #""adoption": {"logistic": {"ceiling": 1, "weeksToHalf": 2, "launchShare": 0.2}}"#
    let expected = (0..<4).map { 1000 / (1 + exp(-log(4) / 2 * (Double($0) - 1.5))) }
    expectClose(weekly(try await HandForecast(scenario)), expected)
  }

  @Test func bassAdoptionCountsInYears() async throws {
    var scenario = HandScenario()
    scenario.weeks = 20
    scenario.segment =
      #""adoption": {"bass": {"innovation": 0.03, "imitation": 0.38, "ceiling": 0.5}}"#
    let expected = (0..<20).map { week in
      let decay = exp(-0.41 * (Double(week) + 0.5) / 52)
      return 500 * (1 - decay) / (1 + 0.38 / 0.03 * decay)
    }
    expectClose(weekly(try await HandForecast(scenario)), expected)
  }

  @Test func churnDecaysWhatHasBeenAdopted() async throws {
    var scenario = HandScenario()
    scenario.weeks = 10
    scenario.segment = #""churnPerMonth": 0.2, "adoption": 0.5"#
    let forecast = try await HandForecast(scenario)
    let expected = (0..<10).map { 500 * pow(0.8, Double($0) * 3 / 13) }
    expectClose(weekly(forecast), expected)
    let months = expected.reduce(0, +) * 3 / 13
    #expect(isClose(forecast.mean(.activeUserMonths), months))
  }

  @Test func churnAndGrowthWorkAtOnce() async throws {
    var scenario = HandScenario()
    scenario.weeks = 6
    scenario.segment =
      #""churnPerMonth": 0.3, "adoption": {"logistic": {"ceiling": 1, "weeksToHalf": 3}}"#
    let adopted = (0..<6).map { 1 / (1 + exp(-log(19) / 3 * (Double($0) - 2.5))) }
    var active = [adopted[0]]
    for week in 1..<6 {
      active.append(active[week - 1] * pow(0.7, 3.0 / 13) + adopted[week] - adopted[week - 1])
    }
    expectClose(weekly(try await HandForecast(scenario)), active.map { 1000 * $0 })
  }

  @Test func aStraddlingWeekIsSplitByDays() async throws {
    var scenario = HandScenario()
    scenario.weeks = 10
    scenario.segment = #""churnPerMonth": 0.2"#
    scenario.root = #""fixed": {"monthly": 130, "oneOff": 5000}"#
    let forecast = try await HandForecast(scenario)
    let cost = (0..<10).map { 1000 * request * pow(0.8, Double($0) * 3 / 13) }
    let months = [
      cost[0] + cost[1] + cost[2] + cost[3] + cost[4] / 3,
      cost[4] * 2 / 3 + cost[5] + cost[6] + cost[7] + cost[8] * 2 / 3, cost[8] / 3 + cost[9],
    ]
    expectClose((0..<3).map { forecast.mean(.inferenceCost, .month($0)) }, months)
    expectClose((0..<3).map { forecast.mean(.fixedCost, .month($0)) }, [130, 130, 40])
    #expect(isClose(forecast.mean(.fixedCost), 300))
    #expect(forecast.result.months.fullMonths == 2)
  }

  @Test func aYearIsTwelveMonths() async throws {
    var scenario = HandScenario()
    scenario.weeks = 52
    let forecast = try await HandForecast(scenario)
    let monthly = 1000 * request * 13 / 3
    expectClose(
      (0..<12).map { forecast.mean(.inferenceCost, .month($0)) },
      Array(repeating: monthly, count: 12))
    #expect(isClose(forecast.mean(.inferenceCost), 12 * monthly))
  }

  @Test func theHarnessIsPaidByUnitAndByCall() async throws {
    var scenario = HandScenario()
    scenario.turns = "2"
    scenario.segment = #""unitsPerSession": 2.5"#
    scenario.calls[0] += #", "retry": {"failureRate": 0.2, "maxAttempts": 2}"#
    scenario.root = """
      "harness": {"perUnit": 0.01, "vectorQueries": {"perCall": 1.5, "price": 0.0004},
                  "egress": {"MBPerCall": 40, "pricePerGB": 0.09}}
      """
    let forecast = try await HandForecast(scenario)
    let calls = 1000 * 2 * 1.2
    let expected = 2500 * 0.01 + calls * (1.5 * 0.0004 + 0.04 * 0.09)
    #expect(isClose(forecast.mean(.harnessCost), expected))
    #expect(isClose(forecast.mean(.units), 2500))
    #expect(isClose(forecast.mean(.successes), 2500 * 0.96))
    #expect(isClose(forecast.mean(.sessions), 1000))
  }

  @Test func learningStepsOnceAMonthUntilItEnds() async throws {
    var scenario = HandScenario()
    scenario.weeks = 10
    scenario.calls = [
      """
      "name": "answer", "prompt": {"tools": 100, "system": 700, "retrieved": 200, "user": 60},
      "output": 100
      """
    ]
    scenario.root = """
      "learning": {"promptTokensPerMonth": -0.1, "successPerMonth": 0.02, "untilMonth": 1},
      "routing": {"strategies": {"it": {"single": "hand", "success": 0.9}}}
      """
    let forecast = try await HandForecast(scenario)
    // Weeks 0 to 4 begin in the first month; two thirds of week 4 lie in the second.
    let before = [13.0 / 3, 2.0 / 3, 0]
    let after = [0, 11.0 / 3, 4.0 / 3]
    func expected(_ first: Double, _ second: Double) -> [Double] {
      zip(before, after).map { first * $0 + second * $1 }
    }
    expectClose(monthly(forecast, .inputTokens), expected(1_060_000, 960_000))
    expectClose(monthly(forecast, .successes), expected(900, 920))
  }

  @Test func successStopsAtOne() async throws {
    var scenario = HandScenario()
    scenario.weeks = 13
    scenario.calls = [#""name": "answer", "prompt": {"user": 60}, "output": 100"#]
    scenario.root = """
      "learning": {"successPerMonth": 0.3},
      "routing": {"strategies": {"it": {"single": "hand", "success": 0.6}}}
      """
    let forecast = try await HandForecast(scenario)
    // Successes of 600, 900 and 1,000 in weeks 0 to 4, 5 to 8 and 9 to 12.
    let thirds: [Double] = [600 * 13, 600 * 2 + 900 * 11, 900 + 1000 * 12]
    expectClose(monthly(forecast, .successes), thirds.map { $0 / 3 })
  }
}
