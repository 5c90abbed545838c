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

  /// - Parameter hasMean: False for a metric that is infinite in some trials.
  /// - Precondition: Both series have the same trials.
  package init(
    _ first: TrialSeries, less second: TrialSeries, randomisations: Int, hasMean: Bool = true
  ) {
    precondition(
      first.sampled.count == second.sampled.count,
      "\(first.sampled.count) trials less \(second.sampled.count)")
    let difference = first - second
    band = Band(difference, randomisations: randomisations, hasMean: hasMean)
    firstLower = ProbabilityEstimate(difference, randomisations: randomisations) { $0 < 0 }
    secondLower = ProbabilityEstimate(difference, randomisations: randomisations) { $0 > 0 }
  }
}
