import Glibc

/// Temme's uniform expansion of the incomplete gamma functions: a normal tail plus a correction in
/// powers of 1/a.
///
/// - Source: N. M. Temme (1979), DLMF 8.12.3, 8.12.4 and 8.12.7.
struct GammaExpansion {
  private let a: Double
  /// exp(-a η²/2) / √(2πa) with η²/2 = λ - 1 - ln λ and λ = x/a.
  private let density: Double
  /// The tail on the side of x, and whether that is the lower one.
  private let small: Double
  private let isLower: Bool

  /// - Parameters:
  ///   - a: Shape, 20 or more.
  ///   - relative: (x - a) / a, below 0.4 in size.
  init(_ a: Double, _ relative: Double) {
    let halfSquare = SpecialFunctions.logDeviance(relative, ratio: 1 + relative)
    let exponent = a * halfSquare
    let root = (2 * halfSquare).squareRoot()
    let correction = TemmeCoefficients.series(eta: relative < 0 ? -root : root, inverse: 1 / a)
    self.a = a
    isLower = relative < 0
    density = exp(-exponent) / (2 * Double.pi * a).squareRoot()
    let remainder = density * correction
    small = 0.5 * erfc(exponent.squareRoot()) + (isLower ? -remainder : remainder)
  }

  /// P(a, x) and Q(a, x).
  var tails: SpecialFunctions.Tails {
    isLower
      ? SpecialFunctions.Tails(lower: small, upper: 1 - small)
      : SpecialFunctions.Tails(lower: 1 - small, upper: small)
  }

  /// x^a e^-x / Γ(a + 1).
  var power: Double {
    // exp(-s) for Stirling's error s of at most 1/240, by its Taylor series.
    let s = SpecialFunctions.stirlingError(a)
    return density * (1 - s * (1 - s / 2 * (1 - s / 3 * (1 - s / 4 * (1 - s / 5)))))
  }

  /// About the x with Q(a, x) = Q(z), the upper tail of the standard normal law: the logarithm of its
  /// tail is off by at most 2e-5 where a is 10, 1e-6 where it is 20, for z in -3.1...3.1.
  ///
  /// With η₀ = z/√a, η is η₀ + ε₁(η₀)/a + ε₂(η₀)/a² + …, and x is a λ(η).
  ///
  /// - Returns: `nil` where the series do not serve: below shapes of 10, and far out.
  /// - Source: N. M. Temme, "Asymptotic inversion of incomplete gamma functions", Mathematics of
  ///   Computation 58 (1992), §§3, 5.
  static func inverse(_ a: Double, score z: Double) -> Double? {
    let centre = z / a.squareRoot()
    guard a >= 10, abs(centre) <= 1 else { return nil }
    func polynomial(_ coefficients: [Double], at t: Double) -> Double {
      var sum = 0.0
      for place in stride(from: coefficients.count - 1, through: 0, by: -1) {
        sum = sum * t + coefficients[place]
      }
      return sum
    }
    let shift =
      polynomial(firstShift, at: centre)
      + (polynomial(secondShift, at: centre) + polynomial(thirdShift, at: centre) / a) / a
    let ratio = polynomial(ratios, at: centre + shift / a)
    return ratio > 0 ? a * ratio : nil
  }

  /// Of λ in powers of η.
  private static let ratios: [Double] = [
    1, 1, 1.0 / 3, 1.0 / 36, -1.0 / 270, 1.0 / 4320, 1.0 / 17_010, -139.0 / 5_443_200,
    1.0 / 204_120, -571.0 / 2_351_462_400,
  ]
  /// Of ε₁, ε₂ and ε₃ in powers of η₀.
  private static let firstShift: [Double] = [
    -1.0 / 3, 1.0 / 36, 1.0 / 1620, -7.0 / 6480, 5.0 / 18_144, -11.0 / 382_725,
    -101.0 / 16_329_600,
  ]
  private static let secondShift: [Double] = [
    -7.0 / 405, -7.0 / 2592, 533.0 / 204_120, -1579.0 / 2_099_520, 109.0 / 1_749_600,
    10_217.0 / 251_942_400,
  ]
  private static let thirdShift: [Double] = [
    449.0 / 102_060, -63_149.0 / 20_995_200, 29_233.0 / 36_741_600,
    346_793.0 / 5_290_790_400, -18_442_139.0 / 130_947_062_400,
  ]
}
