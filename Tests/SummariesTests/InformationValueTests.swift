import Foundation
import HandMade
import Kernels
import Summaries
import Testing

/// The value of information against closed forms and nested simulation.
struct InformationValueTests {
  private static let randomisations = 16

  /// E max(N(mean, sd²), 0) - max(mean, 0), the unit normal loss integral.
  ///
  /// Raiffa & Schlaifer (1961), §5.3.
  private func normalValue(mean: Double, sd: Double) -> Double {
    let z = mean / sd
    return mean * StandardNormal.cdf(z) + sd * StandardNormal.density(z) - max(mean, 0)
  }

  private func slices(_ columns: [[Double]]) -> [AssumptionSlices] {
    columns.map { AssumptionSlices($0, randomisations: Self.randomisations) }
  }

  /// A payoff that is a sum of independent normals: E[payoff | x] is normal too.
  ///
  /// The regression errs by its Monte Carlo error, which the jackknife states; 1e-7 of Student's t with
  /// 15 degrees of freedom is 9.1 standard errors.
  @Test(arguments: [0.3, -0.5, 1.5])
  func aLinearModelHasItsClosedForm(mean: Double) throws {
    let weights = [1.0, 0.5, 0.1]
    var random = TestRandom(seed: 11)
    let columns = weights.map { _ in (0..<8192).map { _ in random.normal() } }
    let payoff = (0..<8192).map { trial in
      zip(weights, columns).reduce(mean) { $0 + $1.0 * $1.1[trial] }
    }
    // The assumptions come in units of their own; only their order may matter.
    let found = try #require(
      InformationValue(
        of: payoff, given: slices(columns.map { $0.map { exp(0.7 * $0) } }),
        randomisations: Self.randomisations))
    for (weight, estimate) in zip(weights, found.assumptions) {
      let exact = normalValue(mean: mean, sd: weight)
      #expect(
        abs(estimate.value - exact) <= 9.1 * estimate.error + 1e-4, "\(estimate), not \(exact)")
      #expect(estimate.error < 0.01)
    }
    let whole = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let exact = normalValue(mean: mean, sd: whole)
    #expect(abs(found.everything.value - exact) <= 9.1 * found.everything.error)
  }

  /// Budget less a product of two log-normals and a uniform factor, by two nested loops.
  @Test func aProductAgreesWithNestedSimulation() throws {
    var random = TestRandom(seed: 12)
    func draw() -> [Double] {
      [exp(0.5 * random.normal()), exp(0.3 * random.normal()), 0.6 + 0.8 * random.uniform()]
    }
    func payoff(_ x: [Double]) -> Double { 1.3 - x[0] * x[1] * x[2] }
    let trials = (0..<16_384).map { _ in draw() }
    let columns = (0..<3).map { place in trials.map { $0[place] } }
    let found = try #require(
      InformationValue(
        of: trials.map(payoff), given: slices(columns), randomisations: Self.randomisations))
    for place in 0..<3 {
      // Outer loop: the assumption; inner loop: everything else, the same for every outer value.
      let inner = (0..<4000).map { _ in draw() }
      let conditional = (0..<2000).map { _ -> Double in
        let value = draw()[place]
        let sum = inner.reduce(0) { sum, others in
          var x = others
          x[place] = value
          return sum + payoff(x)
        }
        return sum / Double(inner.count)
      }
      let count = Double(conditional.count)
      let mean = conditional.reduce(0, +) / count
      let nested = conditional.reduce(0) { $0 + max($1, 0) } / count - max(mean, 0)
      // The outer loop's own error, and that of the inner mean, which moves all conditionals.
      let spread = conditional.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      let error = (spread / count).squareRoot() + 0.7 / Double(inner.count).squareRoot() * 0.3
      let estimate = found.assumptions[place]
      #expect(
        abs(estimate.value - nested) <= 5.5 * (estimate.error + error) && error < 0.02,
        "\(place): \(estimate), nested \(nested) ± \(error)")
    }
  }

  @Test func whatDoesNotMatterIsWorthNothing() throws {
    var random = TestRandom(seed: 13)
    let column = (0..<4096).map { _ in random.normal() }
    let other = (0..<4096).map { _ in random.normal() }
    let found = try #require(
      InformationValue(
        of: column.map { 0.1 + $0 }, given: slices([column, other]),
        randomisations: Self.randomisations))
    #expect(found.assumptions[1].value < 1e-9)
    #expect(found.assumptions[0].value > 0.3)
    #expect(abs(found.assumptions[0].value - found.everything.value) < 0.01)
  }

  /// Three values: knowing which one is a choice among three means.
  @Test func ofADiscreteAssumptionEachValueHasItsMean() throws {
    var random = TestRandom(seed: 14)
    let column = (0..<4096).map { _ in [1.0, 2, 5][Int(random.uniform() * 3)] }
    let payoff = column.map { ($0 == 2 ? -2 : 1) + 0.01 * random.normal() }
    let found = try #require(
      InformationValue(
        of: payoff, given: slices([column]), randomisations: Self.randomisations))
    // 2/3 · 1 with knowledge, nothing without.
    #expect(abs(found.assumptions[0].value - 2.0 / 3) <= 9.1 * found.assumptions[0].error)
    #expect((0.002...0.02).contains(found.assumptions[0].error))
  }

  @Test func aPayoffThatIsAlwaysGoodNeedsNoKnowledge() throws {
    var random = TestRandom(seed: 15)
    let column = (0..<1024).map { _ in random.uniform() }
    let found = try #require(
      InformationValue(
        of: column.map { 1 + $0 }, given: slices([column]), randomisations: Self.randomisations))
    #expect(found.assumptions == [Estimate(value: 0, error: 0)])
    #expect(found.everything == Estimate(value: 0, error: 0))
    #expect(found.loss == Estimate(value: 0, error: 0))
  }
}
