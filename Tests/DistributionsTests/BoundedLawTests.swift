import Distributions
import Testing

/// Truncated and capped laws against the law that they are cut from.
struct BoundedLawTests {
  private static let probabilities = [1e-6, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1 - 1e-6]

  @Test(arguments: try LawCatalogue.all())
  func aTruncatedLawIsTheLawGivenItsBounds(item: LawCase) throws {
    guard let (low, high) = item.bounds else { return }
    let law = item.law
    let cut = try Truncated(law, lower: low, upper: high)
    let below = law.cdf(low.nextDown)
    let share = law.cdf(high) - below
    for p in Self.probabilities {
      let x = cut.quantile(p)
      #expect(x >= low && x <= high)
      let expected = (law.cdf(x) - below) / share
      #expect(abs(cut.cdf(x) - expected) <= 1e-15 / share)
      #expect(cut.cdf(x) >= p - 1e-12 / share)
      #expect(cut.cdf(x - 1e-12 * max(abs(x), 1)) <= p + 1e-11 / share)
      #expect(abs(cut.density(x) - law.density(x) / share) <= 1e-12 * cut.density(x))
    }
    let first = low.nextDown
    let mean = Expectation(item, from: first, upTo: high) { $0 } / share
    let spread = high - low
    #expect(abs(cut.mean - mean) <= 1e-10 * max(abs(mean), spread) / share)
    let variance =
      Expectation(item, from: first, upTo: high) { ($0 - mean) * ($0 - mean) } / share
    #expect(abs(cut.variance - variance) <= 1e-10 * spread * spread / share)
  }

  @Test(arguments: try LawCatalogue.all())
  func aCappedLawKeepsWhatLiesBeyondAtItsBounds(item: LawCase) throws {
    guard let (low, high) = item.bounds else { return }
    let law = item.law
    let capped = try Censored(law, lower: low, upper: high)
    for p in Self.probabilities {
      #expect(capped.quantile(p) == min(max(law.quantile(p), low), high))
    }
    for x in Self.probabilities.map(law.quantile) {
      #expect(capped.cdf(x) == (x < low ? 0 : x >= high ? 1 : law.cdf(x)))
    }
    let (below, above) = (law.cdf(low), 1 - law.cdf(high))
    let mean = Expectation(item, from: low, upTo: high) { $0 } + low * below + high * above
    let spread = high - low
    #expect(abs(capped.mean - mean) <= 1e-10 * max(abs(mean), spread))
    let inner = Expectation(item, from: low, upTo: high) { ($0 - mean) * ($0 - mean) }
    let variance =
      inner + (low - mean) * (low - mean) * below + (high - mean) * (high - mean) * above
    #expect(abs(capped.variance - variance) <= 1e-10 * spread * spread)
  }

  @Test(arguments: try LawCatalogue.all())
  func boundsOutsideTheLawChangeNothing(item: LawCase) throws {
    let law = item.law
    let low = max(law.support.lowerBound, -1e300)
    let high = min(law.support.upperBound, 1e300)
    let same: [any Law] = [
      try Truncated(law, lower: low, upper: low == high ? nil : high),
      try Truncated(law, lower: nil, upper: nil),
      try Censored(law, lower: nil, upper: high), try Censored(law, lower: nil, upper: nil),
    ]
    for bounded in same {
      #expect(abs(bounded.mean - law.mean) <= 1e-12 * abs(law.mean))
      #expect(
        bounded.variance == law.variance
          || abs(bounded.variance - law.variance) <= 1e-12 * law.variance)
      for p in Self.probabilities { #expect(bounded.quantile(p) == law.quantile(p)) }
      for x in Self.probabilities.map(law.quantile) { #expect(bounded.cdf(x) == law.cdf(x)) }
    }
  }

  @Test(arguments: try LawCatalogue.all())
  func truncatingTwiceIsTruncatingOnce(item: LawCase) throws {
    guard let (low, high) = item.bounds else { return }
    let once = try Truncated(item.law, lower: low, upper: high)
    let twice = try Truncated(
      Truncated(item.law, lower: low, upper: nil), lower: nil, upper: high)
    let spread = high - low
    #expect(once.support == twice.support)
    #expect(abs(once.mean - twice.mean) <= 1e-11 * max(abs(once.mean), spread))
    #expect(abs(once.variance - twice.variance) <= 1e-11 * spread * spread)
    for x in Self.probabilities.map(item.law.quantile) {
      #expect(abs(once.cdf(x) - twice.cdf(x)) <= 1e-12)
    }
  }
}

extension LawCase {
  /// The middle of the law, where it has one.
  fileprivate var bounds: (low: Double, high: Double)? {
    let (low, high) = (law.quantile(0.15), law.quantile(0.8))
    return low < high ? (low, high) : nil
  }
}
