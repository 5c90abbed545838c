import Economics
import Simulation
import Summaries

/// With what probability learning one assumption exactly would turn a gate's verdict.
///
/// The verdict after learning is that of the same gate on the forecast given the assumption's value;
/// the probability is over the values that the assumption may have. Whether the present verdict is
/// sure does not matter: it is the one that the estimate itself gives.
///
/// - Source: the probability that a decision changes: Felli & Hazen, "Sensitivity analysis and the
///   expected value of perfect information", Medical Decision Making 18 (1998).
package struct GateLearning: Sendable, Equatable {
  /// Whether the gate holds as things stand, by the estimate alone.
  package let holds: Bool
  /// By assumption, the probability that its value turns the verdict.
  package let flips: [Estimate]

  /// - Parameter slices: One an assumption, of the trials of the evaluator.
  /// - Returns: `nil` where no trial defines the metric.
  /// - Precondition: The gate is not about a change.
  package init?(of gate: Gate, on evaluator: MetricEvaluator, given slices: [AssumptionSlices]) {
    precondition(gate.change == nil, "a change has no verdict without its base")
    let metrics =
      gate.months(in: evaluator.result.months).map { $0.map { gate.metric.month($0) } }
      ?? [gate.metric]
    let conditions = metrics.map {
      LearningCondition(gate, evaluator.series(for: $0))
    }
    let present = conditions.compactMap(\.margin)
    guard present.count == conditions.count, let margin = present.min() else { return nil }
    let holds = margin >= 0
    self.holds = holds
    var flips: [Estimate] = []
    for slices in slices {
      let parts = conditions.compactMap { $0.margins(given: slices) }
      guard parts.count == conditions.count else { return nil }
      // Every month has to hold. The first fit is to all trials.
      let shares = parts[0].indices.map { fit in
        let worst = (0..<slices.count).map { slice in
          parts.reduce(.infinity) { min($0, $1[fit][slice]) }
        }
        let failing = slices.shareBelowZero(worst, leavingOut: fit > 0 ? fit - 1 : nil)
        return holds ? failing : 1 - failing
      }
      flips.append(Estimate(value: shares[0], leavingOneOut: Array(shares.dropFirst())))
    }
    self.flips = flips
  }
}
