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
    quantile(probability, score: StandardNormal.quantile(probability))
  }

  /// - Parameter score: The quantile of the standard normal law at the probability.
  func quantile(_ probability: Double, score: Double) -> Double {
    location + scale * Self.quantile(shape: shape, probability: probability, score: score)
  }

  /// Shape from which the expansion alone serves: for probabilities in 1e-5...1 - 1e-5 it is off by less
  /// than 1e-6 of the standard deviation.
  private static let expansionShape = 25.0

  /// Quantile of the gamma law of scale 1.
  static func quantile(shape: Double, probability: Double) -> Double {
    quantile(
      shape: shape, probability: probability, score: StandardNormal.quantile(probability))
  }

  private static func quantile(shape: Double, probability: Double, score: Double) -> Double {
    guard shape >= expansionShape,
      let near = SpecialFunctions.inverseRegularizedGammaExpanded(shape, score: score)
    else { return SpecialFunctions.inverseRegularizedGammaP(shape, probability) }
    return near
  }
}
