import Glibc

/// The metalog law through three or more percentiles: it takes the shape that they describe.
///
/// With t = ln(y / (1 - y)) the quantile function is M(t) = A(y - ½) + t B(y - ½) for two
/// polynomials, passed through an exponential where the law is bounded on one side and through a
/// logistic where it is bounded on both.
///
/// - Source: Keelin, "The metalog distributions", Decision Analysis 13 (2016), eq. 6 and table 2
///   (basis), §4 (bounds); exact interpolation: as many terms as percentiles.
package struct Metalog: Law {
  package let support: ClosedRange<Double>
  package let mean: Double
  package let variance: Double
  let curve: MetalogCurve
  let bounds: MetalogBounds

  /// More percentiles than this describe noise, and no exact curve rises through them.
  package static let mostPercentiles = 16

  /// - Parameters:
  ///   - points: At least three, rising, strictly inside the bounds.
  ///   - lower: Smallest value, `nil` for none.
  ///   - upper: Largest value, `nil` for none.
  /// - Throws: A ``LawError`` that names the percentiles between which the curve would fall, or the
  ///   tail whose variance is infinite.
  package init(
    through points: [QuantilePoint], lower: Double? = nil, upper: Double? = nil
  ) throws(LawError) {
    let points = try QuantilePoint.rising(points)
    guard (3...Self.mostPercentiles).contains(points.count) else {
      throw LawError(
        parameter: nil,
        message: "found \(points.count) percentiles; a metalog takes 3 to"
          + " \(Self.mostPercentiles).")
    }
    try Bounds.require(lower, upper)
    if let lower { try points[0].require(above: lower) }
    if let upper { try points[points.count - 1].require(below: upper) }
    let bounds = MetalogBounds(lower: lower, upper: upper)
    let curve = MetalogCurve(through: points.map { ($0.p, bounds.unbounded($0.x)) })
    try curve.requireRising(points, bounds)
    try Self.requireFiniteVariance(curve, bounds)
    self.curve = curve
    self.bounds = bounds
    support = bounds.value(curve.lowerEnd)...bounds.value(curve.upperEnd)
    let center = points[points.count / 2].x
    let total = MetalogMoments(curve: curve, bounds: bounds, center: center).whole
    mean = center + total.first
    variance = total.second - total.first * total.first
    try LawError.requireRepresentable(mean, variance)
  }

  package var description: String {
    "metalog(p5 \(roundedFigure(quantile(0.05))), p50 \(roundedFigure(quantile(0.5))),"
      + " p95 \(roundedFigure(quantile(0.95))))"
  }

  /// Where only one side is bounded, the other tail falls as a power whose exponent is 1 over the
  /// slope of the curve: its variance is finite below a slope of ½.
  private static func requireFiniteVariance(
    _ curve: MetalogCurve, _ bounds: MetalogBounds
  ) throws(LawError) {
    let (slope, side, bound) =
      switch bounds {
      case .above: (curve.upperSlope, "upper", "max")
      case .below: (curve.lowerSlope, "lower", "min")
      case .none, .both: (0, "", "")
      }
    guard slope >= 0.5 else { return }
    throw LawError(
      parameter: nil,
      message: "the \(side) tail of the metalog through these percentiles has infinite"
        + " \(slope >= 1 ? "mean" : "variance"); give \(bound).")
  }

  // MARK: Moments

  package var isDiscrete: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x > support.lowerBound else { return .none }
    guard x < support.upperBound else { return PartialMoments(first: 0, second: variance) }
    return MetalogMoments(curve: curve, bounds: bounds, center: mean).part(upTo: logOdds(x))
  }

  // MARK: Density, distribution, quantile

  /// t with M(t) equal to x in the curve's own terms.
  private func logOdds(_ x: Double) -> Double { curve.logOdds(reaching: bounds.unbounded(x)) }

  package func density(_ x: Double) -> Double {
    guard x > support.lowerBound, x < support.upperBound else { return 0 }
    let t = logOdds(x)
    return t.isFinite ? 1 / (curve.rise(t) * bounds.slope(x)) : 0
  }

  package func cdf(_ x: Double) -> Double {
    if x <= support.lowerBound { return 0 }
    if x >= support.upperBound { return 1 }
    return 1 / (1 + exp(-logOdds(x)))
  }

  package func quantile(_ p: Double) -> Double {
    if p <= 0 { return support.lowerBound }
    if p >= 1 { return support.upperBound }
    let x = bounds.value(curve.value(log(p / (1 - p))))
    return min(max(x, support.lowerBound), support.upperBound)
  }
}

/// How the curve of a metalog is mapped to its bounded values.
enum MetalogBounds: Sendable {
  case none
  /// Values above a lower bound: z = ln(x - lower).
  case above(Double)
  /// Values below an upper bound: z = -ln(upper - x).
  case below(Double)
  /// z = ln((x - lower) / (upper - x)).
  case both(Double, Double)

  init(lower: Double?, upper: Double?) {
    switch (lower, upper) {
    case (nil, nil): self = .none
    case (let lower?, nil): self = .above(lower)
    case (nil, let upper?): self = .below(upper)
    case (let lower?, let upper?): self = .both(lower, upper)
    }
  }

  func unbounded(_ x: Double) -> Double {
    switch self {
    case .none: x
    case .above(let lower): log(x - lower)
    case .below(let upper): -log(upper - x)
    case .both(let lower, let upper): log((x - lower) / (upper - x))
    }
  }

  func value(_ z: Double) -> Double {
    switch self {
    case .none: z
    case .above(let lower): lower + exp(z)
    case .below(let upper): upper - exp(-z)
    case .both(let lower, let upper):
      z < 0
        ? lower + (upper - lower) * (exp(z) / (1 + exp(z)))
        : upper - (upper - lower) * (exp(-z) / (1 + exp(-z)))
    }
  }

  /// dx/dz at x.
  func slope(_ x: Double) -> Double {
    switch self {
    case .none: 1
    case .above(let lower): x - lower
    case .below(let upper): upper - x
    case .both(let lower, let upper): (x - lower) * ((upper - x) / (upper - lower))
    }
  }
}
