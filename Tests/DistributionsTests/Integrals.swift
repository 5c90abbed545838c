import Distributions
import Glibc

/// ∫ f by composite Gauss–Legendre panels, halved until the halves agree to 1e-12 of ∫ |f|,
/// or differ by rounding alone.
///
/// - Parameter cuts: Where f is not smooth; those outside are ignored.
func integral(
  from lower: Double, to upper: Double, cuts: [Double] = [], _ f: (Double) -> Double
) -> Double {
  let ends = [lower] + cuts.filter { $0 > lower && $0 < upper }.sorted() + [upper]
  var panels: [(from: Double, to: Double)] = []
  for (start, end) in zip(ends, ends.dropFirst()) {
    let width = (end - start) / 16
    for index in 0..<16 {
      panels.append((start + Double(index) * width, start + Double(index + 1) * width))
    }
  }
  let size = panels.reduce(0) { $0 + panel($1.from, $1.to) { abs(f($0)) } }
  return panels.reduce(0) {
    $0 + refined($1.from, $1.to, panel($1.from, $1.to, f), depth: 0, 1e-12 * size, f)
  }
}

private func refined(
  _ a: Double, _ b: Double, _ whole: Double, depth: Int, _ tolerance: Double,
  _ f: (Double) -> Double
) -> Double {
  let middle = (a + b) / 2
  let (left, right) = (panel(a, middle, f), panel(middle, b, f))
  guard abs(left + right - whole) > tolerance, depth < 14 else { return left + right }
  return refined(a, middle, left, depth: depth + 1, tolerance, f)
    + refined(middle, b, right, depth: depth + 1, tolerance, f)
}

/// Five points: DLMF table 3.5.1.
private func panel(_ a: Double, _ b: Double, _ f: (Double) -> Double) -> Double {
  let half = (b - a) / 2
  let center = a + half
  let outer = half * 0.906_179_845_938_664
  let inner = half * 0.538_469_310_105_683_1
  return half
    * (0.568_888_888_888_888_9 * f(center)
      + 0.478_628_670_499_366_5 * (f(center - inner) + f(center + inner))
      + 0.236_926_885_056_189_1 * (f(center - outer) + f(center + outer)))
}

/// E[g(X); X among the smallest p] from quantiles alone: ∫ g(Q(u)) du over 0...p.
///
/// A law that jumps is summed over its values, found one after the other.
struct QuantileIntegral {
  private let law: any Law
  private let cuts: [Double]
  private let p: Double

  init(_ item: LawCase, upTo p: Double) {
    law = item.law
    cuts = item.kinks.flatMap { [item.law.cdf($0.nextDown), item.law.cdf($0)] }
    self.p = p
  }

  func callAsFunction(_ g: (Double) -> Double) -> Double {
    if law.isDiscrete { return sum(g) }
    // u = p e^-s: the lower end of a law without lower bound is at s = ∞.
    let cuts = cuts.filter { $0 > 0 && $0 < p }.map { -log($0 / p) }
    return integral(from: 0, to: 60, cuts: cuts) { s in
      let u = p * exp(-s)
      return g(law.quantile(u)) * u
    }
  }

  private func sum(_ g: (Double) -> Double) -> Double {
    var total = 0.0
    var done = 0.0
    while done < p {
      let x = law.quantile(done.nextUp)
      let next = min(law.cdf(x), p)
      total += g(x) * (next - done)
      done = next
    }
    return total
  }
}
