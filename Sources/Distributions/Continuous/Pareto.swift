import Glibc

/// The Pareto law from `scale` up, optionally truncated at a largest value.
///
/// Without the largest value its mean is finite only for shapes above 1.
package struct Pareto: Law {
  package let scale: Double
  package let shape: Double
  package let upper: Double
  package let mean: Double
  package let variance: Double

  /// P(X ≤ upper) of the law without the largest value.
  private let share: Double

  /// - Parameters:
  ///   - scale: Smallest value, positive.
  ///   - shape: Tail exponent, positive: P(X > x) falls as x^-shape.
  ///   - upper: Largest value (`max`), above the scale; needed for shapes up to 1.
  package init(scale: Double, shape: Double, upper: Double? = nil) throws(LawError) {
    try LawError.requirePositive("scale", scale)
    try LawError.require(
      shape > 0 && shape <= 1e6, "shape", shape, allowed: "above 0, at most 1e6")
    if let upper {
      try LawError.require(
        upper > scale && upper.isFinite, "max", upper,
        allowed: "a number above scale (\(figure(scale)))")
    } else if shape <= 1 {
      throw LawError(
        parameter: "shape",
        message: "shape is \(figure(shape)): the mean is infinite; raise shape above 1, or give"
          + " max.")
    }
    let logRange = log((upper ?? .infinity) / scale)
    let share = -expm1(-shape * logRange)
    let first = shape / share * Self.decay(shape - 1, logRange)
    self.scale = scale
    self.shape = shape
    self.upper = upper ?? .infinity
    self.share = share
    mean = scale * first
    variance = scale * scale * Self.relativeVariance(shape, logRange, share: share, mean: first)
    try LawError.requireRepresentable(mean, mean * mean)
  }

  package var description: String {
    "pareto(scale \(roundedFigure(scale)), shape \(roundedFigure(shape))"
      + (upper.isFinite ? ", max \(roundedFigure(upper)))" : ")")
  }

  /// ∫ exp(-rate v) dv over 0...length.
  private static func decay(_ rate: Double, _ length: Double) -> Double {
    if rate == 0 { return length }
    return length < .infinity || rate > 0 ? -expm1(-rate * length) / rate : .infinity
  }

  private static func relativeVariance(
    _ shape: Double, _ logRange: Double, share: Double, mean: Double
  ) -> Double {
    if logRange == .infinity {
      return shape > 2 ? shape / ((shape - 1) * (shape - 1) * (shape - 2)) : .infinity
    }
    // About the smallest value: E[(X - 1)²] - (E[X] - 1)², E[(X-1)²] = E[X²] - 2 E[X] + 1.
    // A large shape leaves all of it within a few times 1 / shape.
    let pieces = [1.0, 4, 16, 64].map { $0 / shape }
    return Quadrature.integral(from: 0, to: logRange, pieces: pieces) { v in
      let excess = expm1(v) - (mean - 1)
      return excess * excess * shape / share * exp(-shape * v)
    }
  }

  // MARK: Moments

  package var support: ClosedRange<Double> { scale...upper }
  package var isDiscrete: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x > scale else { return .none }
    guard x < upper else { return PartialMoments(first: 0, second: variance) }
    let length = log(x / scale)
    let weight = shape / share
    return PartialMoments(
      rawFirst: scale * weight * Self.decay(shape - 1, length),
      rawSecond: scale * scale * weight * Self.decay(shape - 2, length),
      probability: cdf(x), mean: mean)
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    guard x >= scale, x <= upper, x < .infinity else { return 0 }
    return shape / share * exp(-shape * log(x / scale)) / x
  }

  package func cdf(_ x: Double) -> Double {
    if x <= scale { return 0 }
    if x >= upper { return 1 }
    return -expm1(-shape * log(x / scale)) / share
  }

  package func quantile(_ p: Double) -> Double {
    min(scale * exp(-log1p(-p * share) / shape), upper)
  }
}
