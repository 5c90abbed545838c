/// A probability law: immutable, and valid because it exists.
///
/// A law holds no random state and reads no text. Initialisers of conforming types throw
/// ``LawError`` on parameters outside their domain, so nothing downstream checks them again.
package protocol Law: Sendable {
  /// First moment; finite for every law that can be built.
  var mean: Double { get }

  /// Second central moment; `.infinity` where it does not exist.
  var variance: Double { get }

  /// The smallest closed interval that carries all the probability; endpoints may be infinite.
  var support: ClosedRange<Double> { get }

  /// True where the law puts its mass on countably many points.
  var isDiscrete: Bool { get }

  /// P(X ≤ x), for any x including ±∞.
  func cdf(_ x: Double) -> Double

  /// The smallest x with P(X ≤ x) ≥ p, for p in 0...1; the ends of the support at 0 and 1.
  func quantile(_ p: Double) -> Double

  /// Density of a continuous law at x, or probability mass of a discrete law at x.
  func density(_ x: Double) -> Double

  /// E[min(X, limit)], the limited expected value.
  ///
  /// - Source: Klugman, Panjer & Willmot, "Loss Models", ch. 3 (limited expected value).
  func limitedMean(_ limit: Double) -> Double
}

/// Why a law cannot be built: which parameter, what was found, what is allowed.
package struct LawError: Error, Equatable, Sendable {
  /// Name of the offending parameter as the scenario language spells it (`"mean"`, `"p95"`), or
  /// `nil` when the parameters clash with each other.
  package let parameter: String?

  /// One sentence: what was found and what is allowed or what to do.
  package let message: String

  package init(parameter: String?, message: String) {
    self.parameter = parameter
    self.message = message
  }
}
