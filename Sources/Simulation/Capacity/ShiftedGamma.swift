import Foundation
import Kernels

/// A gamma law with a location.
struct ShiftedGamma {
  /// -ln of a probability that counts as none.
  private static let farthest = 42.0

  private let location: Double
  private let shape: Double
  private let scale: Double

  private init(location: Double, shape: Double, scale: Double) {
    self.location = location
    self.shape = shape
    self.scale = scale
  }

  /// The law of these cumulants; of the first two, from 0 on, where its location would be below the
  /// least.
  init(mean: Double, variance: Double, thirdCumulant: Double, leastLocation: Double = 0) {
    let deviation = variance.squareRoot()
    let skewness = thirdCumulant / (variance * deviation)
    let shift = mean - 2 * deviation / skewness
    if skewness > 0, shift >= leastLocation {
      self.init(
        location: shift, shape: 4 / (skewness * skewness), scale: deviation * skewness / 2)
    } else {
      self.init(location: 0, shape: mean * mean / variance, scale: variance / mean)
    }
  }

  /// P(X > c).
  func exceedance(_ c: Double) -> Double {
    let x = (c - location) / scale
    return bound(x) ?? SpecialFunctions.regularizedGammaQ(shape, x)
  }

  /// E[(X - c)+].
  func excess(_ c: Double) -> Double { tail(c).excess }

  /// P(X > c), where that is 0 or 1 for all that counts, with x = (c - l)/θ.
  ///
  /// - Source: Chernoff's bound on either tail.
  private func bound(_ x: Double) -> Double? {
    guard x > 0 else { return 1 }
    let ratio = x / shape
    guard shape * (ratio - 1 - log(ratio)) < Self.farthest else { return ratio > 1 ? 0 : 1 }
    return nil
  }

  /// P(X > c) and E[(X - c)+] = θ (k Q(k + 1, x) - x Q(k, x)), of which k (Q(k + 1, x) - Q(k, x)) is
  /// x^k e^-x / Γ(k).
  private func tail(_ c: Double) -> (exceedance: Double, excess: Double) {
    let x = (c - location) / scale
    if let bound = bound(x) { return (bound, bound * (location + shape * scale - c)) }
    let (tails, power) = SpecialFunctions.gammaTails(shape, x)
    return (tails.upper, max(scale * (shape * power + (shape - x) * tails.upper), 0))
  }

  /// E[(X - c)+] and E[(1 - c/X)+], c above 0.
  ///
  /// The second is the first times the mean of 1/X under the weight t = (X - c)+, to second order in what
  /// t varies by under it. By parts, in units of the scale, E[tⁿ⁺¹] = (k + n - x) E[tⁿ] + n x E[tⁿ⁻¹].
  func spill(above c: Double) -> Spill {
    let (exceedance, excess) = tail(c)
    guard excess > 0 else { return Spill() }
    let x = (c - location) / scale
    let k = shape
    let mean: Double
    let variance: Double
    if x > 0 {
      let first = excess / scale
      let second = max((k + 1 - x) * first + x * exceedance, 0)
      let third = (k + 2 - x) * second + 2 * x * first
      mean = scale * second / first
      variance = scale * scale * max(third / first - (second / first) * (second / first), 0)
    } else {
      let square = k * scale * scale
      let second = square + excess * excess
      let third = 2 * square * scale + 3 * square * excess + excess * excess * excess
      mean = second / excess
      variance = max(third / excess - mean * mean, 0)
    }
    let typical = c + mean
    return Spill(load: excess, share: excess / typical * (1 + variance / (typical * typical)))
  }
}

/// What of a load does not fit.
struct Spill {
  /// E[(L - c)+].
  var load = 0.0
  /// E[(1 - c/L)+].
  var share = 0.0

  static func += (sum: inout Spill, other: Spill) {
    sum.load += other.load
    sum.share += other.share
  }

  static func * (spill: Spill, probability: Double) -> Spill {
    Spill(load: spill.load * probability, share: spill.share * probability)
  }
}
