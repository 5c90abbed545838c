import Kernels

/// The beta law on 0...1.
package struct Beta: Law {
  package let alpha: Double
  package let beta: Double

  package init(alpha: Double, beta: Double) throws(LawError) {
    try Self.requireShape("alpha", alpha)
    try Self.requireShape("beta", beta)
    self.alpha = alpha
    self.beta = beta
  }

  /// Shapes that are known to lie in ``shapes``.
  init(unchecked alpha: Double, _ beta: Double) {
    self.alpha = alpha
    self.beta = beta
  }

  /// - Parameters:
  ///   - mean: Strictly between 0 and 1.
  ///   - concentration: alpha + beta; the larger, the narrower.
  package init(mean: Double, concentration: Double) throws(LawError) {
    try LawError.require(
      mean > 0 && mean < 1, "mean", mean, allowed: "a number strictly between 0 and 1")
    try Self.requireShape("concentration", concentration)
    try self.init(alpha: mean * concentration, beta: (1 - mean) * concentration)
  }

  /// Narrower or more extreme laws than these are constants within rounding.
  static let shapes = 1e-4...1e12

  private static func requireShape(_ name: String, _ value: Double) throws(LawError) {
    try LawError.require(
      shapes.contains(value), name, value, allowed: "1e-4 to 1e12")
  }

  package var description: String {
    "beta(mean \(roundedFigure(mean)), concentration \(roundedFigure(alpha + beta)))"
  }

  // MARK: Moments

  package var mean: Double { alpha / (alpha + beta) }

  package var variance: Double {
    let total = alpha + beta
    return alpha / total * (beta / total) / (total + 1)
  }

  package var support: ClosedRange<Double> { 0...1 }
  package var isDiscrete: Bool { false }

  /// By parts: the derivative of x (1 - x) f(x) is -(α + β)(x - µ) f(x).
  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x > 0 else { return .none }
    guard x < 1 else { return PartialMoments(first: 0, second: variance) }
    let total = alpha + beta
    let mean = mean
    let edge = SpecialFunctions.betaPower(x, 1 - x, alpha, beta)
    let first = -edge / total
    let spread = alpha / total * (beta / total) * cdf(x)
    return PartialMoments(
      first: first,
      second: (spread + (1 - 2 * mean) * first - (x - mean) * edge) / (total + 1))
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    guard x > 0, x < 1 else { return x == 0 || x == 1 ? edgeDensity(x) : 0 }
    return SpecialFunctions.betaPower(x, 1 - x, alpha, beta) / (x * (1 - x))
  }

  private func edgeDensity(_ x: Double) -> Double {
    let (shape, other) = x == 0 ? (alpha, beta) : (beta, alpha)
    return shape < 1 ? .infinity : shape > 1 ? 0 : other
  }

  package func cdf(_ x: Double) -> Double {
    SpecialFunctions.regularizedBeta(x, alpha, beta).lower
  }

  package func quantile(_ p: Double) -> Double {
    SpecialFunctions.inverseRegularizedBeta(p, alpha, beta).lower
  }
}
