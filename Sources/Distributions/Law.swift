/// A probability law: immutable, and valid because it exists.
///
/// A law holds no random state and reads no text. Initialisers of conforming types throw
/// ``LawError`` on parameters outside their domain, so nothing downstream checks them again.
///
/// The description is short and for people: `lognormal(p50 45, p95 320)`.
package protocol Law: Sendable, CustomStringConvertible {
  /// First moment; finite for every law that can be built.
  var mean: Double { get }

  /// Second central moment; `.infinity` where it does not exist.
  var variance: Double { get }

  /// The smallest closed interval that carries all the probability; endpoints may be infinite.
  var support: ClosedRange<Double> { get }

  /// True where the law puts its mass on countably many points.
  var isDiscrete: Bool { get }

  /// True where the quantile is a smooth function of the probability inside (0, 1): not of a discrete
  /// law, a mixture, or one with a probability of its own in a point.
  var isSmooth: Bool { get }

  /// P(X ≤ x), for any x including ±∞.
  func cdf(_ x: Double) -> Double

  /// The smallest x with P(X ≤ x) ≥ p, for p in 0...1; the ends of the support at 0 and 1.
  func quantile(_ p: Double) -> Double

  /// Writes the quantile of each probability in 0...1, as ``quantile(_:)`` has it but for the rounding of
  /// an exponential.
  ///
  /// - Precondition: Both spans have equal `count`.
  func quantiles(of probabilities: Span<Double>, into values: inout MutableSpan<Double>)

  /// Density of a continuous law at x, or probability mass of a discrete law at x.
  func density(_ x: Double) -> Double

  /// E[min(X, limit)], the limited expected value.
  ///
  /// - Source: Klugman, Panjer & Willmot, "Loss Models", ch. 3 (limited expected value).
  func limitedMean(_ limit: Double) -> Double

  /// The moments about the mean of the part of the law up to and including x; any x.
  func partialMoments(_ x: Double) -> PartialMoments
}

/// E[X - µ; X ≤ x] and E[(X - µ)²; X ≤ x] for a law of mean µ: what truncation, censoring and
/// limited means are made of.
///
/// They are taken about the mean, so that narrow laws far from 0 keep their digits.
package struct PartialMoments: Equatable, Sendable {
  package let first: Double
  package let second: Double

  package init(first: Double, second: Double) {
    self.first = first
    self.second = second
  }

  /// Of the empty part, below the support.
  package static let none = PartialMoments(first: 0, second: 0)

  /// From the raw moments E[X; X ≤ x] and E[X²; X ≤ x] and the probability up to x.
  init(rawFirst: Double, rawSecond: Double, probability: Double, mean: Double) {
    first = rawFirst - mean * probability
    second = rawSecond - mean * (2 * rawFirst - mean * probability)
  }
}

extension Law {
  package var isSmooth: Bool { !isDiscrete }

  package func quantiles(of probabilities: Span<Double>, into values: inout MutableSpan<Double>) {
    for place in probabilities.indices { values[place] = quantile(probabilities[place]) }
  }

  package func limitedMean(_ limit: Double) -> Double {
    if limit >= support.upperBound { return mean }
    if limit <= support.lowerBound { return limit }
    let below = cdf(limit)
    return partialMoments(limit).first + mean * below + limit * (1 - below)
  }

  /// P(X < x): the distribution function just before x.
  func cdfBelow(_ x: Double) -> Double { cdf(x.nextDown) }
}
