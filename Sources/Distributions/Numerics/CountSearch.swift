/// The smallest whole number whose distribution function reaches a probability.
enum CountSearch {
  /// - Parameters:
  ///   - p: Strictly between 0 and 1.
  ///   - guess: Where to begin; a good one takes three evaluations.
  ///   - range: First and last whole number of the support; the last may be infinite.
  ///   - cdf: The law's own function, so that the result is consistent with it to the bit.
  /// - Returns: k with cdf(k) ≥ p > cdf(k - 1), or an end of the range.
  /// - Complexity: O(log |k - guess|) evaluations.
  static func smallest(
    reaching p: Double, guess: Double, in range: ClosedRange<Double>, cdf: (Double) -> Double
  ) -> Double {
    let start = min(max(guess.rounded(), range.lowerBound), range.upperBound)
    let reaches = cdf(start) >= p
    var inside = start
    var outside = start
    // Beyond 2^53 neighbours are further apart than 1.
    var step = max(start.ulp, 1)
    if reaches {
      repeat {
        inside = outside
        outside = max(inside - step, range.lowerBound - 1)
        step *= 2
      } while outside >= range.lowerBound && cdf(outside) >= p
    } else {
      repeat {
        outside = inside
        inside = min(outside + step, range.upperBound)
        step *= 2
      } while inside < range.upperBound && cdf(inside) < p
    }
    while inside - outside > 1 {
      let middle = ((inside + outside) / 2).rounded(.down)
      guard middle > outside, middle < inside else { break }
      if cdf(middle) >= p { inside = middle } else { outside = middle }
    }
    return inside
  }
}
