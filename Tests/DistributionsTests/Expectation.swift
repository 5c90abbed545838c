import Distributions

/// E[g(X); a < X ≤ b] of a law from its density and its jumps alone, without its moments.
///
/// The interval is cut at quantiles and kinks, which only says where the integral is refined; a
/// count law is summed over its values, found one after the other.
struct Expectation {
  private let item: LawCase
  private let lower: Double
  private let upper: Double

  init(_ item: LawCase, from lower: Double = -.infinity, upTo upper: Double = .infinity) {
    self.item = item
    self.lower = lower
    self.upper = upper
  }

  private static let cuts = [
    0x1p-50, 1e-12, 1e-9, 1e-6, 1e-3, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1 - 1e-3, 1 - 1e-6,
    1 - 1e-9, 1 - 1e-12, 1 - 0x1p-50,
  ]

  func callAsFunction(_ g: (Double) -> Double) -> Double {
    item.law.isDiscrete ? sum(g) : atoms(g) + integral(g)
  }

  private func integral(_ g: (Double) -> Double) -> Double {
    let law = item.law
    func f(_ x: Double) -> Double {
      let density = law.density(x)
      return density == 0 ? 0 : g(x) * density
    }
    let (low, high) = (
      max(lower, law.support.lowerBound), min(upper, law.support.upperBound)
    )
    guard low < high else { return 0 }
    let inner = (Self.cuts.map(law.quantile) + item.kinks).filter { $0 > low && $0 < high }
    let points = Set(inner + [low, high].filter(\.isFinite)).sorted()
    let scale = law.quantile(0.9) - law.quantile(0.1)
    var total = 0.0
    if low == -.infinity, let first = points.first {
      total += Integrals.above(-first, scale: scale) { f(-$0) }
    }
    for (a, b) in zip(points, points.dropFirst()) { total += Integrals.between(a, b, f) }
    if high == .infinity, let last = points.last {
      total += Integrals.above(last, scale: scale, f)
    }
    return total
  }

  /// Bounds and kinks may carry probability of their own.
  private func atoms(_ g: (Double) -> Double) -> Double {
    guard !item.isContinuous else { return 0 }
    let ends = [item.law.support.lowerBound, item.law.support.upperBound].filter(\.isFinite)
    return Set(item.kinks + ends).filter { $0 > lower && $0 <= upper }.sorted()
      .reduce(0) { $0 + g($1) * (item.law.cdf($1) - item.law.cdf($1.nextDown)) }
  }

  private func sum(_ g: (Double) -> Double) -> Double {
    item.values.filter { $0 > lower && $0 <= upper }
      .reduce(0) { $0 + g($1) * item.law.density($1) }
  }
}

extension LawCase {
  /// The values of a count law from the first to where less than 1e-15 remains.
  var values: [Double] {
    guard law.isDiscrete else { return [] }
    var x = law.support.lowerBound
    var values = [x]
    while values.count < Self.mostValues, law.cdf(x) < 1 - 1e-15 {
      let next = law.quantile(law.cdf(x).nextUp)
      guard next > x, next.isFinite else { break }
      x = next
      values.append(x)
    }
    return values
  }

  /// The widest laws of the catalogue have a quarter of them.
  private static let mostValues = 200_000
}
