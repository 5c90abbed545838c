import Glibc
import Kernels

/// The logit-normal law on 0...1: ln(X / (1 - X)) is normal.
package struct LogitNormal: Law {
  /// Mean of the log-odds.
  package let location: Double

  /// Standard deviation of the log-odds.
  package let scale: Double

  package let mean: Double
  package let variance: Double

  package init(location: Double, scale: Double) throws(LawError) {
    try LawError.requireFinite("mean", location)
    try LawError.require(
      scale > 0 && scale <= Self.largestScale, "sd", scale,
      allowed: "above 0, at most \(figure(Self.largestScale))")
    self.location = location
    self.scale = scale
    let mean = Self.moment(location, scale, upTo: .infinity) { $0 }
    self.mean = mean
    variance = Self.moment(location, scale, upTo: .infinity) { ($0 - mean) * ($0 - mean) }
  }

  /// Through two quantiles strictly between 0 and 1.
  package init(through low: QuantilePoint, _ high: QuantilePoint) throws(LawError) {
    try low.require(above: 0)
    try high.require(below: 1)
    let (center, spread) = low.normalFit(high) { log($0.x / (1 - $0.x)) }
    try self.init(location: center, scale: spread)
  }

  /// Beyond this all the mass sits on 0 and 1 within rounding.
  private static let largestScale = 1000.0

  package var description: String {
    "logitnormal(p50 \(roundedFigure(quantile(0.5))), p95 \(roundedFigure(quantile(0.95))))"
  }

  private static func share(logOdds t: Double) -> Double { 1 / (1 + exp(-t)) }

  private func score(_ x: Double) -> Double { (log(x / (1 - x)) - location) / scale }

  // MARK: Moments

  package var support: ClosedRange<Double> { 0...1 }
  package var isDiscrete: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x > 0 else { return .none }
    guard x < 1 else { return PartialMoments(first: 0, second: variance) }
    let end = score(x)
    return PartialMoments(
      first: Self.moment(location, scale, upTo: end) { $0 - mean },
      second: Self.moment(location, scale, upTo: end) { ($0 - mean) * ($0 - mean) })
  }

  /// E[g(X); Z ≤ end] over the normal score Z, by quadrature: it has no closed form.
  private static func moment(
    _ location: Double, _ scale: Double, upTo end: Double, _ g: (Double) -> Double
  ) -> Double {
    // The normal density beyond is below 1e-19 of its peak.
    let reach = 9.5
    let stop = min(end, reach)
    guard stop > -reach else { return 0 }
    return Quadrature.integral(from: -reach, to: stop, pieces: [-location / scale]) { z in
      g(share(logOdds: location + scale * z)) * StandardNormal.density(z)
    }
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    guard x > 0, x < 1 else { return 0 }
    return StandardNormal.density(score(x)) / (scale * x * (1 - x))
  }

  package func cdf(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    return StandardNormal.cdf(score(x))
  }

  package func quantile(_ p: Double) -> Double {
    Self.share(logOdds: location + scale * StandardNormal.quantile(p))
  }
}
