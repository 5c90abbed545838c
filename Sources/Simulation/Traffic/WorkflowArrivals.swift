import Scenarios

/// Sessions of one workflow by week that use, and keep warm, the same cached prefix.
///
/// Untracked use goes through accounts of its own: it warms nothing here.
struct WorkflowArrivals {
  /// Of users, who come by the hours of the week.
  private(set) var users: [Double]
  /// Of background work, spread evenly over the week.
  private(set) var background: [Double]

  init(_ traffic: Traffic, scenario: Scenario, workflow: Int) {
    users = [Double](repeating: 0, count: scenario.horizon.weeks)
    background = users
    for (index, segment) in scenario.segments.enumerated() where segment.workflow == workflow {
      for week in users.indices {
        switch segment.kind {
        case .tracked: users[week] += traffic.sessions[index][week]
        case .background: background[week] += traffic.sessions[index][week]
        case .shadow: break
        }
      }
    }
  }

  var total: [Double] { zip(users, background).map(+) }
}
