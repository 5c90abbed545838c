import CVectorKernels

extension RandomStream {
  /// Below this mean the search through the distribution function is quicker than rejection.
  static let searchLimit = 10.0

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
    let number = uniform()
    var probability = cogcast_exp(-mean)
    var cumulative = probability
    var count = 0
    while number > cumulative {
      probability *= mean / Double(count + 1)
      let next = cumulative + probability
      // Where the terms no longer change the sum rounding alone is left.
      if next == cumulative { break }
      cumulative = next
      count += 1
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
      let hat = a / (distance * distance) + b
      if v * inverseAlpha <= cogcast_poisson_mass(count, mean) * hat { return Int(count) }
    }
  }
}
