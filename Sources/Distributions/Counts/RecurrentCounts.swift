/// A law of counts each of whose probabilities follows from the one before.
///
/// - Source: Klugman, Panjer & Willmot, "Loss Models", §6.5 (the (a, b, 0) class).
package protocol RecurrentCounts: Law {
  /// P(N = n + 1) / P(N = n) where n may happen and n + 1 is not impossible.
  func ratio(after n: Double) -> Double

  /// No ratio after a larger n than the mean is above this and its own.
  var limitingRatio: Double { get }
}

extension RecurrentCounts {
  /// P(N = n) for n = 0, 1, … until at most `tail` is left, or up to `last`.
  ///
  /// They start from the density beside the mean, so that errors grow from there outwards: by one
  /// rounding or two for each count that lies between.
  ///
  /// - Parameters:
  ///   - tail: Positive.
  ///   - last: 0 or more.
  /// - Complexity: O(1) for each of them.
  package func masses(leaving tail: Double, atMost last: Int) -> [Double] {
    let (low, high) = (support.lowerBound, support.upperBound)
    guard low < high else {
      return (0...min(last, Int(low))).map { Double($0) == low ? 1 : 0 }
    }
    let end = Int(min(Double(last), high))
    let start = Int(min(mean.rounded(.down), Double(end)))
    var masses = [Double](repeating: 0, count: start + 1)
    masses[start] = density(Double(start))
    for n in stride(from: start - 1, through: 0, by: -1) {
      masses[n] = masses[n + 1] / ratio(after: Double(n))
    }
    var n = start
    while n < end {
      let ratio = ratio(after: Double(n))
      let bound = max(ratio, limitingRatio)
      // What is left is less than a geometric series.
      if n > start, bound < 1, masses[n] * bound <= tail * (1 - bound) { break }
      masses.append(masses[n] * ratio)
      n += 1
    }
    return masses
  }
}

extension Poisson: RecurrentCounts {
  package func ratio(after n: Double) -> Double { mean / (n + 1) }
  package var limitingRatio: Double { 0 }
}

extension NegativeBinomial: RecurrentCounts {
  package func ratio(after n: Double) -> Double { (n + dispersion) / (n + 1) * limitingRatio }
  package var limitingRatio: Double { mean / (dispersion + mean) }
}

extension Binomial: RecurrentCounts {
  package func ratio(after n: Double) -> Double {
    (trials - n) / (n + 1) * (probability / (1 - probability))
  }
  package var limitingRatio: Double { 0 }
}
