import Foundation
import Scenarios

/// Users and expected sessions of every segment and week in one trial.
struct OracleTraffic {
  /// `activeUsers[segment][week]`.
  let activeUsers: [[Double]]
  /// `expectedSessions[segment][week]`, the Poisson mean.
  let expectedSessions: [[Double]]

  /// When sessions start within each week.
  let hours: OracleHours

  init(_ scenario: Scenario, _ trial: OracleTrial, _ generator: inout OracleGenerator) {
    let weeks = scenario.horizon.weeks
    var demand = Self.demand(scenario.demand, trial, weeks: weeks, &generator)
    for week in 0..<weeks {
      demand[week] *= Self.season(scenario, week: week)
      demand[week] *= exp(
        log(1 + trial[scenario.demand.growthPerYear]) * (Double(week) + 0.5) / 52)
    }
    var activeUsers: [[Double]] = []
    var expectedSessions: [[Double]] = []
    for segment in scenario.segments {
      var users = Array(repeating: 0.0, count: weeks)
      var sessions = users
      switch segment.kind {
      case .tracked:
        let shares = Self.activeShare(segment, trial, weeks: weeks)
        users = (0..<weeks).map {
          Self.people(segment, trial, week: $0) { shares[$0] }
        }
        let meanUsers = users.reduce(0, +) / Double(weeks)
        let spread =
          meanUsers > 0 ? trial[segment.userHeterogeneity] / meanUsers.squareRoot() : 0
        let persistent =
          spread > 0
          ? generator.gamma(shape: 1 / (spread * spread), scale: spread * spread) : 1
        let rate = trial[segment.sessionsPerUserPerWeek] * persistent
        sessions = (0..<weeks).map {
          users[$0] * rate * demand[$0] * Self.campaigns(segment, trial, week: $0)
        }
      case .shadow(let other, let share):
        // s of all use: s / (1 - s) for each session that is counted.
        sessions = expectedSessions[other].map { $0 * trial[share] / (1 - trial[share]) }
      case .background(let runs):
        for week in 0..<weeks where runs.weeks.contains(week) {
          sessions[week] = trial[runs.runsPerWeek]
        }
      }
      activeUsers.append(users)
      expectedSessions.append(sessions)
    }
    self.activeUsers = activeUsers
    self.expectedSessions = expectedSessions
    hours = OracleHours(scenario.demand, trial, weeks: weeks, &generator)
  }

  /// Users at work in a week: those of launch, and those of every later launch at its own age.
  private static func people(
    _ segment: Segment, _ trial: OracleTrial, week: Int, share: (Int) -> Double
  ) -> Double {
    var people = trial[segment.users] * share(week)
    for event in segment.events where event.week <= week {
      if case .users(let more) = event.effect { people += trial[more] * share(week - event.week) }
    }
    return people
  }

  private static func campaigns(_ segment: Segment, _ trial: OracleTrial, week: Int) -> Double {
    segment.events.reduce(1.0) { product, event in
      guard case .factor(let factor, let weeks) = event.effect, week >= event.week,
        week - event.week < weeks ?? .max
      else { return product }
      return product * trial[factor]
    }
  }

  /// Mean over the days of a week of the factor of their month, by Foundation's calendar.
  private static func season(_ scenario: Scenario, week: Int) -> Double {
    guard let factors = scenario.demand.seasonality, let start = scenario.horizon.start else {
      return 1
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0)!
    return (0..<7).reduce(0.0) { sum, day in
      let seconds = Double(start.daysSinceEpoch + week * 7 + day) * 86_400
      let month = calendar.component(.month, from: Date(timeIntervalSince1970: seconds + 43_200))
      return sum + factors[month - 1] / 7
    }
  }

  /// exp of a stationary AR(1) whose exponential has mean one.
  private static func demand(
    _ demand: Demand, _ trial: OracleTrial, weeks: Int, _ generator: inout OracleGenerator
  ) -> [Double] {
    let sigma = trial[demand.weeklyNoise]
    let rho = trial[demand.autocorrelation]
    var deviation = sigma * generator.normal()
    var multipliers: [Double] = []
    for week in 0..<weeks {
      if week > 0 {
        deviation = rho * deviation + sigma * (1 - rho * rho).squareRoot() * generator.normal()
      }
      multipliers.append(exp(deviation - sigma * sigma / 2))
    }
    return multipliers
  }

  /// Share of the users that have the feature in use: adoption so far, less those who left.
  private static func activeShare(
    _ segment: Segment, _ trial: OracleTrial, weeks: Int
  ) -> [Double] {
    let kept = pow(1 - trial[segment.churnPerMonth], 3.0 / 13)
    var active: [Double] = []
    var before = 0.0
    for week in 0..<weeks {
      let adopted = adoption(segment.adoption, trial, week: Double(week) + 0.5)
      active.append(week == 0 ? adopted : active[week - 1] * kept + max(adopted - before, 0))
      before = adopted
    }
    return active
  }

  private static func adoption(
    _ adoption: Adoption, _ trial: OracleTrial, week: Double
  ) -> Double {
    switch adoption {
    case .constant(let share): return trial[share]
    case .logistic(let ceiling, let weeksToHalf, let launchShare):
      let half = trial[weeksToHalf]
      let launch = trial[launchShare]
      let steepness = log((1 - launch) / launch) / half
      return trial[ceiling] / (1 + exp(-steepness * (week - half)))
    case .bass(let innovation, let imitation, let ceiling):
      let (p, q) = (trial[innovation], trial[imitation])
      let decay = exp(-(p + q) * week / 52)
      return trial[ceiling] * (1 - decay) / (1 + q / p * decay)
    }
  }
}
