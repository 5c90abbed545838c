import Simulation

/// What it would be worth to know before a decision: take the payoff, or leave it and get nothing.
///
/// Now the decision rests on the mean payoff alone. Whoever knew an assumption would decide on the
/// mean given its value, and never lose by it.
///
/// - Source: Raiffa & Schlaifer, "Applied Statistical Decision Theory" (1961); Strong, Oakley &
///   Brennan (2014) for one assumption.
package struct InformationValue: Sendable, Equatable {
  /// Mean payoff of going ahead.
  package let payoff: Estimate
  /// Probability that going ahead loses.
  package let loss: Estimate
  /// Expected value of knowing everything that the payoff depends on before deciding.
  package let everything: Estimate
  /// Expected value of knowing one assumption, in the order of the slices.
  package let assumptions: [Estimate]

  /// - Parameters:
  ///   - payoff: By trial, its expectation given what the trial draws.
  ///   - slices: One an assumption, of the same trials.
  /// - Returns: `nil` where a trial does not define the payoff.
  package init?(of payoff: [Double], given slices: [AssumptionSlices], randomisations: Int) {
    guard let mean = Estimate(meanOf: payoff, randomisations: randomisations),
      payoff.allSatisfy(\.isFinite)
    else { return nil }
    self.payoff = mean
    let size = payoff.count / randomisations
    let parts = (0..<randomisations).map { payoff[$0 * size..<($0 + 1) * size] }
    let sums = parts.map { $0.reduce(0, +) }
    let gains = parts.map { $0.reduce(0) { $0 + max($1, 0) } }
    let losses = parts.map { Double($0.count { $0 < 0 }) / Double(size) }
    loss = Estimate(meanOfReplicates: losses)
    /// Means of all parts, then of all but each.
    func means(_ sums: [Double]) -> [Double] {
      let total = sums.reduce(0, +)
      let all = Double(size * randomisations)
      return [total / all]
        + (randomisations > 1 ? sums.map { (total - $0) / (all - Double(size)) } : [])
    }
    let now = means(sums).map { max($0, 0) }
    everything = Self.gain(means(gains), over: now)
    assumptions = slices.map { slices in
      guard let fit = ConditionalMean(payoff, given: slices, kind: .number) else {
        return Estimate(value: 0, error: .infinity)
      }
      let isAlone = randomisations == 1
      let fits = [fit.fitted] + (isAlone ? [] : fit.leavingOneOut)
      let masses = [slices.masses] + slices.massesLeavingOneOut
      // Each fit against its own mean, so that what a flat line gains is nothing.
      let informed = zip(masses, fits).map { masses, fit in
        zip(masses, fit).reduce(0) { $0 + $1.0 * max($1.1, 0) }
      }
      let uninformed = zip(masses, fits).map { masses, fit in
        max(zip(masses, fit).reduce(0) { $0 + $1.0 * $1.1 }, 0)
      }
      return Self.gain(informed, over: uninformed)
    }
  }

  private static func gain(_ informed: [Double], over uninformed: [Double]) -> Estimate {
    let gains = zip(informed, uninformed).map { informed, uninformed in
      let gain = informed - uninformed
      // What both have in common may leave rounding behind.
      return gain > 1e-12 * informed.magnitude ? gain : 0
    }
    return Estimate(value: gains[0], leavingOneOut: Array(gains.dropFirst()))
  }
}
