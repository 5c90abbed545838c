import Glibc
import Kernels

/// The Weibull law: waiting times whose rate grows (shape above 1) or falls with age.
package struct Weibull: Law {
  package let shape: Double
  package let scale: Double
  package let mean: Double
  package let variance: Double

  package init(shape: Double, scale: Double) throws(LawError) {
    try LawError.require(
      shape >= 0.01 && shape <= 1e6, "shape", shape, allowed: "0.01 to 1e6")
    try LawError.requirePositive("scale", scale)
    self.shape = shape
    self.scale = scale
    let first = SpecialFunctions.logGamma(1 + 1 / shape)
    let second = SpecialFunctions.logGamma(1 + 2 / shape)
    mean = scale * exp(first)
    // E[X²] - E[X]² as a difference of logarithms, which narrow laws need.
    variance = mean * mean * expm1(second - 2 * first)
    try LawError.requireRepresentable(mean, variance)
  }

  /// Through two quantiles above 0.
  ///
  /// ln X is linear in ln(-ln(1 - p)), with slope 1 / shape.
  package init(through low: QuantilePoint, _ high: QuantilePoint) throws(LawError) {
    try low.require(above: 0)
    let (g0, g1) = (Self.exponentialScore(low.p), Self.exponentialScore(high.p))
    let slope = (log(high.x) - log(low.x)) / (log(g1) - log(g0))
    try self.init(shape: 1 / slope, scale: exp(log(low.x) - slope * log(g0)))
  }

  private static func exponentialScore(_ p: Double) -> Double { -log1p(-p) }

  package var description: String {
    "weibull(shape \(roundedFigure(shape)), scale \(roundedFigure(scale)))"
  }

  private func power(_ x: Double) -> Double { pow(x / scale, shape) }

  // MARK: Moments

  package var support: ClosedRange<Double> { 0 ... .infinity }
  package var isDiscrete: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x > 0 else { return .none }
    let y = power(x)
    guard y < .infinity else { return PartialMoments(first: 0, second: variance) }
    return PartialMoments(
      rawFirst: mean * SpecialFunctions.regularizedGammaP(1 + 1 / shape, y),
      rawSecond: (variance + mean * mean) * SpecialFunctions.regularizedGammaP(1 + 2 / shape, y),
      probability: -expm1(-y), mean: mean)
  }

  package func limitedMean(_ limit: Double) -> Double {
    guard limit > 0 else { return limit }
    let y = power(limit)
    guard y < 745 else { return mean }
    return mean * SpecialFunctions.regularizedGammaP(1 + 1 / shape, y) + limit * exp(-y)
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    guard x > 0, x < .infinity else {
      return x == 0 && shape <= 1 ? (shape < 1 ? .infinity : 1 / scale) : 0
    }
    let y = power(x)
    return y < .infinity ? shape * y / x * exp(-y) : 0
  }

  package func cdf(_ x: Double) -> Double { x > 0 ? -expm1(-power(x)) : 0 }

  package func quantile(_ p: Double) -> Double {
    scale * pow(Self.exponentialScore(p), 1 / shape)
  }
}
