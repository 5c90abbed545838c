import Glibc
import Kernels

/// The binomial law: successes of a number of independent trials.
package struct Binomial: Law {
  package let trials: Double
  package let probability: Double

  /// - Parameters:
  ///   - trials: `n`, a whole number from 1 to 1e9.
  ///   - probability: Of success in one trial.
  package init(trials: Double, probability: Double) throws(LawError) {
    try LawError.require(
      trials >= 1 && trials <= 1e9 && trials == trials.rounded(), "n", trials,
      allowed: "a whole number from 1 to 1e9")
    try LawError.requireShare("p", probability)
    self.trials = trials
    self.probability = probability
  }

  package var description: String {
    "binomial(n \(figure(trials)), p \(roundedFigure(probability)))"
  }

  private var isConstant: Bool { probability == 0 || probability == 1 }

  // MARK: Moments

  package var mean: Double { trials * probability }
  package var variance: Double { mean * (1 - probability) }
  package var support: ClosedRange<Double> {
    (probability < 1 ? 0 : trials)...(probability > 0 ? trials : 0)
  }
  package var isDiscrete: Bool { true }

  /// By parts: (j - np) b(j) = g(j - 1) - g(j) for g(j) = (n - j) p b(j).
  package func partialMoments(_ x: Double) -> PartialMoments {
    let count = x.rounded(.down)
    guard count >= 0 else { return .none }
    guard count < trials, !isConstant else {
      return count < support.lowerBound ? .none : PartialMoments(first: 0, second: variance)
    }
    let mass = density(count)
    let edge = (trials - count) * probability * mass
    let edgeBefore = count * (1 - probability) * mass
    return PartialMoments(
      first: -edge,
      second: variance * (cdf(count) - mass) + probability * edgeBefore
        - (count - mean) * edge)
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    guard x >= 0, x <= trials, x == x.rounded() else { return 0 }
    guard !isConstant else { return x == support.lowerBound ? 1 : 0 }
    if x == 0 { return exp(trials * log1p(-probability)) }
    if x == trials { return pow(probability, trials) }
    // C(n, x) = n / (x (n - x) B(x, n - x)).
    let rest = trials - x
    return SpecialFunctions.betaPower(probability, 1 - probability, x, rest) * (trials / x / rest)
  }

  package func cdf(_ x: Double) -> Double {
    let count = x.rounded(.down)
    if count < support.lowerBound { return 0 }
    if count >= support.upperBound { return 1 }
    return SpecialFunctions.regularizedBeta(probability, count + 1, trials - count).upper
  }

  /// - Source: start from Cornish & Fisher (1938), first skewness term.
  package func quantile(_ p: Double) -> Double {
    if p <= 0 || isConstant { return support.lowerBound }
    if p >= 1 { return support.upperBound }
    let z = StandardNormal.quantile(p)
    let skew = (1 - 2 * probability) * (z * z - 1) / 6
    let guess = mean + variance.squareRoot() * z + skew
    return CountSearch.smallest(
      reaching: p, guess: (guess - 0.5).rounded(.up), in: support, cdf: cdf)
  }
}
