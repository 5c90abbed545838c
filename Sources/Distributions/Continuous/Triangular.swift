/// The triangular law between two bounds, with a most likely value.
package struct Triangular: Law {
  package let lower: Double
  package let mode: Double
  package let upper: Double

  package init(lower: Double, mode: Double, upper: Double) throws(LawError) {
    try LawError.requireModal(lower: lower, mode: mode, upper: upper)
    self.lower = lower
    self.mode = mode
    self.upper = upper
  }

  package var description: String {
    "triangular(\(roundedFigure(lower)), \(roundedFigure(mode)), \(roundedFigure(upper)))"
  }

  private var width: Double { upper - lower }

  // MARK: Moments

  package var mean: Double { lower + ((mode - lower) + width) / 3 }

  package var variance: Double {
    let (rise, fall) = (mode - lower, upper - mode)
    return (rise * rise + rise * fall + fall * fall) / 18
  }

  package var support: ClosedRange<Double> { lower...upper }
  package var isDiscrete: Bool { false }

  /// Each side is a line through its end: with u the distance from that end and h its length, the
  /// probability is u² / (h w), and the moments of u on it are 2u³/(3hw) and u⁴/(2hw).
  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x > lower else { return .none }
    guard x < upper else { return PartialMoments(first: 0, second: variance) }
    if x <= mode {
      return side(x - lower, length: mode - lower, end: lower - mean, sign: 1)
    }
    let rest = side(upper - x, length: upper - mode, end: upper - mean, sign: -1)
    return PartialMoments(first: -rest.first, second: variance - rest.second)
  }

  private func side(
    _ u: Double, length: Double, end: Double, sign: Double
  ) -> PartialMoments {
    let share = u / length * (u / width)
    let (first, square) = (2 * u / 3, u * u / 2)
    return PartialMoments(
      first: share * (end + sign * first),
      second: share * (end * end + 2 * end * sign * first + square))
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    guard x >= lower, x <= upper else { return 0 }
    if x == mode { return 2 / width }
    return x < mode
      ? 2 * (x - lower) / (width * (mode - lower)) : 2 * (upper - x) / (width * (upper - mode))
  }

  package func cdf(_ x: Double) -> Double {
    if x <= lower { return 0 }
    if x >= upper { return 1 }
    if x <= mode { return (x - lower) / width * ((x - lower) / (mode - lower)) }
    return 1 - (upper - x) / width * ((upper - x) / (upper - mode))
  }

  package func quantile(_ p: Double) -> Double {
    if p <= (mode - lower) / width {
      return lower + (p * width * (mode - lower)).squareRoot()
    }
    return upper - ((1 - p) * width * (upper - mode)).squareRoot()
  }
}

extension LawError {
  /// min ≤ mode ≤ max with min below max, shared by the triangular law and PERT.
  static func requireModal(lower: Double, mode: Double, upper: Double) throws(LawError) {
    try requireFinite("min", lower)
    try requireFinite("max", upper)
    try require(lower < upper, "max", upper, allowed: "a number above min (\(figure(lower)))")
    try require(
      mode >= lower && mode <= upper, "mode", mode,
      allowed: "min to max (\(figure(lower)) to \(figure(upper)))")
    try requireRepresentable((upper - lower) * (upper - lower))
  }
}
