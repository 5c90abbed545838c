import Kernels

/// The Poisson law.
package struct Poisson: Law {
  package let mean: Double

  /// - Parameter mean: 0 is the constant 0.
  package init(mean: Double) throws(LawError) {
    try LawError.requireCountMean(mean)
    self.mean = mean
  }

  package var description: String { "poisson(mean \(roundedFigure(mean)))" }

  // MARK: Moments

  package var variance: Double { mean }
  package var support: ClosedRange<Double> { 0...(mean > 0 ? .infinity : 0) }
  package var isDiscrete: Bool { true }

  /// By parts: (j - λ) p(j) = λ p(j - 1) - λ p(j).
  package func partialMoments(_ x: Double) -> PartialMoments {
    let count = x.rounded(.down)
    guard count >= 0 else { return .none }
    guard count < .infinity else { return PartialMoments(first: 0, second: variance) }
    let edge = mean * density(count)
    return PartialMoments(
      first: -edge, second: mean * cdf(count) - edge * (count - mean + 1))
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    guard x >= 0, x == x.rounded(), x < .infinity else { return 0 }
    return SpecialFunctions.gammaPower(x, mean)
  }

  package func cdf(_ x: Double) -> Double {
    let count = x.rounded(.down)
    guard count >= 0 else { return 0 }
    guard count < .infinity else { return 1 }
    return SpecialFunctions.regularizedGammaQ(count + 1, mean)
  }

  /// - Source: start from Cornish & Fisher (1938), first skewness term.
  package func quantile(_ p: Double) -> Double {
    if p <= 0 || mean == 0 { return 0 }
    if p >= 1 { return .infinity }
    let z = StandardNormal.quantile(p)
    let guess = mean + mean.squareRoot() * z + (z * z - 1) / 6
    return CountSearch.smallest(
      reaching: p, guess: (guess - 0.5).rounded(.up), in: support, cdf: cdf)
  }
}
