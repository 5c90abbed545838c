import Kernels

/// The normal law.
package struct Normal: Law {
  package let mean: Double
  package let standardDeviation: Double

  package init(mean: Double, standardDeviation: Double) throws(LawError) {
    try LawError.requireFinite("mean", mean)
    try LawError.requirePositive("sd", standardDeviation)
    try LawError.requireRepresentable(standardDeviation * standardDeviation)
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Through two quantiles.
  package init(through low: QuantilePoint, _ high: QuantilePoint) throws(LawError) {
    let (center, spread) = low.normalFit(high, value: \.x)
    try self.init(mean: center, standardDeviation: spread)
  }

  package var description: String {
    "normal(mean \(roundedFigure(mean)), sd \(roundedFigure(standardDeviation)))"
  }

  private func score(_ x: Double) -> Double { (x - mean) / standardDeviation }

  // MARK: Moments

  package var variance: Double { standardDeviation * standardDeviation }
  package var support: ClosedRange<Double> { -.infinity ... .infinity }
  package var isDiscrete: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x.isFinite else { return x > 0 ? PartialMoments(first: 0, second: variance) : .none }
    let z = score(x)
    let density = StandardNormal.density(z)
    return PartialMoments(
      first: -standardDeviation * density,
      second: variance * (StandardNormal.cdf(z) - z * density))
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    StandardNormal.density(score(x)) / standardDeviation
  }

  package func cdf(_ x: Double) -> Double { StandardNormal.cdf(score(x)) }

  package func quantile(_ p: Double) -> Double {
    mean + standardDeviation * StandardNormal.quantile(p)
  }
}
