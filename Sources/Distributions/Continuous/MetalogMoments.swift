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
    return inner + lowerTail(from: .infinity) + upperTail(to: .infinity)
  }

  /// E[X - c; T ≤ t] and E[(X - c)²; T ≤ t].
  func part(upTo t: Double) -> PartialMoments {
    let whole = lowerTail(from: .infinity)
    guard t > -Self.reach else { return whole - lowerTail(from: -t - Self.reach) }
    let inner = whole + part(from: -Self.reach, to: min(t, Self.reach))
    return t > Self.reach ? inner + upperTail(to: t - Self.reach) : inner
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

  /// The part from the reach to the distance beyond it, which matters only where the values grow
  /// as e^(s t): there x - bound = e^M with M = M(reach) + s (t - reach).
  private func upperTail(to distance: Double) -> PartialMoments {
    guard case .above(let lower) = bounds else { return .none }
    return Self.powerTail(
      start: exp(curve.value(Self.reach)), slope: curve.upperSlope, offset: lower - center,
      length: distance)
  }

  /// The mirror image of ``upperTail(to:)``, for values that fall without end.
  private func lowerTail(from distance: Double) -> PartialMoments {
    guard case .below(let upper) = bounds else { return .none }
    let mirrored = Self.powerTail(
      start: exp(-curve.value(-Self.reach)), slope: curve.lowerSlope, offset: center - upper,
      length: distance)
    return PartialMoments(first: -mirrored.first, second: mirrored.second)
  }

  /// ∫ (offset + start e^(s u))^k e^-(reach + u) du over 0...length, for k = 1, 2 and s < ½.
  private static func powerTail(
    start: Double, slope: Double, offset: Double, length: Double
  ) -> PartialMoments {
    func decay(_ rate: Double) -> Double { -expm1(-rate * length) / rate }
    let whole = decay(1)
    let first = start * decay(1 - slope)
    let second = start * start * decay(1 - 2 * slope)
    let probability = exp(-reach)
    return PartialMoments(
      first: probability * (offset * whole + first),
      second: probability * (offset * (offset * whole + 2 * first) + second))
  }
}

extension PartialMoments {
  fileprivate static func + (a: PartialMoments, b: PartialMoments) -> PartialMoments {
    PartialMoments(first: a.first + b.first, second: a.second + b.second)
  }

  fileprivate static func - (a: PartialMoments, b: PartialMoments) -> PartialMoments {
    PartialMoments(first: a.first - b.first, second: a.second - b.second)
  }
}
