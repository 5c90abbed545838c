/// A law whose values beyond a bound count as the bound itself: a counter or a length with a cap.
///
/// Unlike ``Truncated``, nothing is renormalised: the bounds carry the probability beyond them.
package struct Censored: Law {
  package let base: any Law
  package let mean: Double
  package let variance: Double
  package let support: ClosedRange<Double>

  /// - Parameters:
  ///   - lower: Values below become this; `nil` leaves that side alone.
  ///   - upper: Values above become this; not below `lower`.
  package init(_ base: any Law, lower: Double?, upper: Double?) throws(LawError) {
    if let lower { try LawError.requireFinite("min", lower) }
    if let upper { try LawError.requireFinite("max", upper) }
    if let lower, let upper {
      try LawError.require(
        lower <= upper, "max", upper, allowed: "min (\(figure(lower))) or more")
    }
    self.base = base
    let floor = lower ?? -.infinity
    let cap = upper ?? .infinity
    support =
      min(max(base.support.lowerBound, floor), cap)...max(min(base.support.upperBound, cap), floor)
    let moments = Self.moments(of: base, support)
    mean = moments.mean
    variance = moments.variance
  }

  /// Mean and variance of the base law clamped to the range.
  ///
  /// They are taken about the base law's mean clamped as well: a cap far below the mean leaves
  /// numbers of the size of the cap, which differences of the base law's would not resolve.
  private static func moments(
    of base: any Law, _ range: ClosedRange<Double>
  ) -> (mean: Double, variance: Double) {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard low < high else { return (low, 0) }
    let center = min(max(base.mean, low), high)
    let below = low > base.support.lowerBound ? base.cdf(low) : 0
    let upTo = high < base.support.upperBound ? base.cdf(high) : 1
    let inner = base.partialMoments(high)
    let outer = below > 0 ? base.partialMoments(low) : .none
    let first = inner.first - outer.first
    let second = inner.second - outer.second
    let offset = base.mean - center
    let lowEnd = below > 0 ? below * (low - center) : 0
    let highEnd = upTo < 1 ? (1 - upTo) * (high - center) : 0
    let shift = first + offset * (upTo - below) + lowEnd + highEnd
    let square =
      second + offset * (2 * first + offset * (upTo - below))
      + (below > 0 ? lowEnd * (low - center) : 0) + (upTo < 1 ? highEnd * (high - center) : 0)
    return (min(max(center + shift, low), high), max(square - shift * shift, 0))
  }

  package var description: String {
    "\(base), capped \(Bounds.words(support.lowerBound, support.upperBound))"
  }

  // MARK: Moments

  package var isSmooth: Bool { false }
  package var isDiscrete: Bool { base.isDiscrete || support.lowerBound == support.upperBound }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x >= support.lowerBound else { return .none }
    guard x < support.upperBound else { return PartialMoments(first: 0, second: variance) }
    let low = support.lowerBound
    let below = low > base.support.lowerBound ? base.cdf(low) : 0
    let outer = below > 0 ? base.partialMoments(low) : .none
    let inner = base.partialMoments(x)
    let lowEnd = below > 0 ? below * (low - base.mean) : 0
    let lowSquare = below > 0 ? lowEnd * (low - base.mean) : 0
    let first = inner.first - outer.first + lowEnd
    let second = inner.second - outer.second + lowSquare
    let shift = base.mean - mean
    return PartialMoments(
      first: first + shift * base.cdf(x),
      second: second + shift * (2 * first + shift * base.cdf(x)))
  }

  package func limitedMean(_ limit: Double) -> Double {
    if limit <= support.lowerBound { return limit }
    if limit >= support.upperBound { return mean }
    let low = support.lowerBound
    guard low > base.support.lowerBound else { return base.limitedMean(limit) }
    return base.limitedMean(limit) - base.limitedMean(low) + low
  }

  // MARK: Density, distribution, quantile

  /// Probability mass at a bound, and of a discrete base law; density of a continuous one between.
  package func density(_ x: Double) -> Double {
    guard support.contains(x) else { return 0 }
    guard x > support.lowerBound && x < support.upperBound else {
      return atomOrDensity(x)
    }
    return base.density(x)
  }

  private func atomOrDensity(_ x: Double) -> Double {
    let atom = cdf(x) - (x == support.lowerBound ? 0 : base.cdfBelow(x))
    return atom > 0 || base.isDiscrete ? atom : base.density(x)
  }

  package func cdf(_ x: Double) -> Double {
    if x < support.lowerBound { return 0 }
    if x >= support.upperBound { return 1 }
    return base.cdf(x)
  }

  package func quantile(_ p: Double) -> Double {
    if p <= 0 { return support.lowerBound }
    if p >= 1 { return support.upperBound }
    return min(max(base.quantile(p), support.lowerBound), support.upperBound)
  }
}
