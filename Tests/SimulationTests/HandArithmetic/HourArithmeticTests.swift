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
    loads: [Double], perHour: Double, coverage: Double, steady: Double = 0
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
        cold += rates[hour] / perHour / 168 / Double(steps) * exp(-own - before)
      }
    }
    return 1 - cold * exp(-steady * coverage)
  }

  /// The same in bursts, which move sessions about within the week: E[G/T e^-(A G + B H)/T] for the bursts G
  /// of the hour, H of the hour before, and T = s G + r H + R with their shares s and r of the week, where
  /// R, the bursts of more than a hundred other hours, is a gamma law of their mean and variance. Three nested
  /// trapezoid sums over the logarithms of G, H and R; times below the coverage by Simpson's rule.
  private func reference(
    loads: [Double], perHour: Double, coverage: Double, burst: Double
  ) -> Double {
    let shares = loads.map { $0 / loads.reduce(0, +) }
    let square = burst * burst
    let all = shares.reduce(0) { $0 + $1 * $1 }
    let nodes = gammaNodes(shape: 1 / square, count: 60)
    var known: [[Double]: Double] = [:]
    var cold = 0.0
    for hour in 0..<168 {
      let (share, before) = (shares[hour], shares[(hour + 167) % 168])
      if let known = known[[share, before]] {
        cold += known
        continue
      }
      let mean = 1 - share - before
      let variance = square * (all - share * share - before * before)
      let rest = gammaNodes(shape: mean * mean / variance, count: 24)
      func none(at time: Double) -> Double {
        let own = share * 168 * perHour * min(time, coverage)
        let earlier = before * 168 * perHour * max(coverage - time, 0)
        var sum = 0.0
        for (g, p) in nodes {
          for (h, q) in nodes {
            for (r, w) in rest {
              let week = share * g + before * h + mean * r
              sum += p * q * w * g / week * exp(-(own * g + earlier * h) / week)
            }
          }
        }
        return sum
      }
      let early = (none(at: 0) + 4 * none(at: coverage / 2) + none(at: coverage)) / 6
      let value = share * (coverage * early + (1 - coverage) * none(at: 1))
      known[[share, before]] = value
      cold += value
    }
    return 1 - cold
  }

  /// Places and weights of a gamma law of mean one.
  private func gammaNodes(shape: Double, count: Int) -> [(Double, Double)] {
    let deviation = 1 / shape.squareRoot()
    let (least, most) = (-7 * deviation - 20 / shape, 5.5 * deviation)
    let places = (0..<count).map { least + (most - least) * Double($0) / Double(count - 1) }
    let weights = places.map { exp(shape * ($0 - exp($0) + 1)) }
    let total = weights.reduce(0, +)
    return zip(places, weights).map { (exp($0), $1 / total) }
  }

  /// What the engine's expansion in T leaves out, beside its third moment 2 b⁴ Σ s³: 2 b⁴ Σ s² of the hour
  /// itself, whose burst a session makes likelier.
  private static let expansion = 1e-4

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
    #expect(abs(rate - expected) < Self.expansion, "\(rate) \(expected)")
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
    #expect(abs(rate - expected) < Self.expansion, "\(rate) \(expected)")
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
