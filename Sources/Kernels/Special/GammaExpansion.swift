import CVectorKernels
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
    guard a >= 10, z * z <= a else { return nil }
    let x = cogcast_gamma_expansion_inverse(a, z)
    return x > 0 ? x : nil
  }
}
