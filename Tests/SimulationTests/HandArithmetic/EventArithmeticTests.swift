import Foundation
import Simulation
import Testing

/// Launches, campaigns, seasons and growth, by week.
struct EventArithmeticTests {
  private func weekly(_ forecast: HandForecast) -> [Double] {
    (0..<forecast.result.months.weeks).map { forecast.mean(.units, .week($0)) }
  }

  private func expectClose(_ values: [Double], _ expected: [Double]) {
    #expect(zip(values, expected).allSatisfy { isClose($0, $1) }, "\(values) \(expected)")
    #expect(values.count == expected.count)
  }

  @Test func aCampaignMultipliesSomeWeeks() async throws {
    var scenario = HandScenario()
    scenario.weeks = 6
    scenario.segment = #""events": [{"week": 3, "factor": 1.5, "weeks": 2}]"#
    expectClose(
      weekly(try await HandForecast(scenario)), [1000, 1000, 1500, 1500, 1000, 1000])
  }

  @Test func aLastingChangeStaysAndOverlappingOnesMultiply() async throws {
    var scenario = HandScenario()
    scenario.weeks = 5
    scenario.segment =
      #""events": [{"week": 2, "factor": 0.8}, {"week": 4, "factor": 1.5, "weeks": 9}]"#
    expectClose(weekly(try await HandForecast(scenario)), [1000, 800, 800, 1200, 1200])
  }

  @Test func anUnknownFactorIsAnAssumption() async throws {
    var scenario = HandScenario()
    scenario.weeks = 2
    scenario.segment = #""events": [{"week": 2, "factor": {"uniform": {"min": 1, "max": 3}}}]"#
    let forecast = try await HandForecast(scenario)
    #expect(forecast.result.scenario.assumptions.map(\.path) == ["segments.all.events.0.factor"])
    let mean = try #require(forecast.result.assumptionValues.first).reduce(0, +) / 64
    expectClose(weekly(forecast), [1000, 1000 * mean])
  }

  /// 300 more people in the third week start where the first thousand did, and churn like them.
  @Test func peopleWhoJoinAdoptAsThoseOfLaunch() async throws {
    var scenario = HandScenario()
    scenario.weeks = 5
    scenario.segment = """
      "churnPerMonth": 0.3, "adoption": {"logistic": {"ceiling": 1, "weeksToHalf": 3}},
      "events": [{"week": 3, "users": 300}]
      """
    let adopted = (0..<5).map { 1 / (1 + exp(-log(19) / 3 * (Double($0) - 2.5))) }
    var active = [adopted[0]]
    for week in 1..<5 {
      active.append(active[week - 1] * pow(0.7, 3.0 / 13) + adopted[week] - adopted[week - 1])
    }
    let forecast = try await HandForecast(scenario)
    let users = (0..<5).map { week -> Double in
      let joined = week < 2 ? 0 : 300 * active[week - 2]
      return 1000 * active[week] + joined
    }
    expectClose(weekly(forecast), users)
    #expect(isClose(forecast.mean(.activeUserMonths), users.reduce(0, +) * 3 / 13))
  }

  @Test func growthIsReadAtMidWeek() async throws {
    var scenario = HandScenario()
    scenario.weeks = 3
    scenario.root = #""demand": {"growthPerYear": 0.44}"#
    expectClose(
      weekly(try await HandForecast(scenario)),
      (0..<3).map { 1000 * pow(1.44, (Double($0) + 0.5) / 52) })
  }

  /// The week from 30 January 2028 has two days in January, and that from 27 February three in it;
  /// 2028 is a leap year.
  @Test func aWeekHasTheSeasonOfItsDays() async throws {
    var scenario = HandScenario()
    scenario.weeks = 5
    let text = scenario.text.replacing(
      #""horizon": {"weeks": 5}"#, with: #""horizon": {"start": "2028-01-30", "weeks": 5}"#
    ).replacing(
      #""workflows""#,
      with: #""demand": {"seasonality": [2, 1, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1]}, "workflows""#)
    let seasons: [Double] = [9, 7, 7, 7, 5]
    expectClose(
      weekly(try await HandForecast(text: text)), seasons.map { 1000 * $0 / 7 })
  }
}
