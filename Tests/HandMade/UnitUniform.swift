import Distributions

/// The uniform law on 0...1, for assumptions whose draws a test writes itself.
struct UnitUniform: Law {
  var description: String { "uniform(0 to 1)" }
  var mean: Double { 0.5 }
  var variance: Double { 1.0 / 12 }
  var support: ClosedRange<Double> { 0...1 }
  var isDiscrete: Bool { false }
  func cdf(_ x: Double) -> Double { min(max(x, 0), 1) }
  func quantile(_ p: Double) -> Double { p }
  func density(_ x: Double) -> Double { support.contains(x) ? 1 : 0 }
  func limitedMean(_ limit: Double) -> Double {
    limit <= 0 ? limit : limit >= 1 ? 0.5 : limit - limit * limit / 2
  }
  func partialMoments(_ x: Double) -> PartialMoments {
    let offset = min(max(x, 0), 1) - 0.5
    return PartialMoments(
      first: (offset * offset - 0.25) / 2, second: (offset * offset * offset + 0.125) / 3)
  }
}
