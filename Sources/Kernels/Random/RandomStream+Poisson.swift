import CVectorKernels

extension RandomStream {
  /// Below this mean the search through the distribution function is quicker than rejection.
  private static let searchLimit = 10.0

  /// A Poisson count, exact in law.
  ///
  /// - Precondition: `mean` in 0...10¹⁵, where every count is a Double of its own.
  /// - Complexity: O(1) on average, in the number of draws too.
  package mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean <= 1e15, "Poisson mean \(mean)")
    return mean < Self.searchLimit ? searchedPoisson(mean) : rejectedPoisson(mean)
  }

  /// Inversion by sequential search; the one draw makes the count monotone in the mean.
  private mutating func searchedPoisson(_ mean: Double) -> Int {
    var remaining = uniform()
    var probability = cogcast_exp(-mean)
    var count = 0
    // Beyond 100 the terms no longer reach the smallest uniform number: rounding alone is left.
    while remaining > probability, count < 100 {
      remaining -= probability
      count += 1
      probability *= mean / Double(count)
    }
    return count
  }

  /// Transformed rejection with squeeze.
  ///
  /// - Source: Hörmann, "The transformed rejection method for generating Poisson random variables",
  ///   Insurance: Mathematics and Economics 12 (1993), algorithm PTRS.
  private mutating func rejectedPoisson(_ mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let distance = 0.5 - abs(u)
      let count = ((2 * a / distance + b) * u + mean + 0.43).rounded(.down)
      if distance >= 0.07, v <= squeeze { return Int(count) }
      if count < 0 || (distance < 0.013 && v > distance) { continue }
      let hat = cogcast_log(v * inverseAlpha / (a / (distance * distance) + b))
      if hat <= Self.logPoissonMass(count, mean: mean) { return Int(count) }
    }
  }

  /// The logarithm of the Poisson probability of a count, without the cancellation that
  /// k log λ − λ − log k! suffers at large means.
  ///
  /// - Source: Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000).
  private static func logPoissonMass(_ count: Double, mean: Double) -> Double {
    guard count > 0 else { return -mean }
    return -stirlingError(count) - deviance(count, mean)
      - 0.5 * cogcast_log(2 * .pi * count)
  }

  /// log n! − log(√(2πn) (n/e)ⁿ).
  private static func stirlingError(_ n: Double) -> Double {
    if n < 16 {
      let factorial = (1...Int(n)).reduce(1.0) { $0 * Double($1) }
      return cogcast_log(factorial) - 0.5 * cogcast_log(2 * .pi * n) - n * cogcast_log(n) + n
    }
    let square = n * n
    let tail = (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square
    return (1.0 / 12 - (1.0 / 360 - tail) / square) / n
  }

  /// n log(n / mean) + mean − n, from its series where the two are close.
  private static func deviance(_ n: Double, _ mean: Double) -> Double {
    let difference = n - mean
    guard abs(difference) < 0.1 * (n + mean) else {
      return n * cogcast_log(n / mean) - difference
    }
    let v = difference / (n + mean)
    var sum = difference * v
    var term = 2 * n * v
    var odd = 1.0
    while true {
      term *= v * v
      odd += 2
      let next = sum + term / odd
      if next == sum { return sum }
      sum = next
    }
  }
}
