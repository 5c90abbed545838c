import Foundation
import Scenarios
import Simulation
import Testing

/// The hit rate of the shared prefix through the hours of a week.
struct HourArithmeticTests {
  /// One request a session, so that a session covers the prefix for its time to live.
  private func hitRate(
    users: Double = 1000, demand: String, background: String = "", ttl: String = "5m"
  ) async throws -> Double {
    var scenario = HandScenario()
    scenario.users = users
    scenario.calls[0] += #", "cache": {"ttl": "\#(ttl)"}"#
    scenario.root = #""demand": {\#(demand)}\#(background)"#
    let forecast = try await HandForecast(scenario)
    return forecast.mean(.cacheReadTokens, scope: .segment(0))
      / (1000 * forecast.mean(.sessions, scope: .segment(0)))
  }

  private func list(_ volumes: [Double]) -> String {
    "[" + volumes.map { "\($0)" }.joined(separator: ", ") + "]"
  }

  /// Integral over the hours by ten thousand steps each, of what a session at that time meets.
  private func reference(
    loads: [Double], perHour: Double, coverage: Double, burst: Double = 0, steady: Double = 0
  ) -> Double {
    let total = loads.reduce(0, +) / 168
    let rates = loads.map { $0 / total * perHour }
    let steps = 1000
    var cold = 0.0
    for hour in 0..<168 {
      for step in 0..<steps {
        let time = (Double(step) + 0.5) / Double(steps)
        let own = rates[hour] * min(time, coverage)
        let before = rates[(hour + 167) % 168] * max(coverage - time, 0)
        var none = exp(-own - before)
        if burst > 0 {
          let k = 1 / (burst * burst)
          none = pow(1 + own / k, -k - 1) * pow(1 + before / k, -k)
        }
        cold += rates[hour] / perHour / 168 / Double(steps) * none
      }
    }
    return 1 - cold * exp(-steady * coverage)
  }

  @Test func aFlatWeekIsTheClosedFormOfTheWeek() async throws {
    let expected = 1 - exp(-1000.0 / 604_800 * 300)
    #expect(isClose(try await hitRate(demand: ""), expected))
    #expect(isClose(try await hitRate(demand: #""hourProfile": "flat""#), expected))
    let ones = list([Double](repeating: 3, count: 168))
    #expect(isClose(try await hitRate(demand: #""hourProfile": \#(ones)"#), expected))
  }

  /// 40 of 168 hours, all alike and far apart but for their neighbours.
  @Test(arguments: ["5m", "1h"])
  func aWeekOfTwoKindsOfHours(ttl: String) async throws {
    let loads = (0..<168).map { $0 % 24 >= 9 && $0 % 24 < 17 && $0 / 24 < 5 ? 4.0 : 0.5 }
    let rate = try await hitRate(demand: #""hourProfile": \#(list(loads))"#, ttl: ttl)
    let expected = reference(
      loads: loads, perHour: 1000.0 / 168, coverage: ttl == "1h" ? 1 : 1.0 / 12)
    // Two Gauss–Legendre points to the hour, against a thousand.
    #expect(abs(rate - expected) < (ttl == "1h" ? 2e-3 : 1e-5), "\(rate) \(expected)")
  }

  @Test(arguments: [MeasuredWeek.office, .consumer])
  func measuredWeeksFollowTheirHours(week: MeasuredWeek) async throws {
    let rate = try await hitRate(demand: #""hourProfile": "\#(week.rawValue)""#)
    let expected = reference(
      loads: week.profile.shares, perHour: 1000.0 / 168, coverage: 1.0 / 12)
    #expect(abs(rate - expected) < 1e-5, "\(rate) \(expected)")
    // At a low rate hits rise with the mean square of the load, and an uneven week has more.
    #expect(rate > (1 - exp(-1000.0 / 604_800 * 300)))
  }

  /// Where every hour is alike, a session that comes in a burst finds E[G e^(-xG)] = (1 + x/k)^-(k+1)
  /// cold if the burst covers the whole time to live.
  @Test func burstsMakeHitsLikelier() async throws {
    let burst = 0.8
    let rate = try await hitRate(demand: #""burstiness": \#(burst)"#)
    let loads = [Double](repeating: 1, count: 168)
    let expected = reference(
      loads: loads, perHour: 1000.0 / 168, coverage: 1.0 / 12, burst: burst)
    // Two points to the hour, against a thousand.
    #expect(abs(rate - expected) < 1e-5, "\(rate) \(expected)")
    let k = 1 / (burst * burst)
    let whole = 1 - pow(1 + 1000.0 / 168 / 12 / k, -k - 1)
    let none = 1 - exp(-1000.0 / 168 / 12)
    #expect(none < rate && rate < whole, "\(none) \(rate) \(whole)")
  }

  @Test func burstsAndHoursTogether() async throws {
    let week = MeasuredWeek.office
    let rate = try await hitRate(demand: #""hourProfile": "office", "burstiness": 0.5"#)
    let expected = reference(
      loads: week.profile.shares, perHour: 1000.0 / 168, coverage: 1.0 / 12, burst: 0.5)
    #expect(abs(rate - expected) < 1e-5)
  }

  /// Work that runs all week long keeps the prefix warm at night too.
  @Test func backgroundWorkWarmsTheCacheEvenly() async throws {
    let rate = try await hitRate(
      demand: #""hourProfile": "office""#,
      background: #", "background": {"sync": {"runsPerWeek": 1680}}"#)
    let expected = reference(
      loads: MeasuredWeek.office.profile.shares, perHour: 1000.0 / 168, coverage: 1.0 / 12,
      steady: 10)
    #expect(abs(rate - expected) < 1e-5, "\(rate) \(expected)")
  }

  /// Each week of a year finds the cache as its own volume leaves it.
  @Test func aYearFollowsItsVolume() async throws {
    var scenario = HandScenario()
    scenario.weeks = 52
    scenario.calls[0] += #", "cache": {}"#
    scenario.segment = #""adoption": {"logistic": {"ceiling": 1, "weeksToHalf": 20}}"#
    scenario.root = #""demand": {"hourProfile": "office", "burstiness": 0.3}"#
    let year = try await HandForecast(scenario)
    for week in [0, 17, 51] {
      let users = year.mean(.units, .week(week))
      let hit = reference(
        loads: MeasuredWeek.office.profile.shares, perHour: users / 168, coverage: 1.0 / 12,
        burst: 0.3)
      let perSession = (1000 * (3.75 - hit * (3.75 - 0.3)) + 100 * 15) / 1e6
      let found = year.mean(.inferenceCost, .week(week)) / users
      #expect(abs(found - perSession) < 1e-5 * perSession, "week \(week): \(found) \(perSession)")
    }
  }
}
