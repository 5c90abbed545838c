import Distributions
import Testing

/// Every moment that a law offers against the integral of its density.
struct MomentTests {
  /// Moments agree to this share of what they are made of: the law's own arithmetic is right to
  /// about 1e-12 and so is the integral.
  private static let tolerance = 1e-10

  @Test(arguments: try LawCatalogue.all())
  func meanAndVarianceAreThoseOfTheDensity(item: LawCase) {
    let law = item.law
    let mean = Expectation(item) { $0 }
    #expect(
      abs(law.mean - mean) <= Self.tolerance * max(abs(mean), law.spread),
      "mean \(law.mean), not \(mean)")
    guard law.variance.isFinite else { return }
    let variance = Expectation(item) { ($0 - law.mean) * ($0 - law.mean) }
    #expect(
      abs(law.variance - variance) <= Self.tolerance * variance,
      "variance \(law.variance), not \(variance)")
  }

  @Test(arguments: try LawCatalogue.all())
  func aLimitedMeanIsThatOfTheSmallerOfBoth(item: LawCase) {
    let law = item.law
    for limit in item.limits {
      let above = 1 - law.cdf(limit)
      let expected = Expectation(item, upTo: limit) { $0 } + limit * above
      let found = law.limitedMean(limit)
      #expect(
        abs(found - expected) <= Self.tolerance * max(abs(expected), law.spread),
        "limited at \(limit): \(found), not \(expected)")
    }
  }

  @Test(arguments: try LawCatalogue.all())
  func aLimitedMeanRisesFromItsLimitToTheMean(item: LawCase) {
    let (law, support) = (item.law, item.law.support)
    if support.lowerBound.isFinite {
      for limit in [support.lowerBound, support.lowerBound - 3, -1e9] {
        #expect(law.limitedMean(limit) == min(limit, law.mean))
      }
    }
    #expect(law.limitedMean(.infinity) == law.mean)
    #expect(law.limitedMean(support.upperBound) == law.mean)
    let slack = 1e-13 * max(abs(law.mean), law.spread)
    let limits = item.limits
    let values = limits.map(law.limitedMean)
    for (low, high) in zip(values, values.dropFirst()) { #expect(low <= high + slack) }
    for (limit, value) in zip(limits, values) { #expect(value <= min(limit, law.mean) + slack) }
  }

  @Test(arguments: try LawCatalogue.all())
  func partialMomentsAreThoseOfTheDensityUpToThere(item: LawCase) {
    let law = item.law
    let deviation = Expectation(item) { abs($0 - law.mean) }
    for limit in item.limits {
      let found = law.partialMoments(limit)
      let first = Expectation(item, upTo: limit) { $0 - law.mean }
      let second = Expectation(item, upTo: limit) { ($0 - law.mean) * ($0 - law.mean) }
      #expect(
        abs(found.first - first) <= Self.tolerance * deviation,
        "first to \(limit): \(found.first), not \(first)")
      let size = law.spread * law.spread
      #expect(
        abs(found.second - second) <= Self.tolerance * size,
        "second to \(limit): \(found.second), not \(second)")
    }
  }

  /// All of it lies within a millionth of the range, and is not to be searched for without end.
  @Test(.timeLimit(.minutes(1)), arguments: [5e3, 5e4, 1e6])
  func aSteepParetoOfALongRangeHasTheVarianceOfAnEndlessOne(shape: Double) throws {
    let law = try Pareto(scale: 2, shape: shape, upper: 5e9)
    let endless = try Pareto(scale: 2, shape: shape)
    #expect(abs(law.variance - endless.variance) <= 1e-10 * endless.variance)
    #expect(abs(law.mean - endless.mean) <= 1e-15 * endless.mean)
  }

  @Test(arguments: try LawCatalogue.all())
  func partialMomentsBeginAtNothingAndEndAtTheWhole(item: LawCase) {
    let (law, support) = (item.law, item.law.support)
    let whole = PartialMoments(first: 0, second: law.variance)
    for end in [support.upperBound, .infinity] { #expect(law.partialMoments(end) == whole) }
    for end in [support.lowerBound.nextDown, -.infinity] {
      #expect(law.partialMoments(end) == PartialMoments(first: 0, second: 0))
    }
  }
}

extension Law {
  /// Standard deviation, or the middle half where there is none.
  fileprivate var spread: Double {
    variance.isFinite ? variance.squareRoot() : quantile(0.75) - quantile(0.25)
  }
}

extension LawCase {
  /// Limits through the whole law, on and beside its bends, rising.
  fileprivate var limits: [Double] {
    let inner = [1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, 1 - 1e-6].map(law.quantile)
    let between = zip(inner, inner.dropFirst()).map { ($0 + $1) / 2 }
    return Set(inner + between + kinks + [law.mean]).sorted()
  }
}
