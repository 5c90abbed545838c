import Foundation

/// What the few sessions of an hour leave in its load: lumps, which sessions hide that differ in themselves or
/// from each other.
///
/// With q(n) sessions of class n expected, each with a load of mean m and variance v, the characteristic function
/// of the load has an absolute value of e^-S(ω), and of at most (1 + b² S(ω))^(-1/b²) in bursts of variance b²,
///
///     S(ω) = Σ q(n) (1 - e^(-ω² v / 2) cos(ω m))
///
/// with normal loads in the place of each class. Where that is near 1 at a frequency, the load has lumps at
/// a distance of 2π/ω: so it is asked for at those of the most frequent classes.
///
/// - Source: Feller, "An Introduction to Probability Theory and Its Applications" II (1971), ch. XV and XVII.
struct LoadLumps {
  /// Most frequent classes whose multiples of 2π/m are asked for, and how many of these.
  private static let mostClasses = 4
  private static let multiples = 3
  /// Of the characteristic function, without the part of an hour that has no session.
  static let mostRipple = 2e-3
  private static let fewestSessionsOfOneLaw = 16.0
  /// That of sixteen gamma sessions whose variance is twice the squared mean.
  private static let mostSkewness = 0.75

  /// Whether there are none at distances up to the standard deviation of the load.
  let areHidden: Bool
  private let sessions: Double
  private let powers: LoadPowers

  struct Class {
    let sessions: Double
    let mean: Double
    let halfVariance: Double
  }

  /// Those that put load on the capacity, the most frequent ones first.
  static func classes(_ classes: [LoadClass]) -> [Class] {
    classes.filter { $0.powers.first > 0 }.map { loaded in
      let mean = loaded.powers.first / loaded.sessions
      let variance = max(loaded.powers.second / loaded.sessions - mean * mean, 0)
      return Class(sessions: loaded.sessions, mean: mean, halfVariance: variance / 2)
    }.sorted { $0.sessions > $1.sessions }
  }

  /// At which lumps are asked for.
  static func frequencies(_ classes: [Class]) -> [Double] {
    classes.prefix(mostClasses).flatMap { usual in
      (1...multiples).map { 2 * Double.pi * Double($0) / usual.mean }
    }
  }

  /// - Parameters:
  ///   - classes: Of an hour.
  ///   - burst: b².
  init(_ classes: [LoadClass], burst: Double) {
    let loading = Self.classes(classes)
    var powers = LoadPowers()
    for loaded in classes where loaded.powers.first > 0 { powers += loaded.powers }
    let sessions = loading.reduce(0) { $0 + $1.sessions }
    self.sessions = sessions
    self.powers = powers
    let deviation = (powers.second + burst * powers.first * powers.first).squareRoot()
    func bound(_ exponent: Double) -> Double {
      burst > 0 ? exp(-log1p(burst * exponent) / burst) : exp(-exponent)
    }
    let none = bound(sessions)
    areHidden = Self.frequencies(loading).allSatisfy { frequency in
      guard frequency * deviation >= 2 * Double.pi else { return true }
      let exponent = loading.reduce(0) { sum, other in
        let own = exp(-frequency * frequency * other.halfVariance)
        return sum + other.sessions * (1 - own * cos(frequency * other.mean))
      }
      return bound(exponent) - none <= Self.mostRipple
    }
  }

  /// Whether one law has the shape of the sum.
  ///
  /// Held against sums of sixteen sessions or more with bursts of up to b = 0.6, of gamma laws whose variance is
  /// a quarter of the squared mean to twice it, and of one to twelve turns that cost alike or more and more:
  /// expected steps are within 0.13 %, and the excess over up to twice the mean is within 0.09 % of the mean.
  var leaveOneLaw: Bool {
    areHidden && sessions >= Self.fewestSessionsOfOneLaw
      && powers.third <= Self.mostSkewness * powers.second * powers.second.squareRoot()
  }
}
