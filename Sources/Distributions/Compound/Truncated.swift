/// A law given that it falls between two bounds: what lies outside is left out, and the rest is
/// renormalised. `min` and `max` beside an unknown input.
package struct Truncated: Law {
  package let base: any Law
  package let mean: Double
  package let variance: Double
  package let support: ClosedRange<Double>

  /// P(X < lower bound) of the base law.
  private let below: Double

  /// P(X ≤ upper bound) of the base law.
  private let upTo: Double

  private let momentsBelow: PartialMoments

  /// Less than this inside the bounds means a mistake, and would leave a probability fewer than
  /// twelve digits: the base law's are right to 1e-16.
  package static let smallestShare = 1e-4

  /// - Parameters:
  ///   - lower: Smallest value, itself allowed; `nil` leaves that side alone.
  ///   - upper: Largest value, itself allowed; above `lower`.
  package init(_ base: any Law, lower: Double?, upper: Double?) throws(LawError) {
    let low = max(lower ?? -.infinity, base.support.lowerBound)
    let high = min(upper ?? .infinity, base.support.upperBound)
    try Bounds.require(lower, upper)
    let below = base.cdfBelow(low)
    let upTo = base.cdf(high)
    guard low <= high, upTo - below >= Self.smallestShare else {
      throw LawError(
        parameter: lower == nil ? "max" : upper == nil ? "min" : nil,
        message: "\(base) has almost no values \(Bounds.words(lower, upper));"
          + " widen the bounds or change the law.")
    }
    self.base = base
    self.below = below
    self.upTo = upTo
    momentsBelow = base.partialMoments(low.nextDown)
    let within = base.partialMoments(high)
    let share = upTo - below
    let shift = (within.first - momentsBelow.first) / share
    mean = min(max(base.mean + shift, low), high)
    variance = max((within.second - momentsBelow.second) / share - shift * shift, 0)
    // A bound may lie in a gap of a discrete law: the support ends at the last value inside.
    let first = base.isDiscrete && below > 0 ? base.quantile(below.nextUp) : low
    let last = base.isDiscrete ? base.quantile(upTo) : high
    support = min(first, high)...max(min(last, high), first)
  }

  package var description: String {
    "\(base) \(Bounds.words(support.lowerBound, support.upperBound))"
  }

  private var share: Double { upTo - below }

  // MARK: Moments

  package var isDiscrete: Bool { base.isDiscrete }
  package var isSmooth: Bool { base.isSmooth }

  package func partialMoments(_ x: Double) -> PartialMoments {
    guard x >= support.lowerBound else { return .none }
    guard x < support.upperBound else { return PartialMoments(first: 0, second: variance) }
    let part = base.partialMoments(x)
    let probability = (base.cdf(x) - below) / share
    let first = (part.first - momentsBelow.first) / share
    let second = (part.second - momentsBelow.second) / share
    let shift = base.mean - mean
    return PartialMoments(
      first: first + shift * probability,
      second: second + shift * (2 * first + shift * probability))
  }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double {
    support.contains(x) ? base.density(x) / share : 0
  }

  package func cdf(_ x: Double) -> Double {
    if x < support.lowerBound { return 0 }
    if x >= support.upperBound { return 1 }
    return min(max((base.cdf(x) - below) / share, 0), 1)
  }

  package func quantile(_ p: Double) -> Double {
    if p <= 0 { return support.lowerBound }
    if p >= 1 { return support.upperBound }
    // Only p = 1 is the end of an endless tail, however p rounds.
    let last = support.upperBound < .infinity ? upTo : min(upTo, 1.0.nextDown)
    let target = min(below + p * share, last)
    guard base.isDiscrete else { return clamped(base.quantile(target)) }
    // Rounding of the target must not step over a value: take the first one that reaches p.
    let slack = 4 * target.ulp
    for candidate in [target - slack, target] {
      let x = clamped(base.quantile(max(candidate, 0)))
      if cdf(x) >= p { return x }
    }
    return clamped(base.quantile(min(target + slack, 1)))
  }

  private func clamped(_ x: Double) -> Double {
    min(max(x, support.lowerBound), support.upperBound)
  }
}
