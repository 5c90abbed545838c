/// The uniform law between two bounds.
package struct Uniform: Law {
  package let lower: Double
  package let upper: Double

  package init(lower: Double, upper: Double) throws(LawError) {
    try LawError.requireFinite("min", lower)
    try LawError.requireFinite("max", upper)
    try LawError.require(
      lower < upper, "max", upper, allowed: "a number above min (\(figure(lower)))")
    try LawError.requireRepresentable((upper - lower) * (upper - lower))
    self.lower = lower
    self.upper = upper
  }

  package var description: String { "uniform(\(roundedFigure(lower)) to \(roundedFigure(upper)))" }

  private var width: Double { upper - lower }

  // MARK: Moments

  package var mean: Double { lower + width / 2 }
  package var variance: Double { width * width / 12 }
  package var support: ClosedRange<Double> { lower...upper }
  package var isDiscrete: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x > lower else { return .none }
    guard x < upper else { return PartialMoments(first: 0, second: variance) }
    let half = width / 2
    let offset = x - mean
    return PartialMoments(
      first: (offset - half) * (offset + half) / (2 * width),
      second: (offset * offset * offset + half * half * half) / (3 * width))
  }

  package func limitedMean(_ limit: Double) -> Double {
    guard limit > lower else { return limit }
    guard limit < upper else { return mean }
    let rest = upper - limit
    return mean - rest * rest / (2 * width)
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double { x >= lower && x <= upper ? 1 / width : 0 }

  package func cdf(_ x: Double) -> Double { min(max((x - lower) / width, 0), 1) }

  package func quantile(_ p: Double) -> Double { min(lower + width * p, upper) }
}
