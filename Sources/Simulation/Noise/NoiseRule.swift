/// When the request-level noise of a segment-week may be drawn from a matched gamma law.
package enum NoiseRule {
  /// √λ ≥ 1.4 · max(skewness, 4): at its bounds, 32 expected sessions of skewness 4, 97 of 7 and 245
  /// log-normal ones of sigma 1.2, the P99 of the exact sum is met to 1.1, 0.4 and 0.3 %.
  static let factor = 1.4
  static let leastSkewness = 4.0
  /// Expected sessions below which the rule never holds.
  static let leastSessions = (factor * leastSkewness) * (factor * leastSkewness)

  /// Share of the variance of `cost.total` below which segment-weeks, all such ones together, are matched all
  /// the same.
  static let negligibleShare = 0.01

  /// - Parameters:
  ///   - sessions: Expected sessions λ.
  ///   - moments: Raw moments of a session's cost.
  package static func allowsGamma(
    sessions: Double, mean: Double, second: Double, third: Double
  ) -> Bool {
    let variance = second - mean * mean
    // Sessions that all cost the same: the sum is a scaled Poisson, of skewness 1/√λ.
    let skewness =
      variance > 1e-12 * second
      ? (third - 3 * mean * second + 2 * mean * mean * mean) / (variance * variance.squareRoot())
      : 0
    return sessions.squareRoot() >= factor * max(skewness, leastSkewness)
  }
}
