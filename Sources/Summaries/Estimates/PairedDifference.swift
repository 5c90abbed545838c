import Simulation

/// A metric of one simulation less that of another, trial by trial.
///
/// Both share their random numbers, so what they have in common cancels: the band of the difference
/// is not the difference of the bands, and its error is far smaller than theirs.
package struct PairedDifference: Sendable {
  /// The first less the second; trials in which either is undefined are left out and counted.
  package let band: Band
  /// That the first is lower than the second; `nil` where no trial tells.
  package let firstLower: ProbabilityEstimate?
  /// That the second is lower: the rest of the trials, but for ties.
  package let secondLower: ProbabilityEstimate?

  /// Values that differ by less than this part of the larger are equal: the same sums, added up in another
  /// order. Else a metric that a change does not touch would be lower in half of the trials.
  private static let rounding = 0x1p-44

  /// - Parameter hasMean: False for a metric that is infinite in some trials.
  /// - Precondition: Both series have the same trials.
  package init(
    _ first: TrialSeries, less second: TrialSeries, randomisations: Int, hasMean: Bool = true
  ) {
    precondition(
      first.count == second.count, "\(first.count) trials less \(second.count)")
    let difference = TrialSeries(
      expected: Self.difference(first.expected, second.expected),
      sampled: Self.difference(first.sampled, second.sampled))
    band = Band(difference, randomisations: randomisations, hasMean: hasMean)
    firstLower = ProbabilityEstimate(difference, randomisations: randomisations) { $0 < 0 }
    secondLower = ProbabilityEstimate(difference, randomisations: randomisations) { $0 > 0 }
  }

  private static func difference(_ first: [Double], _ second: [Double]) -> [Double] {
    zip(first, second).map { first, second in
      let difference = first - second
      let isRounding =
        difference.isFinite
        && difference.magnitude <= rounding * max(first.magnitude, second.magnitude)
      return isRounding ? 0 : difference
    }
  }
}
