import Scenarios

/// The launches and campaigns of one segment in one trial.
struct SegmentEvents {
  let events: [TrafficEvent]
  let inputs: Inputs

  /// Users of whom the feature is in use.
  ///
  /// - Parameter shares: Active share by week since launch. People who join in week v are the share
  ///   of week w - v of their own launch.
  func activeUsers(_ users: Double, shares: [Double]) -> [Double] {
    var active = shares.map { $0 * users }
    for event in events {
      guard case .users(let more) = event.effect, event.week < shares.count else { continue }
      let joining = inputs(more)
      for week in event.week..<shares.count { active[week] += joining * shares[week - event.week] }
    }
    return active
  }

  /// Factor on the sessions of each week; factors of overlapping events multiply.
  func multiply(_ sessions: inout [Double]) {
    for event in events {
      guard case .factor(let factor, let weeks) = event.effect, event.week < sessions.count
      else { continue }
      let end = weeks.map { min(event.week + $0, sessions.count) } ?? sessions.count
      let value = inputs(factor)
      for week in event.week..<end { sessions[week] *= value }
    }
  }
}
