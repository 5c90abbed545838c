import Summaries

extension SessionTail {
  /// One line of a table about single sessions.
  struct Row {
    let label: String
    let cost: Estimate?
    /// Of the cost of all sessions.
    let share: Estimate?
  }

  /// From the usual session to the dearest ones.
  var rows: [Row] {
    let typical = [
      Row(label: "P50", cost: cost[0.5], share: nil),
      Row(label: "mean", cost: cost.mean, share: nil),
      Row(label: "P95", cost: cost[0.95], share: nil),
      Row(label: "P99", cost: cost[0.99], share: nil),
    ]
    return typical
      + tails.map { tail in
        let part = Int((100 * (1 - tail.probability)).rounded())
        return Row(label: "mean of the top \(part) %", cost: tail.mean, share: tail.share)
      }
  }
}
