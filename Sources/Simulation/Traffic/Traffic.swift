import Distributions
import Scenarios

/// Expected sessions and active users of one trial, by segment and week.
struct Traffic {
  /// `sessions[s][w]`: the Poisson mean of segment s in week w.
  let sessions: [[Double]]
  /// `activeUsers[s][w]`.
  let activeUsers: [[Double]]

  /// - Parameters:
  ///   - heterogeneity: One uniform coordinate per segment, or none for a factor of 1.
  ///   - demandNormals: One standard normal per week, or none for a multiplier of 1.
  init(
    scenario: Scenario, inputs: Inputs, heterogeneity: [Double], demandNormals: [Double]
  ) {
    let weeks = scenario.horizon.weeks
    let multipliers =
      demandNormals.isEmpty
      ? [Double](repeating: 1, count: weeks)
      : DemandNoise(
        standardDeviation: inputs(scenario.demand.weeklyNoise),
        autocorrelation: inputs(scenario.demand.autocorrelation)
      ).multipliers(demandNormals)
    var sessions: [[Double]] = []
    var active: [[Double]] = []
    for (index, segment) in scenario.segments.enumerated() {
      let shares = AdoptionCurve.active(
        AdoptionCurve.cumulative(segment.adoption, weeks: weeks, inputs: inputs),
        churnPerMonth: inputs(segment.churnPerMonth))
      let users = inputs(segment.users)
      let activeUsers = shares.map { $0 * users }
      let factor =
        heterogeneity.isEmpty
        ? 1
        : Self.heterogeneityFactor(
          variation: inputs(segment.userHeterogeneity), activeUsers: activeUsers,
          uniform: heterogeneity[index])
      let rate = inputs(segment.sessionsPerUserPerWeek) * factor
      sessions.append((0..<weeks).map { activeUsers[$0] * rate * multipliers[$0] })
      active.append(activeUsers)
    }
    self.sessions = sessions
    activeUsers = active
  }

  /// Mean rate of a finite group of users whose own rates are gamma distributed around the
  /// segment's: gamma, of mean one and coefficient of variation cv / √users.
  ///
  /// - Source: negative binomial as a gamma mixture of Poisson; Klugman, Panjer & Willmot,
  ///   "Loss Models", ch. 6.
  private static func heterogeneityFactor(
    variation: Double, activeUsers: [Double], uniform: Double
  ) -> Double {
    let meanUsers = activeUsers.reduce(0, +) / Double(activeUsers.count)
    guard variation > 0, meanUsers > 0 else { return 1 }
    let shape = meanUsers / (variation * variation)
    return MatchedGamma.quantile(shape: shape, probability: uniform) / shape
  }
}
