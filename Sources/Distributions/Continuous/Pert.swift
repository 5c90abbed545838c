/// The PERT law: a beta law between two bounds, pulled towards a most likely value.
///
/// - Source: Clark, "The PERT model for the distribution of an activity time", Oper. Res. 10
///   (1962); Vose, "Risk Analysis", §10 (the weight λ).
package struct Pert: Law {
  package let lower: Double
  package let mode: Double
  package let upper: Double
  private let unit: Beta

  /// Weight of the most likely value in the mean: (min + 4 mode + max) / 6.
  package static let classicWeight = 4.0

  /// - Parameter weight: `lambda` of the language, 0 or more: the larger, the narrower.
  package init(
    lower: Double, mode: Double, upper: Double, weight: Double = Pert.classicWeight
  ) throws(LawError) {
    try LawError.requireModal(lower: lower, mode: mode, upper: upper)
    try LawError.require(
      weight >= 0 && weight <= 1e9, "lambda", weight, allowed: "0 to 1e9")
    self.lower = lower
    self.mode = mode
    self.upper = upper
    let width = upper - lower
    unit = try Beta(
      alpha: 1 + weight * ((mode - lower) / width), beta: 1 + weight * ((upper - mode) / width))
  }

  package var description: String {
    "pert(\(roundedFigure(lower)), \(roundedFigure(mode)), \(roundedFigure(upper)))"
  }

  private var width: Double { upper - lower }
  private func share(_ x: Double) -> Double { (x - lower) / width }

  // MARK: Moments

  package var mean: Double { lower + width * unit.mean }
  package var variance: Double { width * width * unit.variance }
  package var support: ClosedRange<Double> { lower...upper }
  package var isDiscrete: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    let part = unit.partialMoments(share(x))
    return PartialMoments(first: width * part.first, second: width * width * part.second)
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double { unit.density(share(x)) / width }
  package func cdf(_ x: Double) -> Double { unit.cdf(share(x)) }
  package func quantile(_ p: Double) -> Double { min(lower + width * unit.quantile(p), upper) }
}
