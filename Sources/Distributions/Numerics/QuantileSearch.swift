/// Quantiles of laws whose distribution function can only be evaluated.
enum QuantileSearch {
  /// The smallest x in low...high with cdf(x) ≥ p, to the last bit where the function jumps.
  ///
  /// Newton steps inside a shrinking bracket; where they do not help (jumps, gaps, flat parts)
  /// the bracket is halved in the order of the floating-point numbers, which ends after 64 steps.
  ///
  /// - Parameters:
  ///   - low: At or below the result.
  ///   - high: A value with cdf(high) ≥ p up to rounding.
  static func smallest(
    reaching p: Double, from low: Double, to high: Double, cdf: (Double) -> Double,
    density: (Double) -> Double
  ) -> Double {
    guard low < high, cdf(low) < p else { return low }
    var (below, above) = (low, high)
    var x = midpoint(below, above)
    for step in 0..<200 where below.nextUp < above {
      let error = cdf(x) - p
      if error >= 0 { above = x } else { below = x }
      let slope = density(x)
      let newton = x - error / slope
      let isHelpful = slope > 0 && newton > below && newton < above && step % 3 != 2
      // A value with probability of its own is the result itself, not what lies just below it.
      if isHelpful, abs(newton - x) <= 2 * x.ulp { return error >= 0 ? x : newton }
      x = isHelpful ? newton : midpoint(below, above)
    }
    return above
  }

  /// The number halfway between two in the order of their bit patterns.
  private static func midpoint(_ a: Double, _ b: Double) -> Double {
    let (i, j) = (rank(a), rank(b))
    let middle = (i >> 1) + (j >> 1) + (i & j & 1)
    return value(rank: min(max(middle, i + 1), j))
  }

  private static func rank(_ x: Double) -> Int64 {
    let bits = Int64(bitPattern: x.bitPattern)
    return bits >= 0 ? bits : Int64.min - bits
  }

  private static func value(rank: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: rank >= 0 ? rank : Int64.min - rank))
  }
}
