import HandMade
import Simulation
import Summaries
import Testing

/// Quantiles of one randomisation, so that the estimate is the plain sample quantile.
private func quantile(_ p: Double, _ values: [Double]) -> Double? {
  Band(TrialSeries(values), randomisations: 1, probabilities: [p])[p]?.value
}

@Suite struct QuantileTests {
  /// scipy.stats.mstats.mquantiles(a, p, alphap=1/3, betap=1/3), which is type 8.
  @Test(arguments: [
    (0.01, 1.0), (0.05, 1.0), (0.25, 2.4166666666666665), (0.5, 6.0), (0.75, 11.583333333333334),
    (0.95, 20.0), (0.99, 20.0),
  ])
  func typeEightAgreesWithSciPy(_ p: Double, _ expected: Double) throws {
    let found = try #require(quantile(p, [20, 3, 1, 11, 4, 8, 12, 2]))
    #expect(abs(found - expected) <= 1e-12 * expected)
  }

  @Test func oneValueIsEveryQuantile() {
    #expect(quantile(0.05, [7]) == 7)
    #expect(quantile(0.95, [7]) == 7)
  }

  /// The mean of F(estimate) is the probability that the estimate really stands for.
  @Test(arguments: [32, 64, 256], [true, false])
  func smallRandomisationsHaveSmallBias(_ count: Int, _ stratified: Bool) throws {
    var random = TestRandom(seed: 11)
    for p in [0.05, 0.5, 0.95] {
      let repetitions = 4000
      var sum = 0.0
      for _ in 0..<repetitions {
        let points = (0..<count).map {
          stratified ? (Double($0) + random.uniform()) / Double(count) : random.uniform()
        }
        sum += try #require(quantile(p, points))
      }
      // Half a rank of count is the smallest bias that a type without interpolation could promise.
      #expect(abs(sum / Double(repetitions) - p) < 0.5 / Double(count), "p \(p)")
    }
  }

  /// Reported over true errors of 16 randomisations, each with one point in every n-th of probability.
  /// NumPy gives 1.04 to 1.08 for these points, and 0.60 to 0.63 from the randomisations' own
  /// quantiles. Of 1,000 repetitions a ratio has a standard error of 0.03.
  @Test(arguments: [32, 256], [0.05, 0.95])
  func stratifiedRandomisationsShowTheirError(_ count: Int, _ p: Double) throws {
    var random = TestRandom(seed: 12)
    var reported = 0.0
    var actual = 0.0
    for _ in 0..<1000 {
      let points = (0..<16 * count).map {
        (Double($0 % count) + random.uniform()) / Double(count)
      }
      let band = Band(TrialSeries(points), randomisations: 16, probabilities: [p])
      let estimate = try #require(band[p])
      reported += estimate.error * estimate.error
      actual += (estimate.value - p) * (estimate.value - p)
    }
    let ratio = (reported / actual).squareRoot()
    #expect((0.85...1.25).contains(ratio), "\(ratio)")
  }

  @Test func infinityIsAValueAndNaNIsNot() {
    let values = [1, 2, .infinity, .infinity, .nan, 3, .infinity, .infinity]
    let band = Band(TrialSeries(values), randomisations: 2, hasMean: false)
    #expect(band.mean == nil)
    #expect(band.omitted == 1)
    #expect(band[0.95]?.value == .infinity)
    #expect(band[0.05]?.value == 1)
  }
}
