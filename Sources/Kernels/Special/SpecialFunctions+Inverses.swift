import Glibc

extension SpecialFunctions {
  /// A root of a distribution function whose density is log-concave in t.
  ///
  /// The logarithm of either tail is then concave too, so that Newton's method converges from any
  /// start; Halley's correction makes it cubic near the root. Gamma variables in ln x and beta
  /// variables in ln(x/(1-x)) are of this kind.
  ///
  /// - Parameters:
  ///   - tails: The two probabilities at t, the density of t there and the slope of its logarithm.
  ///   - target: The probabilities wanted; the smaller one is matched.
  ///   - start: Any finite t.
  private static func logConcaveRoot(
    of target: Tails, start: Double, limit: ClosedRange<Double>,
    tails: (Double) -> (tails: Tails, density: Double, slope: Double)
  ) -> Double {
    let usesLower = target.lower <= target.upper
    let logWanted = log(usesLower ? target.lower : target.upper)
    var t = min(max(start, limit.lowerBound), limit.upperBound)
    var (low, high) = (limit.lowerBound, limit.upperBound)
    for _ in 0..<200 {
      let here = tails(t)
      let found = usesLower ? here.tails.lower : here.tails.upper
      let residual = log(found) - logWanted
      if (residual < 0) == usesLower { low = t } else { high = t }
      guard found > 0, here.density > 0 else {
        // Underflow, on this side of the mass or beyond it: nothing to take a slope of.
        t = low + (high - low) / 2
        continue
      }
      let rate = usesLower ? here.density / found : -here.density / found
      let newton = -residual / rate
      // (ln F)'' / (ln F)' = slope - rate.
      let correction = 1 + 0.5 * newton * (here.slope - rate)
      let step = correction > 0.5 ? newton / correction : newton
      t = t + step >= low && t + step <= high ? t + step : low + (high - low) / 2
      // What is left is of the order of its cube.
      if abs(residual) < 1e-5 || abs(step) <= abs(t) * 0x1p-52 { break }
    }
    return t
  }

  /// The x with P(a, x) = p; 0 and infinity at 0 and 1.
  ///
  /// - Parameters:
  ///   - a: Shape, positive and finite.
  ///   - p: In 0...1.
  package static func inverseRegularizedGammaP(_ a: Double, _ p: Double) -> Double {
    inverseRegularizedGamma(a, Tails(lower: p, upper: 1 - p))
  }

  /// The x with Q(a, x) = q, exact also where 1 - q rounds to 1.
  package static func inverseRegularizedGammaQ(_ a: Double, _ q: Double) -> Double {
    inverseRegularizedGamma(a, Tails(lower: 1 - q, upper: q))
  }

  /// The x with P(a, x) and Q(a, x) equal to the target.
  ///
  /// - Source: start from ``GammaExpansion/inverse(_:score:)``, from Wilson & Hilferty (1931), or from
  ///   P(a, x) ≈ x^a / Γ(a + 1) near 0.
  package static func inverseRegularizedGamma(_ a: Double, _ target: Tails) -> Double {
    if target.lower <= 0 { return 0 }
    if target.upper <= 0 { return .infinity }
    let start: Double
    let score = normalScore(target)
    if let near = GammaExpansion.inverse(a, score: score) {
      start = log(near)
    } else {
      let leading = (log(target.lower) + logGamma(a + 1)) / a
      if leading < negligible { return exp(leading) }
      let root = 1 - 1 / (9 * a) + score / (3 * a.squareRoot())
      start = a >= 0.5 && root > 0.2 ? log(a) + 3 * log(root) : leading
    }
    return exp(
      logConcaveRoot(of: target, start: min(start, log(a + 40)), limit: -50...710) { t in
        let x = exp(t)
        let (tails, power) = gammaTails(a, x)
        return (tails, a * power, a - x)
      })
  }

  /// About the x with Q(a, x) = Q(z), the upper tail of the standard normal law, without iterations: for z
  /// in -4.26...4.26 it is off by 3e-5 √a at most where a is 10, by 5e-7 √a where it is 25, and by
  /// 2e-9 √a where it is 100.
  ///
  /// - Returns: `nil` for a below 10, and where |z| is beyond √a.
  /// - Source: as ``GammaExpansion/inverse(_:score:)``; the errors against SciPy's `gammainccinv`.
  package static func inverseRegularizedGammaExpanded(_ a: Double, score z: Double) -> Double? {
    GammaExpansion.inverse(a, score: z)
  }

  /// The x with I_x(a, b) = p and its complement 1 - x, each to full relative precision.
  ///
  /// - Parameters:
  ///   - p: In 0...1; the ends give 0 and 1.
  ///   - a: Positive and finite.
  ///   - b: Positive and finite.
  package static func inverseRegularizedBeta(_ p: Double, _ a: Double, _ b: Double) -> Tails {
    inverseRegularizedBeta(Tails(lower: p, upper: 1 - p), a, b)
  }

  /// As ``inverseRegularizedBeta(_:_:_:)`` with both probabilities given.
  package static func inverseRegularizedBeta(
    _ target: Tails, _ a: Double, _ b: Double
  ) -> Tails {
    if target.lower <= 0 { return Tails(lower: 0, upper: 1) }
    if target.upper <= 0 { return Tails(lower: 1, upper: 0) }
    let scale = logBeta(a, b)
    let low = (log(target.lower) + log(a) + scale) / a
    if low + max(log(b), 0) < negligible { return shares(logOdds: low) }
    let high = -(log(target.upper) + log(b) + scale) / b
    if high - max(log(a), 0) > -negligible { return shares(logOdds: high) }
    let leading = target.lower <= target.upper ? min(low, 0) : max(high, 0)
    let start = a > 1 && b > 1 ? normalStart(target, a, b) : leading
    let logOdds = logConcaveRoot(of: target, start: start, limit: -745...745) { t in
      let point = shares(logOdds: t)
      return (
        regularizedBeta(point.lower, complement: point.upper, a, b),
        betaPower(point.lower, point.upper, a, b), a * point.upper - b * point.lower
      )
    }
    return shares(logOdds: logOdds)
  }

  private static func shares(logOdds t: Double) -> Tails {
    let odds = exp(-abs(t))
    let small = odds / (1 + odds)
    let large = 1 / (1 + odds)
    return t < 0 ? Tails(lower: small, upper: large) : Tails(lower: large, upper: small)
  }

  /// Below this logarithm of x, the leading power x^a of a distribution function is all of it.
  private static let negligible = -40.0

  private static func normalScore(_ target: Tails) -> Double {
    target.lower <= target.upper
      ? StandardNormal.quantile(target.lower) : -StandardNormal.quantile(target.upper)
  }

  /// Log-odds near the quantile of a beta law whose shapes are above 1.
  ///
  /// - Source: Abramowitz & Stegun 26.5.22.
  private static func normalStart(_ target: Tails, _ a: Double, _ b: Double) -> Double {
    let z = normalScore(target)
    let (u, v) = (1 / (2 * a - 1), 1 / (2 * b - 1))
    let h = 2 / (u + v)
    let lambda = (z * z - 3) / 6
    let w =
      -z * max(h + lambda, 0).squareRoot() / h - (v - u) * (lambda + 5.0 / 6 - 2 / (3 * h))
    return log(a / b) - 2 * w
  }
}
