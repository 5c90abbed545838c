import Glibc
import Kernels

/// The log-normal law: ln X is normal.
package struct LogNormal: Law {
  /// Mean of ln X.
  package let logMean: Double

  /// Standard deviation of ln X.
  package let logStandardDeviation: Double

  package let mean: Double
  package let variance: Double

  package init(logMean: Double, logStandardDeviation: Double) throws(LawError) {
    try LawError.requireFinite("mean", logMean)
    try LawError.requirePositive("sigma", logStandardDeviation)
    let square = logStandardDeviation * logStandardDeviation
    self.logMean = logMean
    self.logStandardDeviation = logStandardDeviation
    mean = exp(logMean + square / 2)
    variance = mean * mean * expm1(square)
    try LawError.requireRepresentable(mean, variance)
  }

  /// - Parameters:
  ///   - mean: Mean of X itself, positive.
  ///   - sigma: Standard deviation of ln X.
  package init(mean: Double, sigma: Double) throws(LawError) {
    try LawError.requirePositive("mean", mean)
    try LawError.requirePositive("sigma", sigma)
    try self.init(logMean: log(mean) - sigma * sigma / 2, logStandardDeviation: sigma)
  }

  /// - Parameter cv: Standard deviation of X over its mean.
  package init(mean: Double, cv: Double) throws(LawError) {
    try LawError.requirePositive("cv", cv)
    try self.init(mean: mean, sigma: Self.sigma(cv: cv))
  }

  package init(median: Double, sigma: Double) throws(LawError) {
    try LawError.requirePositive("p50", median)
    try LawError.requirePositive("sigma", sigma)
    try self.init(logMean: log(median), logStandardDeviation: sigma)
  }

  package init(median: Double, cv: Double) throws(LawError) {
    try LawError.requirePositive("cv", cv)
    try self.init(median: median, sigma: Self.sigma(cv: cv))
  }

  /// Through two quantiles above 0.
  package init(through low: QuantilePoint, _ high: QuantilePoint) throws(LawError) {
    try low.require(above: 0)
    let (center, spread) = low.normalFit(high) { log($0.x) }
    try self.init(logMean: center, logStandardDeviation: spread)
  }

  private static func sigma(cv: Double) -> Double {
    // The square of a tiny cv would vanish; sigma equals it there.
    cv < 1e-8 ? cv : log1p(cv * cv).squareRoot()
  }

  package var description: String {
    "lognormal(p50 \(roundedFigure(quantile(0.5))), p95 \(roundedFigure(quantile(0.95))))"
  }

  private func score(_ x: Double) -> Double { (log(x) - logMean) / logStandardDeviation }

  // MARK: Moments

  package var support: ClosedRange<Double> { 0 ... .infinity }
  package var isDiscrete: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x > 0 else { return .none }
    guard x < .infinity else { return PartialMoments(first: 0, second: variance) }
    let z = score(x)
    let square = mean * mean + variance
    return PartialMoments(
      rawFirst: mean * StandardNormal.cdf(z - logStandardDeviation),
      rawSecond: square * StandardNormal.cdf(z - 2 * logStandardDeviation),
      probability: StandardNormal.cdf(z), mean: mean)
  }

  package func limitedMean(_ limit: Double) -> Double {
    guard limit > 0 else { return limit }
    guard limit < .infinity else { return mean }
    let z = score(limit)
    return mean * StandardNormal.cdf(z - logStandardDeviation) + limit * StandardNormal.cdf(-z)
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return 0 }
    return StandardNormal.density(score(x)) / (x * logStandardDeviation)
  }

  package func cdf(_ x: Double) -> Double { x > 0 ? StandardNormal.cdf(score(x)) : 0 }

  package func quantile(_ p: Double) -> Double {
    exp(logMean + logStandardDeviation * StandardNormal.quantile(p))
  }

  package func quantiles(of probabilities: Span<Double>, into values: inout MutableSpan<Double>) {
    var logarithms = [Double](repeating: 0, count: probabilities.count)
    var scores = logarithms.mutableSpan
    BlockKernels.widest.normalQuantiles(of: probabilities, into: &scores)
    for place in scores.indices { scores[place] = logMean + logStandardDeviation * scores[place] }
    BlockKernels.widest.exponentials(of: logarithms.span, into: &values)
  }
}
