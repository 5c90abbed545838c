import Foundation
import Kernels
import Testing

/// Against mpmath with 60 digits.
struct IncompleteGammaTests {
  private struct Row: Decodable {
    let a: Double
    let x: Double
    let lower: Double
    let upper: Double
    let power: Double

    /// Relative, of the smaller tail: the roundings of a few dozen operations, and of an exponent.
    var tolerance: Double { 0x1p-52 * (40 - 4 * log(min(lower, upper))) }
  }

  private static let rows = Result { try Reference.load("gamma.json") as [Row] }

  @Test func bothTailsAreExactToTheRoundingOfTheirExponent() throws {
    for row in try Self.rows.get() {
      let tails = SpecialFunctions.regularizedGamma(row.a, row.x)
      #expect(abs(tails.lower / row.lower - 1) <= row.tolerance, "P(\(row.a), \(row.x))")
      #expect(abs(tails.upper / row.upper - 1) <= row.tolerance, "Q(\(row.a), \(row.x))")
    }
  }

  @Test func tailsComeWithThePowerThatLeadsToTheNextShape() throws {
    for row in try Self.rows.get() {
      let (tails, power) = SpecialFunctions.gammaTails(row.a, row.x)
      #expect(tails == SpecialFunctions.regularizedGamma(row.a, row.x))
      #expect(abs(power / row.power - 1) <= row.tolerance, "\(row.a), \(row.x)")
      let next = SpecialFunctions.regularizedGammaQ(row.a + 1, row.x)
      #expect(abs((tails.upper + power) / next - 1) <= 2 * row.tolerance)
    }
  }

  /// A quantile is off by the error of the tail, and by what the last step leaves of a residual of 1e-5, over
  /// the hazard of ln x.
  @Test func quantilesLeadBackToTheirArguments() throws {
    for row in try Self.rows.get() {
      let quantile = SpecialFunctions.inverseRegularizedGamma(
        row.a, SpecialFunctions.Tails(lower: row.lower, upper: row.upper))
      let hazard = row.a * row.power / min(row.lower, row.upper)
      let tolerance = (row.tolerance + 1e-14) / hazard + 0x1p-50
      #expect(abs(quantile / row.x - 1) <= tolerance, "\(row.a), \(row.x)")
    }
  }

  /// The bounds are those that the function states; at the smallest shape its ends are where |z| is √a.
  @Test(arguments: [(shape: 10.0, bound: 3e-5), (25, 5e-7), (100, 2e-9), (1e4, 2e-9)])
  func theExpandedQuantileIsAsCloseAsItSays(shape: Double, bound: Double) throws {
    let end = min(shape.squareRoot() * (1 - 0x1p-50), 4.26)
    for step in -50...50 {
      let z = end * Double(step) / 50
      let lower = erfc(-z / 2.0.squareRoot()) / 2
      let upper = erfc(z / 2.0.squareRoot()) / 2
      let exact = SpecialFunctions.inverseRegularizedGamma(
        shape, SpecialFunctions.Tails(lower: lower, upper: upper))
      let value = try #require(
        SpecialFunctions.inverseRegularizedGammaExpanded(shape, score: z), "score \(z)")
      #expect(abs(value - exact) <= bound * shape.squareRoot(), "score \(z): \(value), \(exact)")
    }
    let beyond = shape.squareRoot() * 1.0000001
    #expect(SpecialFunctions.inverseRegularizedGammaExpanded(shape, score: beyond) == nil)
    #expect(SpecialFunctions.inverseRegularizedGammaExpanded(shape, score: -beyond) == nil)
    #expect(SpecialFunctions.inverseRegularizedGammaExpanded(9.99, score: 0) == nil)
  }

  @Test(arguments: [0.05, 3, 20, 1e4]) func endsAreCertain(shape: Double) {
    #expect(SpecialFunctions.gammaTails(shape, -1).tails.upper == 1)
    #expect(SpecialFunctions.gammaTails(shape, 0).power == 0)
    #expect(SpecialFunctions.gammaTails(shape, .infinity).tails.lower == 1)
    #expect(SpecialFunctions.gammaTails(shape, .infinity).power == 0)
  }
}
