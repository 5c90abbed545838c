import CVectorKernels

extension RandomStream {
  /// A gamma number of scale 1, exact in law.
  ///
  /// - Precondition: `shape` is at least 1; below, rejection needs a correction that costs more than
  ///   the inverse of the distribution function.
  /// - Complexity: O(1) on average, two uniform numbers a round; 1.05 rounds at shape 1, fewer beyond.
  /// - Source: Marsaglia & Tsang, "A simple method for generating gamma variables", ACM TOMS 26
  ///   (2000).
  package mutating func gamma(shape: Double) -> Double {
    precondition(shape >= 1, "gamma shape \(shape)")
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let u = uniform()
      let root = 1 + c * z
      guard root > 0 else { continue }
      let v = root * root * root
      let z2 = z * z
      if u < 1 - 0.0331 * z2 * z2 { return d * v }
      if cogcast_log(u) < 0.5 * z2 + d * (1 - v + cogcast_log(v)) { return d * v }
    }
  }
}
