import Scenarios

/// Sessions of one workflow by week that use, and keep warm, the same cached prefix.
///
/// Untracked use goes through accounts of its own: it warms nothing here.
struct WorkflowArrivals {
  /// Of users, who come by the hours of the week.
  let users: [Double]
  /// Of background work, spread evenly over the week.
  let background: [Double]
  /// Of both.
  let total: [Double]

  /// - Parameter sessions: By segment and week.
  init(_ sessions: [[Double]], _ segments: [Segment], workflow: Int, weeks: Int) {
    var users = [Double](repeating: 0, count: weeks)
    var background = users
    for index in segments.indices where segments[index].workflow == workflow {
      switch segments[index].kind {
      case .tracked: for week in 0..<weeks { users[week] += sessions[index][week] }
      case .background: for week in 0..<weeks { background[week] += sessions[index][week] }
      case .shadow: break
      }
    }
    self.users = users
    self.background = background
    total = zip(users, background).map(+)
  }
}
