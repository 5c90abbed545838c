/// A straight line through weekly values, with the error of its slope where neighbouring weeks are
/// alike.
///
/// Least squares, with the error of Newey and West: Bartlett's weights over all lags of the sample, so
/// that no bandwidth is chosen. The statistic has a law of its own, which `SlopeNull` simulates.
///
/// - Source: Newey & West, "A simple, positive semi-definite, heteroskedasticity and autocorrelation
///   consistent covariance matrix", Econometrica 55 (1987); Kiefer, Vogelsang & Bunzel, "Simple robust
///   testing of regression hypotheses", Econometrica 68 (2000), for the full bandwidth.
package struct SlopeFit: Sendable {
  /// Change of the value a week.
  package let slope: Double
  package let error: Double
  /// Sum of the squared residuals.
  package let squares: Double

  /// Slope over its error; infinite for points on a line that is not flat.
  package var statistic: Double { error > 0 ? slope / error : slope == 0 ? 0 : slope / 0 }

  /// - Parameter values: Week by week, three or more.
  package init(_ values: [Double]) {
    precondition(values.count >= 3, "\(values.count) weeks")
    let count = Double(values.count)
    let middle = (count - 1) / 2
    let mean = values.reduce(0, +) / count
    var (spread, product) = (0.0, 0.0)
    for (week, value) in values.enumerated() {
      let time = Double(week) - middle
      spread += time * time
      product += time * (value - mean)
    }
    let slope = product / spread
    // With Bartlett's weights 1 - |i - j|/n the sum over pairs of v(i) v(j) is 2/n Σ S(t)², for the
    // partial sums S of v, which add up to zero.
    var (partial, partials, squares) = (0.0, 0.0, 0.0)
    for (week, value) in values.enumerated() {
      let time = Double(week) - middle
      let residual = value - mean - slope * time
      partial += time * residual
      partials += partial * partial
      squares += residual * residual
    }
    self.slope = slope
    self.squares = squares
    let noise = (2 / count * partials).squareRoot() / spread
    // Residuals of points on a line are rounding alone.
    error = squares > 1e-24 * count * max(mean * mean, slope * slope) ? noise : 0
  }
}
