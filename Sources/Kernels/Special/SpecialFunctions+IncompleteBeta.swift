import Glibc

extension SpecialFunctions {
  /// The regularised incomplete beta function I_x(a, b) and its complement I_{1-x}(b, a).
  ///
  /// - Parameters:
  ///   - x: Any; values up to 0 give (0, 1), values from 1 give (1, 0).
  ///   - a: Positive and finite.
  ///   - b: Positive and finite.
  /// - Complexity: O(√max(a, b)) at worst, about 20 terms for usual parameters.
  package static func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Tails {
    regularizedBeta(x, complement: 1 - x, a, b)
  }

  /// As ``regularizedBeta(_:_:_:)`` where 1 - x is known better than by subtraction.
  package static func regularizedBeta(
    _ x: Double, complement y: Double, _ a: Double, _ b: Double
  ) -> Tails {
    guard x > 0 else { return Tails(lower: 0, upper: 1) }
    guard y > 0 else { return Tails(lower: 1, upper: 0) }
    // Beyond the mean the other tail is the one that converges.
    if a * y < b * x {
      let other = betaLower(y, x, b, a)
      return Tails(lower: 1 - other, upper: other)
    }
    let lower = betaLower(x, y, a, b)
    return Tails(lower: lower, upper: 1 - lower)
  }

  /// x^a y^b / B(a, b) for y = 1 - x: the density of the log-odds of a beta variable.
  ///
  /// - Source: Loader (2000), eq. 9, with the deviances taken of one accurate difference.
  package static func betaPower(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0, y > 0 else { return 0 }
    let total = a + b
    let difference = b * x - a * y
    let deviance =
      a * logDeviance(difference / a, ratio: total * x / a)
      + b * logDeviance(-difference / b, ratio: total * y / b)
    let error = stirlingError(total) - stirlingError(a) - stirlingError(b)
    return exp(error - deviance) * (a / total * b / (2 * Double.pi)).squareRoot()
  }

  /// ln B(a, b).
  static func logBeta(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    guard large >= 10 else { return logGamma(a) + logGamma(b) - logGamma(a + b) }
    // ln Γ(large) - ln Γ(large + small) by Stirling's formula, term by term.
    let error = stirlingError(large) - stirlingError(small + large)
    let ratio = small / large
    return logGamma(small) + error - (large + small - 0.5) * log1p(ratio) - small * log(large)
      + small
  }

  private static func betaLower(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    min(betaPower(x, y, a, b) * betaFraction(x, y, a, b), 1)
  }

  /// I_x(a, b) / betaPower, for x up to about the mean.
  ///
  /// - Source: Didonato & Morris, "Significant digit computation of the incomplete beta function
  ///   ratios", ACM TOMS 18 (1992), eq. 9; evaluated by the modified Lentz method.
  private static func betaFraction(
    _ x: Double, _ y: Double, _ a: Double, _ b: Double
  ) -> Double {
    let tiny = 1e-300
    let slope = a * y - b * x
    var denominator = a * (slope + 1) / (a + 1)
    if abs(denominator) < tiny { denominator = tiny }
    var c = denominator
    var d = 0.0
    var value = denominator
    for step in 1...100_000 {
      let m = Double(step)
      let odd = a + 2 * m - 1
      let numerator =
        (a + m - 1) / odd * ((a + b + m - 1) / odd) * m * (b - m) * x * x
      let first = m + m * (b - m) * x / odd
      let second = (a + m) / (odd + 2) * (slope + 1 + m * (1 + y))
      denominator = first + second
      d = denominator + numerator * d
      if abs(d) < tiny { d = tiny }
      c = denominator + numerator / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = c * d
      value *= factor
      if abs(factor - 1) < 0x1p-52 { break }
    }
    return 1 / value
  }
}
