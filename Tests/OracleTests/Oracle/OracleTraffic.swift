import Foundation
import Scenarios

/// Users and expected sessions of every segment and week in one trial.
struct OracleTraffic {
  /// `activeUsers[segment][week]`.
  let activeUsers: [[Double]]
  /// `expectedSessions[segment][week]`, the Poisson mean.
  let expectedSessions: [[Double]]

  init(_ scenario: Scenario, _ trial: OracleTrial, _ generator: inout OracleGenerator) {
    let weeks = scenario.horizon.weeks
    let demand = Self.demand(scenario.demand, trial, weeks: weeks, &generator)
    var activeUsers: [[Double]] = []
    var expectedSessions: [[Double]] = []
    for segment in scenario.segments {
      let users = Self.activeShare(segment, trial, weeks: weeks).map { $0 * trial[segment.users] }
      let meanUsers = users.reduce(0, +) / Double(weeks)
      let spread =
        meanUsers > 0 ? trial[segment.userHeterogeneity] / meanUsers.squareRoot() : 0
      let persistent =
        spread > 0
        ? generator.gamma(shape: 1 / (spread * spread), scale: spread * spread) : 1
      let rate = trial[segment.sessionsPerUserPerWeek] * persistent
      activeUsers.append(users)
      expectedSessions.append((0..<weeks).map { users[$0] * rate * demand[$0] })
    }
    self.activeUsers = activeUsers
    self.expectedSessions = expectedSessions
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
