import Glibc

/// Moments of a metalog by quadrature over the log-odds: ∫ (x(t) - c)^k y (1 - y) dt.
struct MetalogMoments {
  let curve: MetalogCurve
  let bounds: MetalogBounds

  /// Moments are taken about this value.
  let center: Double

  /// Beyond ±this, y (1 - y) is e^-|t| and the curve a straight line, both within e^-40.
  private static let reach = 40.0

  /// E[X - c] and E[(X - c)²].
  var whole: PartialMoments {
    let inner = part(from: -Self.reach, to: Self.reach)
    let tails = [lowerTail, upperTail]
    return PartialMoments(
      first: tails.reduce(inner.first) { $0 + $1.first },
      second: tails.reduce(inner.second) { $0 + $1.second })
  }

  /// E[X - c; T ≤ t] and E[(X - c)²; T ≤ t].
  func part(upTo t: Double) -> PartialMoments {
    let inner = part(from: -Self.reach, to: min(max(t, -Self.reach), Self.reach))
    guard t > -Self.reach else { return lowerTail }
    return PartialMoments(
      first: inner.first + lowerTail.first, second: inner.second + lowerTail.second)
  }

  private func part(from lower: Double, to upper: Double) -> PartialMoments {
    guard lower < upper else { return .none }
    func moment(_ power: (Double) -> Double) -> Double {
      Quadrature.integral(from: lower, to: upper, pieces: [0]) { t in
        let decay = exp(-abs(t))
        let weight = decay / ((1 + decay) * (1 + decay))
        return power(bounds.value(curve.value(t)) - center) * weight
      }
    }
    return PartialMoments(first: moment { $0 }, second: moment { $0 * $0 })
  }

  /// The part beyond the reach, which matters only where the values grow as e^(s t): there
  /// x - bound = e^M with M = M(reach) + s (t - reach).
  private var upperTail: PartialMoments {
    guard case .above(let lower) = bounds else { return .none }
    return Self.powerTail(
      start: exp(curve.value(Self.reach)), slope: curve.upperSlope, offset: lower - center)
  }

  private var lowerTail: PartialMoments {
    guard case .below(let upper) = bounds else { return .none }
    let mirrored = Self.powerTail(
      start: exp(-curve.value(-Self.reach)), slope: curve.lowerSlope, offset: center - upper)
    return PartialMoments(first: -mirrored.first, second: mirrored.second)
  }

  /// ∫ (offset + start e^(s u))^k e^-(reach + u) du over u ≥ 0, for k = 1, 2 and s < ½.
  private static func powerTail(start: Double, slope: Double, offset: Double) -> PartialMoments {
    let probability = exp(-reach)
    let first = start / (1 - slope)
    let second = start * start / (1 - 2 * slope)
    return PartialMoments(
      first: probability * (offset + first),
      second: probability * (offset * (offset + 2 * first) + second))
  }
}
