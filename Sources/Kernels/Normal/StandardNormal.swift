import CVectorKernels

/// The normal law with mean 0 and variance 1; the same bytes on every processor.
package enum StandardNormal {
  /// P(Z ≤ x), within 8 ULPs over the whole range, the lower tail included.
  ///
  /// 0 and 1 at −∞ and +∞; NaN for NaN.
  ///
  /// - Source: Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23
  ///   (1969).
  package static func cdf(_ x: Double) -> Double {
    cogcast_normal_cdf(x)
  }

  /// The x with P(Z ≤ x) = p, within 8 ULPs.
  ///
  /// ∓∞ at 0 and 1; NaN outside 0...1. `quantile(1 - p)` is exactly `-quantile(p)` where 1 − p is
  /// exact.
  ///
  /// - Source: Wichura, "Algorithm AS 241", Appl. Statist. 37 (1988), PPND16.
  package static func quantile(_ p: Double) -> Double {
    cogcast_normal_quantile(p)
  }

  /// Writes the quantile of each probability; the same bytes as ``quantile(_:)``.
  ///
  /// - Precondition: Both spans have equal `count`.
  package static func quantiles(
    of probabilities: Span<Double>, into quantiles: inout MutableSpan<Double>
  ) {
    BlockKernels.widest.normalQuantiles(of: probabilities, into: &quantiles)
  }

  /// The density φ(x).
  package static func density(_ x: Double) -> Double {
    cogcast_normal_density(x)
  }
}
