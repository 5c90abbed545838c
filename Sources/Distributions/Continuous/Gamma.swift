import Kernels

/// The gamma law.
package struct Gamma: Law {
  package let shape: Double
  package let scale: Double

  package init(shape: Double, scale: Double) throws(LawError) {
    try LawError.require(
      Self.shapes.contains(shape), "shape", shape, allowed: "1e-4 to 1e15")
    try LawError.requirePositive("scale", scale)
    try LawError.requireRepresentable(shape * scale * scale)
    self.shape = shape
    self.scale = scale
  }

  /// - Parameter cv: Standard deviation over the mean; below 3e-8 the law is a constant within
  ///   rounding, and is given that width.
  package init(mean: Double, cv: Double) throws(LawError) {
    try LawError.requirePositive("mean", mean)
    try LawError.require(cv > 0 && cv <= 100, "cv", cv, allowed: "above 0, at most 100")
    let shape = min(1 / (cv * cv), Self.shapes.upperBound)
    try self.init(shape: shape, scale: mean / shape)
  }

  /// Narrower or more extreme laws than these are constants within rounding.
  static let shapes = 1e-4...1e15

  package var description: String {
    "gamma(mean \(roundedFigure(mean)), cv \(roundedFigure(1 / shape.squareRoot())))"
  }

  // MARK: Moments

  package var mean: Double { shape * scale }
  package var variance: Double { shape * scale * scale }
  package var support: ClosedRange<Double> { 0 ... .infinity }
  package var isDiscrete: Bool { false }

  /// By parts: the derivative of x f(x) is -(x - µ) f(x) / θ.
  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x > 0 else { return .none }
    guard x < .infinity else { return PartialMoments(first: 0, second: variance) }
    let edge = shape * SpecialFunctions.gammaPower(shape, x / scale)
    return PartialMoments(
      first: -scale * edge,
      second: variance * cdf(x) - scale * edge * (x - mean + scale))
  }

  package func limitedMean(_ limit: Double) -> Double {
    guard limit > 0 else { return limit }
    guard limit < .infinity else { return mean }
    let y = limit / scale
    return mean * SpecialFunctions.regularizedGammaP(shape + 1, y)
      + limit * SpecialFunctions.regularizedGammaQ(shape, y)
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    guard x > 0, x < .infinity else {
      return x == 0 && shape <= 1 ? (shape < 1 ? .infinity : 1 / scale) : 0
    }
    return shape * SpecialFunctions.gammaPower(shape, x / scale) / x
  }

  package func cdf(_ x: Double) -> Double {
    SpecialFunctions.regularizedGammaP(shape, x / scale)
  }

  package func quantile(_ p: Double) -> Double {
    scale * SpecialFunctions.inverseRegularizedGammaP(shape, p)
  }
}
