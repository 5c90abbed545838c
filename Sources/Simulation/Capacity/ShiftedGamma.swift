import Foundation
import Kernels

/// A gamma law with a location.
package struct ShiftedGamma {
  /// -ln of a probability that counts as none.
  private static let farthest = 30.0

  private let location: Double
  private let shape: Double
  private let scale: Double
  /// Below and above which nothing lies that counts.
  ///
  /// - Source: Boucheron, Lugosi & Massart, "Concentration Inequalities" (2013), §2.4: with mean m and variance
  ///   v, P(X < m - √(2vt)) and P(X > m + √(2vt) + θt) are at most e^-t.
  private let lower: Double
  private let upper: Double

  private init(location: Double, shape: Double, scale: Double) {
    self.location = location
    self.shape = shape
    self.scale = scale
    let mean = location + shape * scale
    let spread = scale * (2 * Self.farthest * shape).squareRoot()
    lower = max(mean - spread, location)
    upper = mean + spread + scale * Self.farthest
  }

  /// The law of these cumulants; of the first two, from 0 on, where its location would be below the
  /// least.
  package init(
    mean: Double, variance: Double, thirdCumulant: Double, leastLocation: Double = 0
  ) {
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

  private var mean: Double { location + shape * scale }

  /// P(X > c).
  func exceedance(_ c: Double) -> Double {
    guard c > lower else { return 1 }
    return c < upper ? SpecialFunctions.regularizedGammaQ(shape, (c - location) / scale) : 0
  }

  /// E[(X - c)+].
  func excess(_ c: Double) -> Double { tail(c).excess }

  /// P(X > c), E[(X - c)+] = θ (k Q(k + 1, x) - x Q(k, x)) with x = (c - l)/θ, and the density at c: of these
  /// k (Q(k + 1, x) - Q(k, x)) is k p and the density k p / (θ x), where p is x^k e^-x / Γ(k + 1).
  private func tail(_ c: Double) -> (exceedance: Double, excess: Double, density: Double) {
    guard c > lower else { return (1, mean - c, 0) }
    guard c < upper else { return (0, 0, 0) }
    let x = (c - location) / scale
    let (tails, power) = SpecialFunctions.gammaTails(shape, x)
    return (
      tails.upper, max(scale * (shape * power + (shape - x) * tails.upper), 0),
      shape * power / (scale * x)
    )
  }

  /// E[(X - c)+] and E[(1 - c/X)+], c above 0.
  ///
  /// The second is the first times the mean of 1/X under the weight t = (X - c)+, to second order in what
  /// t varies by under it. By parts, in units of the scale, E[tⁿ⁺¹] = (k + n - x) E[tⁿ] + n x E[tⁿ⁻¹].
  func spill(above c: Double) -> Spill {
    let (exceedance, excess, _) = tail(c)
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

extension ShiftedGamma {
  /// Steps within reach from which one sum may stand for them.
  private static let manySteps = 64.0
  /// As many are one whatever the law.
  private static let mostSteps = 2000.0
  /// Waves that cost less than the tails in their place, about.
  private static let mostWaves = 8.0
  /// Of a step: the first wave that is left out, and the one that the sum of many steps may have.
  private static let leastWave = 1e-10
  private static let smoothWave = 1e-6

  /// Σ P(X > j u), j = low … high - 1: what E[clamp(⌈X/u⌉, low, high)] is above low, both whole numbers.
  ///
  /// Steps out of reach are 1 or 0. Where no bound is within reach this is the mean of ⌈X/u⌉, by the Fourier
  /// series of ⌈y⌉ = y + ½ + Σ sin(2πjy)/(πj). Many steps of a smooth law are their integral, with the first term
  /// of Euler's and Maclaurin's formula at either end.
  package func steps(of u: Double, from low: Double, to high: Double) -> Double {
    let (bottom, top) = ((lower / u).rounded(.down), (upper / u).rounded(.up))
    let (first, last) = (max(low, bottom), min(high, top))
    guard first < last else { return min(first, high) - low }
    let count = last - first
    if count > 2, last == top, (low - 1) * u <= lower,
      let waves = waves(of: u, atMost: min(count, Self.mostWaves))
    {
      return mean / u + 0.5 + waves - low
    }
    if count > Self.mostSteps || count > Self.manySteps && wave(1, of: u).size < Self.smoothWave {
      return first - low + beyond(first, of: u) - (last < top ? beyond(last, of: u) : 0)
    }
    var sum = first - low
    for step in stride(from: first, to: last, by: 1) { sum += exceedance(step * u) }
    return sum
  }

  /// E[Σ sin(2πjX/u)/(πj)] over j from 1; `nil` where more waves count.
  private func waves(of u: Double, atMost most: Double) -> Double? {
    guard wave(most, of: u).size < Self.leastWave else { return nil }
    var sum = 0.0
    for number in stride(from: 1, to: most, by: 1) {
      let wave = wave(number, of: u)
      guard wave.size >= Self.leastWave else { break }
      sum += wave.size * sin(wave.phase)
    }
    return sum
  }

  /// E[sin(2πjX/u)]/(πj) by its size, the absolute value of the characteristic function over πj, and its phase.
  private func wave(_ number: Double, of u: Double) -> (size: Double, phase: Double) {
    let frequency = 2 * Double.pi * number / u
    let turn = frequency * scale
    return (
      exp(-shape / 2 * log1p(turn * turn)) / (Double.pi * number),
      frequency * location + shape * atan(turn)
    )
  }

  /// Σ P(X > j u) over j from `step`.
  private func beyond(_ step: Double, of u: Double) -> Double {
    let tail = tail(step * u)
    return tail.excess / u + tail.exceedance / 2 + tail.density * u / 12
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
