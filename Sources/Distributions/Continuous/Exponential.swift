import Glibc

/// The exponential law: waiting times without memory.
package struct Exponential: Law {
  package let mean: Double

  package init(mean: Double) throws(LawError) {
    try LawError.requirePositive("mean", mean)
    try LawError.requireRepresentable(mean * mean)
    self.mean = mean
  }

  package var description: String { "exponential(mean \(roundedFigure(mean)))" }

  // MARK: Moments

  package var variance: Double { mean * mean }
  package var support: ClosedRange<Double> { 0 ... .infinity }
  package var isDiscrete: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x > 0 else { return .none }
    let y = x / mean
    let beyond = exp(-y)
    guard beyond > 0 else { return PartialMoments(first: 0, second: variance) }
    return PartialMoments(
      first: -x * beyond, second: variance * (-expm1(-y) - y * y * beyond))
  }

  package func limitedMean(_ limit: Double) -> Double {
    limit > 0 ? -mean * expm1(-limit / mean) : limit
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double { x >= 0 ? exp(-x / mean) / mean : 0 }
  package func cdf(_ x: Double) -> Double { x > 0 ? -expm1(-x / mean) : 0 }
  package func quantile(_ p: Double) -> Double { p > 0 ? -mean * log1p(-p) : 0 }
}
