import HandMade
import Simulation
import Summaries
import Testing

@Suite struct BandTests {
  @Test func meanComesFromExpectationsAndQuantilesFromSamples() throws {
    let series = TrialSeries(expected: [1, 2, 3, 4], sampled: [10, 20, 30, 40])
    let band = Band(series, randomisations: 2)
    #expect(band.mean?.value == 2.5)
    #expect(band[0.5]?.value == 25)
    // Replicate means 1.5 and 3.5: sd sqrt(2), over sqrt(2).
    #expect(abs(try #require(band.mean).error - 1) < 1e-15)
    // Half of the trials up to the median, with an error of a half; from the quartiles, 14 1/6 and
    // 35 5/6, 43 1/3 dollars a unit of probability.
    #expect(abs(try #require(band[0.5]).error - 65.0 / 3) < 1e-13)
  }

  @Test func equalTrialsAreExactEvenInOneRandomisation() {
    let band = Band(TrialSeries(repeating: 0.1, count: 30), randomisations: 1)
    #expect(band.mean == Estimate(value: 0.1, error: 0))
    #expect(band[0.95] == Estimate(value: 0.1, error: 0))
    let interval = band.mean?.interval(level: 0.99, randomisations: 1)
    #expect(interval == 0.1...0.1)
  }

  @Test func replicatesThatDifferByRoundingAloneHaveNoError() {
    let exact = 0.0012
    let rounded = [exact, exact.nextUp, exact.nextDown, exact]
    #expect(Estimate(value: exact, replicates: rounded).error == 0)
    let unequal = [exact, exact * (1 + 1e-10), exact, exact]
    #expect(Estimate(value: exact, replicates: unequal).error > 0)
  }

  @Test func oneRandomisationOfUnequalTrialsKnowsNoError() {
    let band = Band(TrialSeries([1, 2, 3]), randomisations: 1)
    #expect(band.mean?.error == .infinity)
    #expect(
      band.mean?.interval(level: 0.9, randomisations: 1) == -Double.infinity...Double.infinity)
  }

  @Test func undefinedTrialsAreLeftOutAndCounted() {
    let band = Band(TrialSeries([1, .nan, 3, 5, .nan, .nan]), randomisations: 3)
    #expect(band.mean?.value == 3)
    #expect(band.omitted == 3)
    #expect(band[0.5]?.value == 3)
  }

  @Test func nothingDefinedIsNoBand() {
    let band = Band(TrialSeries(repeating: .nan, count: 8), randomisations: 2)
    #expect(band.mean == nil && band.quantiles.isEmpty && band.omitted == 8)
  }

  @Test func allBeyondTheHorizonIsInfiniteWithoutMean() {
    let band = Band(TrialSeries(repeating: .infinity, count: 8), randomisations: 2)
    #expect(band.mean == nil)
    #expect(band[0.05] == Estimate(value: .infinity, error: 0))
  }

  @Test func partlyBeyondTheHorizonHasNoErrorToTell() {
    let band = Band(TrialSeries([1, 2, 3, 4, 1, .infinity, .infinity, 4]), randomisations: 2)
    #expect(band.mean == nil)
    #expect(band[0.75]?.value.isFinite == false)
    #expect(band[0.75]?.error == .infinity)
  }

  /// 16 randomisations of 256 independent normal trials, as an engine without Sobol points would
  /// make them. With 1,000 repetitions a covering rate of 95 % has a standard error of 0.7 %.
  @Test func intervalsCoverTheTruth() throws {
    let truths = [0.05: -1.6448536269514722, 0.5: 0, 0.95: 1.6448536269514722]
    var covered: [Double: Int] = [:]
    var meanCovered = 0
    var squaredErrors: [Double: (reported: Double, actual: Double)] = [:]
    var random = TestRandom(seed: 20)
    let repetitions = 1000
    for _ in 0..<repetitions {
      let series = TrialSeries((0..<4096).map { _ in random.normal() })
      let band = Band(series, randomisations: 16, probabilities: Array(truths.keys))
      for (p, truth) in truths {
        let estimate = try #require(band[p])
        let interval = estimate.interval(level: 0.95, randomisations: 16)
        if interval.contains(truth) { covered[p, default: 0] += 1 }
        let difference = estimate.value - truth
        squaredErrors[p, default: (0, 0)].reported += estimate.error * estimate.error
        squaredErrors[p, default: (0, 0)].actual += difference * difference
      }
      let mean = try #require(band.mean)
      if mean.interval(level: 0.95, randomisations: 16).contains(0) { meanCovered += 1 }
    }
    for p in truths.keys {
      #expect((915...985).contains(covered[p] ?? 0), "P\(p): \(covered[p] ?? 0)")
      let errors = try #require(squaredErrors[p])
      let ratio = (errors.reported / errors.actual).squareRoot()
      #expect((0.85...1.18).contains(ratio), "P\(p): \(ratio)")
    }
    #expect((915...985).contains(meanCovered), "\(meanCovered)")
  }
}
