import Kernels

/// Draws sessions of one trial, each as likely to be any session of the horizon, and plays them.
struct SingleSessions {
  /// Expected sessions: `[segment][week]`.
  let sessions: [[Double]]
  /// Flows of a session.
  let flows: Int

  /// US dollars of each session, harness included; NaN where the trial has no sessions.
  func costs(
    _ count: Int, _ samplers: inout TrialSamplers, stream: inout RandomStream
  ) -> [Double] {
    let total = sessions.reduce(0) { $0 + $1.reduce(0, +) }
    guard total > 0 else { return [Double](repeating: .nan, count: count) }
    var amounts = [Double](repeating: 0, count: flows)
    return (0..<count).map { _ in
      let (segment, week) = place(stream.uniform() * total)
      for place in amounts.indices { amounts[place] = 0 }
      samplers.add(sessions: 1, segment: segment, week: week, to: &amounts, stream: &stream)
      return amounts[FlowLayout.inference] + amounts[FlowLayout.harness]
    }
  }

  /// The segment-week in which the sum of expected sessions passes a level.
  private func place(_ level: Double) -> (segment: Int, week: Int) {
    var left = level
    var last = (segment: 0, week: 0)
    for (segment, weeks) in sessions.enumerated() {
      for (week, expected) in weeks.enumerated() where expected > 0 {
        last = (segment, week)
        if left < expected { return last }
        left -= expected
      }
    }
    return last
  }
}
