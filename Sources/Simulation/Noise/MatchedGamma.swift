import Distributions
import Kernels

/// A gamma law with the mean, variance and, where its location is not negative, the third cumulant
/// of a compound Poisson sum.
///
/// With λ expected sessions of raw moments m1, m2, m3 the cumulants of the sum are λ m1, λ m2,
/// λ m3. The three-moment law is shifted: shape 4/γ², scale σγ/2, location µ - 2σ/γ for skewness γ.
///
/// - Source: Bowers et al., "Actuarial Mathematics", §12.4 (translated gamma approximation).
package struct MatchedGamma {
  let mean: Double
  private let location: Double
  private let shape: Double
  private let scale: Double

  /// - Precondition: `variance` is positive.
  package init(mean: Double, variance: Double, thirdCumulant: Double) {
    self.mean = mean
    let deviation = variance.squareRoot()
    // The cube of a tiny deviation may vanish where the quotient does not.
    let cube = variance * deviation
    let skewness = cube.isNormal ? thirdCumulant / cube : thirdCumulant / variance / deviation
    let shift = skewness > 0 ? mean - 2 * deviation / skewness : -1
    if shift >= 0 {
      location = shift
      shape = 4 / (skewness * skewness)
      scale = deviation * skewness / 2
    } else {
      location = 0
      shape = mean * mean / variance
      scale = variance / mean
    }
  }

  package func quantile(_ probability: Double) -> Double {
    location + scale * Self.quantile(shape: shape, probability: probability)
  }

  /// Shape beyond which the Cornish–Fisher expansion serves: its error there is below 1e-6 of the
  /// standard deviation for probabilities in 1e-5...1 - 1e-5.
  static let expansionShape = 2000.0

  /// Quantile of the gamma law of scale 1.
  ///
  /// - Source: Cornish & Fisher (1938) to third order, for large shapes; otherwise exact.
  static func quantile(shape: Double, probability: Double) -> Double {
    guard shape >= expansionShape else {
      return SpecialFunctions.inverseRegularizedGammaP(shape, probability)
    }
    let z = StandardNormal.quantile(probability)
    let root = shape.squareRoot()
    let skewness = 2 / root
    let z2 = z * z
    let second = (z2 - 1) / 6
    // Excess kurtosis is 1.5 γ², fifth standardised cumulant 3 γ³.
    let third = (1.5 * (z2 * z - 3 * z) / 24) - (2 * z2 * z - 5 * z) / 36
    let fourth =
      3 * (z2 * z2 - 6 * z2 + 3) / 120 - 1.5 * (z2 * z2 - 5 * z2 + 2) / 24
      + (12 * z2 * z2 - 53 * z2 + 17) / 324
    let w =
      z + skewness * second + skewness * skewness * third
      + skewness * skewness * skewness * fourth
    return shape + root * w
  }
}
