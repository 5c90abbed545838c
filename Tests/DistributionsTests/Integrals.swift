import Glibc

/// Integrals by double-exponential substitution: nodes crowd towards the ends, so that a function
/// may be infinite at an end, or have an infinite end, and still be integrated to nearly all digits.
///
/// The step is halved until two sums agree to 1e-13 of ∫ |f|, at most ``mostHalvings`` times: a
/// function that is not smooth inside the interval costs a bounded time and a wrong result.
///
/// - Source: Takahasi & Mori, "Double exponential formulas for numerical integration", Publ. RIMS
///   9 (1974).
enum Integrals {
  private static let mostHalvings = 9

  /// Beyond, a node is nearer to an end than any Double.
  private static let reach = 6.1

  /// ∫ f over a finite interval; f is never asked for its ends.
  static func between(_ a: Double, _ b: Double, _ f: (Double) -> Double) -> Double {
    guard a < b else { return 0 }
    return halving { t in
      let e = exp(-.pi * abs(sinh(t)))
      let near = (b - a) * (e / (1 + e))
      let x = t < 0 ? a + near : b - near
      guard x > a, x < b else { return 0 }
      return f(x) * ((b - a) * .pi * cosh(t) * (e / (1 + e) / (1 + e)))
    }
  }

  /// ∫ f from a to infinity; `scale` is about as far as f is large.
  static func above(_ a: Double, scale: Double, _ f: (Double) -> Double) -> Double {
    halving { t in
      let step = scale * exp(.pi / 2 * sinh(t))
      guard a + step > a, step < .infinity else { return 0 }
      let value = f(a + step)
      return value == 0 ? 0 : value * step * (.pi / 2 * cosh(t))
    }
  }

  /// ∫ of the transformed function over -reach...reach by the trapezoidal rule.
  private static func halving(_ f: (Double) -> Double) -> Double {
    var step = 0.5
    var (sum, size) = (f(0), abs(f(0)))
    func add(at t: Double) {
      for value in [f(t), f(-t)] {
        sum += value
        size += abs(value)
      }
    }
    for index in 1...Int(reach / step) { add(at: Double(index) * step) }
    for halving in 0..<mostHalvings {
      let last = sum * step
      step /= 2
      for index in stride(from: 1, through: Int(reach / step), by: 2) {
        add(at: Double(index) * step)
      }
      // The first sums agree by chance where all their nodes miss the function.
      if halving > 1, abs(sum * step - last) <= 1e-13 * size * step { break }
    }
    return sum * step
  }
}
