import Distributions
import Scenarios

/// Expected sessions and active users of one trial, by segment and week.
struct Traffic {
  /// `sessions[s][w]`: the Poisson mean of segment s in week w.
  let sessions: [[Double]]
  /// `activeUsers[s][w]`.
  let activeUsers: [[Double]]
  /// By workflow.
  let arrivals: [WorkflowArrivals]

  /// - Parameters:
  ///   - heterogeneity: One uniform coordinate per segment, or none for a factor of 1.
  ///   - demandNormals: One standard normal per week, or none for a multiplier of 1.
  init(plan: Plan, inputs: Inputs, heterogeneity: [Double], demandNormals: [Double]) {
    let scenario = plan.scenario
    let weeks = scenario.horizon.weeks
    var multipliers =
      demandNormals.isEmpty
      ? [Double](repeating: 1, count: weeks)
      : DemandNoise(
        standardDeviation: inputs(scenario.demand.weeklyNoise),
        autocorrelation: inputs(scenario.demand.autocorrelation)
      ).multipliers(demandNormals)
    plan.calendar.apply(
      to: &multipliers, growthPerYear: inputs(scenario.demand.growthPerYear))
    let none = [Double](repeating: 0, count: weeks)
    var sessions: [[Double]] = []
    var active: [[Double]] = []
    for (index, segment) in scenario.segments.enumerated() {
      switch segment.kind {
      case .tracked:
        let users = Self.activeUsers(segment, weeks: weeks, inputs: inputs)
        let factor =
          heterogeneity.isEmpty
          ? 1
          : Self.heterogeneityFactor(
            variation: inputs(segment.userHeterogeneity), activeUsers: users,
            uniform: heterogeneity[index])
        let rate = inputs(segment.sessionsPerUserPerWeek) * factor
        var weekly = (0..<weeks).map { users[$0] * rate * multipliers[$0] }
        SegmentEvents(events: segment.events, inputs: inputs).multiply(&weekly)
        sessions.append(weekly)
        active.append(users)
      case .shadow(let tracked, let share):
        let ratio = inputs(share) / (1 - inputs(share))
        sessions.append(sessions[tracked].map { $0 * ratio })
        active.append(none)
      case .background(let runs):
        let count = inputs(runs.runsPerWeek)
        sessions.append((0..<weeks).map { runs.weeks.contains($0) ? count : 0 })
        active.append(none)
      }
    }
    self.sessions = sessions
    activeUsers = active
    arrivals = scenario.workflows.indices.map {
      WorkflowArrivals(sessions, scenario.segments, workflow: $0, weeks: weeks)
    }
  }

  private static func activeUsers(
    _ segment: Segment, weeks: Int, inputs: Inputs
  ) -> [Double] {
    let shares = AdoptionCurve.active(
      AdoptionCurve.cumulative(segment.adoption, weeks: weeks, inputs: inputs),
      churnPerMonth: inputs(segment.churnPerMonth))
    return SegmentEvents(events: segment.events, inputs: inputs)
      .activeUsers(inputs(segment.users), shares: shares)
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
