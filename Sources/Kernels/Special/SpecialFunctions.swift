/// Special functions behind the laws: log-gamma, incomplete gamma and beta, and their inverses.
///
/// Goals, in this order:
///
/// 1. Relative accuracy of about 1e-14 over the whole domain, in the smaller of two complementary
///    values too. Both are therefore returned together, as ``Tails``, and never by `1 - p`.
/// 2. The same bytes on every processor: plain arithmetic in a fixed order and the scalar libm.
/// 3. Speed: a value well under a microsecond, an inverse under a few.
///
/// Powers over gamma functions are written with Stirling's error and the deviance, so that shapes
/// of millions lose no digits to the difference of two large logarithms.
///
/// - Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000).
package enum SpecialFunctions {
  /// A probability and its complement, both to full relative precision.
  package struct Tails: Equatable, Sendable {
    package let lower: Double
    package let upper: Double

    package init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }
  }
}
