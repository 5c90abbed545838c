import Distributions
import Testing

/// Every law against SciPy or mpmath.
///
/// The bounds are those of direct evaluation: the engine asks laws for each quantile and
/// interpolates no table of one, so that no coarser bound is needed anywhere.
struct ReferenceTests {
  @Test(arguments: try ReferenceRow.all())
  func momentsAgree(row: ReferenceRow) {
    #expect(isClose(row.law.mean, row.mean), "mean \(row.law.mean), not \(row.mean)")
    #expect(
      isClose(row.law.variance, row.variance), "variance \(row.law.variance), not \(row.variance)")
  }

  @Test(arguments: try ReferenceRow.all())
  func distributionFunctionAgrees(row: ReferenceRow) {
    for point in row.cdf {
      let found = row.law.cdf(point[0])
      #expect(isClose(found, point[1]), "F(\(point[0])) is \(found), not \(point[1])")
    }
  }

  @Test(arguments: try ReferenceRow.all())
  func quantilesAgree(row: ReferenceRow) {
    for point in row.quantiles {
      let (p, expected) = (point[0], point[1])
      let found = row.law.quantile(p)
      // Where the density is small, 1e-12 of probability is more than 1e-10 of the value.
      let density = row.law.density(expected)
      let slack = row.law.isDiscrete || density == 0 ? 0 : 1e-12 / density
      #expect(
        abs(found - expected) <= 1e-10 * abs(expected) + slack,
        "Q(\(p)) is \(found), not \(expected)")
    }
  }

  private func isClose(_ found: Double, _ expected: Double) -> Bool {
    found == expected || abs(found - expected) <= 1e-10 * abs(expected)
  }
}
