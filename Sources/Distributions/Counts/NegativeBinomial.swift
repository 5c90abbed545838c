import Kernels

/// The negative binomial law by mean and dispersion: a Poisson count whose rate itself varies.
package struct NegativeBinomial: Law {
  package let mean: Double

  /// k: the variance is mean + mean² / k.
  package let dispersion: Double

  /// - Parameters:
  ///   - mean: 0 is the constant 0.
  ///   - dispersion: 1e-3...1e12; the smaller, the more the counts vary.
  package init(mean: Double, dispersion: Double) throws(LawError) {
    try LawError.requireCountMean(mean)
    try LawError.require(
      dispersion >= 1e-3 && dispersion <= 1e12, "dispersion", dispersion,
      allowed: "0.001 to 1e12")
    self.mean = mean
    self.dispersion = dispersion
  }

  package var description: String {
    "negativeBinomial(mean \(roundedFigure(mean)), dispersion \(roundedFigure(dispersion)))"
  }

  /// Probability to stop, k / (k + mean), and its complement.
  private var stop: Double { dispersion / (dispersion + mean) }
  private var goOn: Double { mean / (dispersion + mean) }

  // MARK: Moments

  package var variance: Double { mean * (1 + mean / dispersion) }
  package var support: ClosedRange<Double> { 0...(mean > 0 ? .infinity : 0) }
  package var isDiscrete: Bool { true }

  /// By parts: stop (j - µ) b(j) = g(j - 1) - g(j) for g(j) = (j + k) goOn b(j) = (j + 1) b(j + 1).
  package func partialMoments(_ x: Double) -> PartialMoments {
    let count = x.rounded(.down)
    guard count >= 0 else { return .none }
    guard count < .infinity else { return PartialMoments(first: 0, second: variance) }
    let mass = density(count)
    let edge = (count + dispersion) * goOn * mass / stop
    let edgeBefore = count * mass / stop
    let below = cdf(count) - mass
    return PartialMoments(
      first: -edge,
      second: variance * below - goOn / stop * edgeBefore - (count - mean) * edge)
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    guard x >= 0, x == x.rounded(), x < .infinity else { return 0 }
    guard mean > 0 else { return x == 0 ? 1 : 0 }
    // C(x + k - 1, x) stop^k goOn^x as a binomial mass at real arguments.
    return SpecialFunctions.betaPower(goOn, stop, x + 1, dispersion) / ((x + dispersion) * goOn)
  }

  package func cdf(_ x: Double) -> Double {
    let count = x.rounded(.down)
    guard count >= 0 else { return 0 }
    guard count < support.upperBound else { return 1 }
    return SpecialFunctions.regularizedBeta(stop, complement: goOn, dispersion, count + 1).lower
  }

  /// - Source: start from Cornish & Fisher (1938), first skewness term.
  package func quantile(_ p: Double) -> Double {
    if p <= 0 || mean == 0 { return 0 }
    if p >= 1 { return .infinity }
    let z = StandardNormal.quantile(p)
    let guess =
      mean + variance.squareRoot() * z + (1 + 2 * mean / dispersion) * (z * z - 1) / 6
    return CountSearch.smallest(
      reaching: p, guess: (guess - 0.5).rounded(.up), in: support, cdf: cdf)
  }
}
