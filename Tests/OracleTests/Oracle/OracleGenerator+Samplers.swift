import Foundation

/// Samplers written from the definitions of the laws, chosen for being easy to check.
extension OracleGenerator {
  /// Standard normal by the polar method; its second value is thrown away.
  ///
  /// - Source: Marsaglia & Bray, SIAM Review 6 (1964).
  mutating func normal() -> Double {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let s = x * x + y * y
      if s < 1, s > 0 { return x * (-2 * log(s) / s).squareRoot() }
    }
  }

  mutating func exponential(mean: Double) -> Double {
    -mean * log(uniform())
  }

  /// - Source: Marsaglia & Tsang, "A simple method for generating gamma variables" (2000), with
  ///   their boost for shapes below one.
  mutating func gamma(shape: Double, scale: Double) -> Double {
    if shape < 1 {
      return gamma(shape: shape + 1, scale: scale) * pow(uniform(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = pow(1 + c * x, 3)
      if v > 0, log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v * scale }
    }
  }

  /// Beta as the share of one gamma in the sum of two.
  mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
    let x = gamma(shape: alpha, scale: 1)
    return x / (x + gamma(shape: beta, scale: 1))
  }

  /// Poisson by counting unit-rate arrivals, in pieces of mean 30 so that the product of uniforms
  /// does not underflow.
  mutating func poisson(mean: Double) -> Int {
    var count = 0
    var rest = mean
    while rest > 0 {
      let limit = exp(-min(rest, 30))
      var product = uniform()
      while product > limit {
        count += 1
        product *= uniform()
      }
      rest -= 30
    }
    return count
  }

  /// Poisson whose mean is gamma with variance mean² / dispersion.
  mutating func negativeBinomial(mean: Double, dispersion: Double) -> Int {
    mean == 0 ? 0 : poisson(mean: gamma(shape: dispersion, scale: mean / dispersion))
  }

  mutating func binomial(count: Int, probability: Double) -> Int {
    var successes = 0
    for _ in 0..<count where bernoulli(probability) { successes += 1 }
    return successes
  }

  /// Failures before the first success, on {0, 1, ...}.
  mutating func failuresBeforeSuccess(probability: Double) -> Int {
    probability >= 1 ? 0 : Int(log(uniform()) / log1p(-probability))
  }

  mutating func triangular(minimum: Double, mode: Double, maximum: Double) -> Double {
    let width = maximum - minimum
    if width == 0 { return minimum }
    let u = uniform()
    return u < (mode - minimum) / width
      ? minimum + (u * width * (mode - minimum)).squareRoot()
      : maximum - ((1 - u) * width * (maximum - mode)).squareRoot()
  }

  /// Pareto on [scale, maximum], or on [scale, ∞) without a maximum.
  mutating func pareto(scale: Double, shape: Double, maximum: Double?) -> Double {
    let mass = maximum.map { 1 - pow(scale / $0, shape) } ?? 1
    return scale * pow(1 - uniform() * mass, -1 / shape)
  }

  /// `value` when it is whole, else one of its two neighbours so that the mean is `value`.
  mutating func neighbour(of value: Double) -> Int {
    let below = value.rounded(.down)
    return Int(below) + (bernoulli(value - below) ? 1 : 0)
  }
}
