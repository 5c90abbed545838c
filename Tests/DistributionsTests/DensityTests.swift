import Distributions
import Testing

/// The density of every law against its distribution function.
struct DensityTests {
  @Test(arguments: try LawCatalogue.all())
  func isNeverNegativeAndNothingOutsideTheSupport(item: LawCase) {
    let (law, support) = (item.law, item.law.support)
    for p in DistributionFunctionTests.probabilities {
      let density = law.density(law.quantile(p))
      #expect(density >= 0 && !density.isNaN)
    }
    for end in [support.lowerBound.nextDown, support.upperBound.nextUp, -.infinity, .infinity]
    where !support.contains(end) || end.isInfinite {
      #expect(law.density(end) == 0, "at \(end)")
    }
  }

  /// Over every stretch between two quantiles.
  @Test(arguments: try LawCatalogue.continuous())
  func integratesToTheDistributionFunction(item: LawCase) {
    let law = item.law
    let inner = [1e-9, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1 - 1e-4, 1 - 1e-9]
      .map(law.quantile)
    let points = [law.support.lowerBound] + inner + [law.support.upperBound]
    for (a, b) in zip(points, points.dropFirst()) where a < b {
      let found = Expectation(item, from: a, upTo: b) { _ in 1 }
      let expected = law.cdf(b) - law.cdf(a)
      #expect(abs(found - expected) <= 1e-11, "\(a) to \(b): \(found), not \(expected)")
    }
  }

  @Test(arguments: try LawCatalogue.discrete())
  func isTheJumpOfTheDistributionFunction(item: LawCase) {
    let values = item.values
    var total = 0.0
    for x in values {
      let mass = item.law.density(x)
      let jump = item.law.cdf(x) - item.law.cdf(x.nextDown)
      #expect(abs(mass - jump) <= 1e-13, "at \(x): \(mass), not \(jump)")
      total += mass
    }
    #expect(abs(total - 1) <= 1e-11)
  }

  @Test(arguments: try LawCatalogue.mixed())
  func leavesToTheJumpsWhatItDoesNotCarry(item: LawCase) {
    #expect(abs(Expectation(item) { _ in 1 } - 1) <= 1e-11)
  }
}
