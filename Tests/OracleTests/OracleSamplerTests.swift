import Distributions
import Foundation
import Testing

/// The oracle's samplers against moments and distribution functions known in closed form.
struct OracleSamplerTests {
  private static let count = 400_000
  /// Normal quantile at 1 - 1e-7 / 2.
  private static let farTail = 5.327

  private func expect(
    mean: Double, variance: Double, _ draw: (inout OracleGenerator) -> Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var generator = OracleGenerator(seed: 20_261_124)
    let values = (0..<Self.count).map { _ in draw(&generator) }
    let average = values.reduce(0, +) / Double(Self.count)
    let squares = values.map { ($0 - average) * ($0 - average) }
    let spread = squares.reduce(0, +) / Double(Self.count)
    let fourth = squares.reduce(0) { $0 + $1 * $1 } / Double(Self.count)
    let count = Double(Self.count)
    #expect(
      abs(average - mean) <= Self.farTail * (spread / count).squareRoot(), "\(average) \(mean)",
      sourceLocation: sourceLocation)
    #expect(
      abs(spread - variance) <= Self.farTail * ((fourth - spread * spread) / count).squareRoot(),
      "\(spread) \(variance)", sourceLocation: sourceLocation)
  }

  @Test func continuousLawsHaveTheirMoments() {
    expect(mean: 0.5, variance: 1.0 / 12) { $0.uniform() }
    expect(mean: 0, variance: 1) { $0.normal() }
    expect(mean: 3, variance: 9) { $0.exponential(mean: 3) }
    expect(mean: 6, variance: 12) { $0.gamma(shape: 3, scale: 2) }
    expect(mean: 0.6, variance: 1.2) { $0.gamma(shape: 0.3, scale: 2) }
    expect(mean: 0.25, variance: 0.1875 / 9) { $0.beta(2, 6) }
    expect(mean: 3, variance: 12.0 / 18) { $0.triangular(minimum: 1, mode: 3, maximum: 5) }
    // On [1, 4]: E[X] = a / (a - 1) and E[X^2] = a / (a - 2), each less the tail beyond 4.
    let mass = 1 - 1.0 / 64
    let mean = 1.5 * (1 - 1.0 / 16) / mass
    let square = 3 * (1 - 1.0 / 4) / mass
    expect(mean: mean, variance: square - mean * mean) {
      $0.pareto(scale: 1, shape: 3, maximum: 4)
    }
  }

  @Test func countingLawsHaveTheirMoments() {
    expect(mean: 2.5, variance: 2.5) { Double($0.poisson(mean: 2.5)) }
    expect(mean: 75, variance: 75) { Double($0.poisson(mean: 75)) }
    expect(mean: 3, variance: 9) {
      Double($0.negativeBinomial(mean: 3, dispersion: 1.5))
    }
    expect(mean: 2, variance: 1.2) { Double($0.binomial(count: 5, probability: 0.4)) }
    expect(mean: 1.5, variance: 3.75) { Double($0.failuresBeforeSuccess(probability: 0.4)) }
    expect(mean: 2.3, variance: 0.21) { Double($0.neighbour(of: 2.3)) }
  }

  @Test func partsAndCapsHaveTheirMoments() throws {
    let mixture = try Mixture(components: [
      (weight: 2, law: try Gamma(shape: 2, scale: 30)),
      (weight: 1, law: try LogNormal(median: 200, sigma: 0.5)),
      (weight: 1, law: try Empirical(quantiles: [10, 40, 400])),
    ])
    let laws: [any Law] = [mixture, try Censored(mixture, lower: 20, upper: 250)]
    for law in laws {
      let measured = OracleMeasured(law)
      expect(mean: law.mean, variance: law.variance) { measured.draw(&$0) }
    }
  }

  @Test func theNormalQuantileInvertsTheDistributionFunction() {
    for p in [1e-12, 0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999] {
      let z = OracleNormal.quantile(p)
      #expect(abs(OracleNormal.cdf(z) - p) <= 4e-16 + 1e-13 * p, "\(p)")
    }
    #expect(abs(OracleNormal.quantile(0.95) - 1.6448536269514722) < 1e-14)
  }

  @Test func theCholeskyFactorMultipliesBack() {
    let matrix = [[1, 0.5, -0.2], [0.5, 1, 0.3], [-0.2, 0.3, 1]]
    let factor = oracleCholesky(matrix)
    for i in 0..<3 {
      for j in 0..<3 {
        let product = (0..<3).reduce(0.0) { $0 + factor[i][$1] * factor[j][$1] }
        #expect(abs(product - matrix[i][j]) < 1e-15)
      }
    }
  }
}
