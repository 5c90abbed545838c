import Glibc

extension SpecialFunctions {
  /// ½ ln 2π.
  static let halfLogTwoPi = 0.918938533204672741780329736406

  /// Above this, Stirling's series with ``stirlingCoefficients`` is exact to rounding.
  private static let stirlingStart = 10.0

  /// B(2k) / (2k (2k - 1)) for k = 1, 2, …
  private static let stirlingCoefficients: [Double] = [
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
    -3617.0 / 122_400, 43_867.0 / 244_188,
  ]

  /// (-1)^k (ζ(k) - 1) / k for k = 2, 3, …
  private static let zetaCoefficients: [Double] = [
    0.32246703342411321824, -0.067352301053198095133, 0.020580808427784547879,
    -0.0073855510286739852663, 0.0028905103307415232858, -0.0011927539117032609771,
    0.00050966952474304242234, -0.00022315475845357937976, 9.9457512781808533715e-05,
    -4.4926236738133141700e-05, 2.0507212775670691553e-05, -9.4394882752683959040e-06,
    4.3748667899074878042e-06, -2.0392157538013662368e-06, 9.5514121304074198329e-07,
    -4.4924691987645660433e-07, 2.1207184805554665870e-07, -1.0043224823968099609e-07,
    4.7698101693639805658e-08, -2.2711094608943164910e-08, 1.0838659214896954091e-08,
    -5.1834750419700466552e-09, 2.4836745438024783171e-09, -1.1921401405860912074e-09,
    5.7313672416788620133e-10, -2.7595228851242331452e-10, 1.3304764374244489482e-10,
  ]

  /// ln Γ(x).
  ///
  /// - Parameter x: Positive; 0 and infinity give infinity.
  /// - Returns: A value within a few ulp, also beside the zeros at 1 and 2.
  /// - Source: DLMF 5.11.1 (Stirling) and 5.7.3 (Taylor series about 2), 5.5.1 (recurrence).
  package static func logGamma(_ x: Double) -> Double {
    if x >= stirlingStart {
      guard x < .infinity else { return .infinity }
      return (x - 0.5) * log(x) - x + halfLogTwoPi + stirlingSeries(x)
    }
    if x >= 2.5 {
      var product = 1.0
      var reduced = x
      while reduced >= 2.5 {
        reduced -= 1
        product *= reduced
      }
      return logGammaNearTwo(reduced - 2) + log(product)
    }
    if x >= 1.5 { return logGammaNearTwo(x - 2) }
    if x >= 0.5 { return logGammaNearTwo(x - 1) - log1p(x - 1) }
    guard x > 0 else { return .infinity }
    return logGammaNearTwo(x) - log1p(x) - log(x)
  }

  /// ln Γ(2 + z) for |z| ≤ ½, by its Taylor series.
  private static func logGammaNearTwo(_ z: Double) -> Double {
    let oneMinusEuler = 0.42278433509846713939
    var sum = 0.0
    for coefficient in zetaCoefficients.reversed() { sum = sum * z + coefficient }
    return z * (oneMinusEuler + z * sum)
  }

  private static func stirlingSeries(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    var sum = 0.0
    for coefficient in stirlingCoefficients.reversed() { sum = sum * square + coefficient }
    return sum * inverse
  }

  /// ln Γ(a + 1) - (a + ½) ln a + a - ½ ln 2π: what Stirling's formula misses, for a > 0.
  ///
  /// - Source: Loader (2000), eq. 3.
  static func stirlingError(_ a: Double) -> Double {
    if a >= stirlingStart { return stirlingSeries(a) }
    return logGamma(a + 1) - (a + 0.5) * log(a) + a - halfLogTwoPi
  }

  /// 1/37, 1/35 … 1/3.
  private static let oddReciprocals: [Double] = [
    1.0 / 37, 1.0 / 35, 1.0 / 33, 1.0 / 31, 1.0 / 29, 1.0 / 27, 1.0 / 25, 1.0 / 23, 1.0 / 21,
    1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3,
  ]

  /// d - ln(1 + d), without cancellation about 0.
  ///
  /// With r = d/(2+d), ln(1+d) = 2 artanh r, so that the difference is r (d - 2 r² (⅓ + r²/5 + …)).
  ///
  /// - Parameters:
  ///   - d: Above -1.
  ///   - ratio: 1 + d, computed without the rounding of d where that is near -1.
  /// - Source: Loader (2000), §3.
  static func logDeviance(_ d: Double, ratio: Double) -> Double {
    guard abs(d) < 0.5 else { return d - log(ratio) }
    let r = d / (2 + d)
    let square = r * r
    var sum = 0.0
    // What the terms left out come to is below 1e-17 of the rest.
    let first = square < 0.003 ? 11 : square < 0.02 ? 8 : 0
    for place in first..<oddReciprocals.count { sum = sum * square + oddReciprocals[place] }
    return r * (d - 2 * square * sum)
  }
}
