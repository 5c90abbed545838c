import Glibc

/// The geometric law: how often something repeats that goes on with the same probability each time.
package struct Geometric: Law {
  package let mean: Double

  /// The smallest count, 0 or 1.
  package let first: Double

  /// ln of the probability to go on.
  private let logContinue: Double

  /// - Parameters:
  ///   - mean: At least `first`.
  ///   - first: The smallest count: the law lives on {first, first + 1, …}.
  package init(mean: Double, startingAt first: Int = 0) throws(LawError) {
    let start = Double(first)
    try LawError.requireCountMean(mean, from: start)
    self.mean = mean
    self.first = start
    logContinue = mean > start ? -log1p(1 / (mean - start)) : -.infinity
  }

  package var description: String { "geometric(mean \(roundedFigure(mean)))" }

  /// Mean of the repetitions beyond the first count.
  private var excess: Double { mean - first }

  // MARK: Moments

  package var variance: Double { excess * (1 + excess) }
  package var support: ClosedRange<Double> { first...(excess > 0 ? .infinity : first) }
  package var isDiscrete: Bool { true }

  /// As for the negative binomial law of dispersion 1.
  package func partialMoments(_ x: Double) -> PartialMoments {
    let count = x.rounded(.down) - first
    guard count >= 0 else { return .none }
    guard count < .infinity, excess > 0 else {
      return PartialMoments(first: 0, second: variance)
    }
    let mass = density(x.rounded(.down))
    let edge = (count + 1) * excess * mass
    let below = cdf(x) - mass
    return PartialMoments(
      first: -edge,
      second: excess * (1 + excess) * below - excess * count * (1 + excess) * mass
        - (count - excess) * edge)
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    let count = x - first
    guard count >= 0, count == count.rounded(), count < .infinity else { return 0 }
    guard count > 0 else { return 1 / (1 + excess) }
    return exp(count * logContinue) / (1 + excess)
  }

  package func cdf(_ x: Double) -> Double {
    let count = x.rounded(.down) - first
    return count >= 0 ? -expm1((count + 1) * logContinue) : 0
  }

  package func quantile(_ p: Double) -> Double {
    if p <= 0 || excess == 0 { return first }
    if p >= 1 { return .infinity }
    let guess = first + log1p(-p) / logContinue - 1
    return CountSearch.smallest(
      reaching: p, guess: guess.rounded(.up), in: support, cdf: cdf)
  }
}
