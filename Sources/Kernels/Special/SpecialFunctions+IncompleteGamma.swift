import Glibc

extension SpecialFunctions {
  /// The regularised incomplete gamma functions P(a, x) and Q(a, x).
  ///
  /// Relative error about 1e-14 in both, except Q for shapes below 1e-3 and x < 1.
  ///
  /// - Parameters:
  ///   - a: Shape, positive and finite.
  ///   - x: Any; values up to 0 give (0, 1), infinity gives (1, 0).
  /// - Complexity: At most about 60 terms.
  package static func regularizedGamma(_ a: Double, _ x: Double) -> Tails {
    guard x > 0 else { return Tails(lower: 0, upper: 1) }
    guard x < .infinity else { return Tails(lower: 1, upper: 0) }
    let relative = (x - a) / a
    if expands(a, relative) { return GammaExpansion(a, relative).tails }
    return regularizedGamma(a, x, power: gammaPower(a, x))
  }

  /// P(a, x), Q(a, x) and x^a e^-x / Γ(a + 1), which is what Q(a + 1, x) is more than Q(a, x).
  ///
  /// - Parameters:
  ///   - a: Shape, positive and finite.
  ///   - x: Any; the power is 0 for values up to 0, and at infinity.
  /// - Complexity: That of ``regularizedGamma(_:_:)``: the power is part of it.
  /// - Source: DLMF 8.8.6.
  package static func gammaTails(_ a: Double, _ x: Double) -> (tails: Tails, power: Double) {
    guard x > 0 else { return (Tails(lower: 0, upper: 1), 0) }
    guard x < .infinity else { return (Tails(lower: 1, upper: 0), 0) }
    let relative = (x - a) / a
    if expands(a, relative) {
      let expansion = GammaExpansion(a, relative)
      return (expansion.tails, expansion.power)
    }
    let power = gammaPower(a, x)
    return (regularizedGamma(a, x, power: power), power)
  }

  /// Whether ``GammaExpansion`` serves.
  private static func expands(_ a: Double, _ relative: Double) -> Bool {
    a >= 20 && abs(relative) < 0.4
  }

  private static func regularizedGamma(_ a: Double, _ x: Double, power: Double) -> Tails {
    if x < a + 1 {
      let lower = min(power * gammaSeries(a, x), 1)
      return Tails(lower: lower, upper: 1 - lower)
    }
    let upper = min(power * a * gammaFraction(a, x), 1)
    return Tails(lower: 1 - upper, upper: upper)
  }

  /// P(a, x), the probability below x under a gamma law of shape a and scale 1.
  package static func regularizedGammaP(_ a: Double, _ x: Double) -> Double {
    regularizedGamma(a, x).lower
  }

  /// Q(a, x) = 1 - P(a, x).
  package static func regularizedGammaQ(_ a: Double, _ x: Double) -> Double {
    regularizedGamma(a, x).upper
  }

  /// x^a e^-x / Γ(a + 1): the probability that a Poisson variable of mean x equals a.
  ///
  /// - Source: Loader (2000), eq. 5 and 6.
  package static func gammaPower(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return a == 0 ? 1 : 0 }
    guard a > 0 else { return exp(-x) }
    if a < 1 { return exp(a * log(x) - x - logGamma(a + 1)) }
    let deviance = a * logDeviance((x - a) / a, ratio: x / a)
    return exp(-stirlingError(a) - deviance) / (2 * Double.pi * a).squareRoot()
  }

  /// P(a, x) / gammaPower(a, x) = Σ x^n / ((a+1) … (a+n)), for x below a + 1.
  ///
  /// - Source: DLMF 8.7.1.
  private static func gammaSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var denominator = a
    while term > sum * 0x1p-55 {
      denominator += 1
      term *= x / denominator
      sum += term
    }
    return sum
  }

  /// Γ(a, x) x^-a e^x by Legendre's continued fraction, for x of at least a + 1.
  ///
  /// - Source: DLMF 8.9.2, evaluated by the modified Lentz method.
  private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var value = d
    for step in 1...1000 {
      let n = Double(step)
      let numerator = n * (a - n)
      b += 2
      d = numerator * d + b
      if abs(d) < tiny { d = tiny }
      c = b + numerator / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = c * d
      value *= factor
      if abs(factor - 1) < 0x1p-52 { break }
    }
    return value
  }
}
