import Kernels

extension Estimate {
  /// The confidence interval from Student's t over the randomisations.
  ///
  /// A number without error is its own interval; one whose error is unknown may be anything.
  package func interval(level: Double, randomisations: Int) -> ClosedRange<Double> {
    precondition((0..<1).contains(level), "level \(level)")
    if error == 0 { return value...value }
    guard error.isFinite, randomisations > 1 else { return -.infinity ... .infinity }
    let t = StudentT.quantile((1 + level) / 2, degreesOfFreedom: Double(randomisations - 1))
    return value - t * error...value + t * error
  }
}

extension ProbabilityEstimate {
  /// The wider of the t interval over the randomisations and Clopper and Pearson's of the counts,
  /// so that 0 of N has an error.
  ///
  /// - Source: Clopper & Pearson (1934).
  package func interval(level: Double) -> ClosedRange<Double> {
    if isExact { return estimate.value...estimate.value }
    let counted = clopperPearson(successes: hits, trials: count, level: level)
    guard randomisations > 1 else { return counted }
    let replicated = estimate.interval(level: level, randomisations: randomisations)
      .clamped(to: 0...1)
    func width(_ range: ClosedRange<Double>) -> Double { range.upperBound - range.lowerBound }
    return width(replicated) > width(counted) ? replicated : counted
  }
}
