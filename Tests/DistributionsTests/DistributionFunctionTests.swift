import Distributions
import Testing

/// What the distribution function and the quantile function of every law must be to each other.
struct DistributionFunctionTests {
  static let probabilities: [Double] =
    [1e-12, 1e-9, 1e-6, 1e-4] + (1...99).map { Double($0) / 100 }
    + [1 - 1e-4, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12]

  /// Between neighbouring numbers a computed function may fall by its rounding error: measured at
  /// most 4e-15 of itself.
  @Test(arguments: try LawCatalogue.all())
  func neverFallsAndStaysBetween0And1(item: LawCase) {
    let law = item.law
    var points = item.kinks + [-.infinity, .infinity]
    for x in Self.probabilities.map(law.quantile) {
      points += [x - abs(x) / 3 - 1, x.nextDown, x, x.nextUp, x + abs(x) / 3 + 1]
    }
    let values = points.sorted().map(law.cdf)
    #expect(values.allSatisfy { $0 >= 0 && $0 <= 1 })
    for (low, high) in zip(values, values.dropFirst()) { #expect(low <= high * (1 + 1e-14)) }
  }

  @Test(arguments: try LawCatalogue.all())
  func is0BelowTheSupportAnd1AtItsEnd(item: LawCase) {
    let (law, support) = (item.law, item.law.support)
    #expect(law.cdf(-.infinity) == 0)
    #expect(law.cdf(.infinity) == 1)
    if support.lowerBound.isFinite { #expect(law.cdf(support.lowerBound.nextDown) == 0) }
    #expect(law.cdf(support.upperBound) == 1)
  }

  @Test(arguments: try LawCatalogue.all())
  func quantilesStayInsideTheSupportAndRise(item: LawCase) {
    let (law, support) = (item.law, item.law.support)
    #expect(law.quantile(0) == support.lowerBound)
    #expect(law.quantile(1) == support.upperBound)
    let extremes = [Double.leastNonzeroMagnitude, 1e-300, 0x1p-53]
    let all = extremes + Self.probabilities + [1 - 0x1p-52, 1.0.nextDown]
    let values = all.map(law.quantile)
    for value in values { #expect(support.contains(value) && value.isFinite, "\(value)") }
    for (low, high) in zip(values, values.dropFirst()) { #expect(low <= high) }
  }

  /// A column may take another exponential, within 1 ULP of the scalar's, which is within 1 itself.
  @Test(arguments: try LawCatalogue.all())
  func aColumnHasTheQuantilesOfItsProbabilities(item: LawCase) {
    var values = [Double](repeating: .nan, count: Self.probabilities.count)
    var column = values.mutableSpan
    item.law.quantiles(of: Self.probabilities.span, into: &column)
    for (value, p) in zip(values, Self.probabilities) {
      let expected = item.law.quantile(p)
      #expect(abs(value - expected) <= 2 * expected.ulp, "Q(\(p)) is \(value), not \(expected)")
    }
  }

  @Test(arguments: try LawCatalogue.continuous())
  func aQuantileHasItsProbability(item: LawCase) {
    for p in Self.probabilities {
      let found = item.law.cdf(item.law.quantile(p))
      #expect(abs(found - p) <= 1e-12, "F(Q(\(p))) is off by \(found - p)")
    }
  }

  /// The distribution function is right to 1e-12, which is more of x where the density is small.
  @Test(arguments: try LawCatalogue.continuous())
  func theQuantileOfAProbabilityIsItsValue(item: LawCase) {
    let law = item.law
    for (a, b) in zip(Self.probabilities, Self.probabilities.dropFirst()) {
      let x = (law.quantile(a) + law.quantile(b)) / 2
      let found = law.quantile(law.cdf(x))
      let slack = 1e-12 / law.density(x) + 1e-12 * abs(x)
      #expect(abs(found - x) <= slack, "Q(F(\(x))) is off by \(found - x)")
    }
  }

  /// Q(p) ≤ x exactly where p ≤ F(x).
  @Test(arguments: try LawCatalogue.discrete())
  func aQuantileIsTheFirstValueThatReachesItsProbability(item: LawCase) {
    let law = item.law
    for p in Self.probabilities {
      let x = law.quantile(p)
      #expect(law.cdf(x) >= p)
      if x > law.support.lowerBound { #expect(law.cdf(x.nextDown) < p) }
    }
    for x in item.values.prefix(2000) {
      let reached = law.cdf(x)
      #expect(law.quantile(reached) == x)
      if reached < 1 { #expect(law.quantile(reached.nextUp) > x) }
    }
  }

  /// Where a value has probability of its own, F jumps over the p that lead to it.
  @Test(arguments: try LawCatalogue.mixed())
  func aJumpLiesAboutTheProbabilitiesThatLeadToIt(item: LawCase) {
    let law = item.law
    for p in Self.probabilities {
      let x = law.quantile(p)
      #expect(law.cdf(x) >= p - 1e-12)
      #expect(law.cdf(x - 1e-12 * max(abs(x), 1)) <= p + 1e-11, "at \(p), \(x)")
    }
    for kink in item.kinks {
      let (below, upTo) = (law.cdf(kink.nextDown), law.cdf(kink))
      guard upTo - below > 1e-6 else { continue }
      #expect(law.quantile((below + upTo) / 2) == kink)
    }
  }
}
