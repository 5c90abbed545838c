import HandMade
import Simulation
import Summaries
import Testing

@Suite struct ProbabilityTests {
  private func atMost(_ limit: Double, _ values: [Double], _ randomisations: Int = 4)
    -> ProbabilityEstimate?
  {
    ProbabilityEstimate(TrialSeries(values), randomisations: randomisations) { $0 <= limit }
  }

  @Test func sharesOfTrialsAndTheirError() throws {
    let estimate = try #require(atMost(2, [1, 2, 3, 4, 1, 2, 2, 3], 2))
    #expect(estimate.estimate.value == 0.625)
    // Replicates 0.5 and 0.75: sd 0.25 / sqrt(2), over sqrt(2).
    #expect(abs(estimate.estimate.error - 0.125) < 1e-15)
    #expect(estimate.hits == 5 && estimate.count == 8)
  }

  @Test func neverSeenIsNotImpossible() throws {
    let never = try #require(atMost(0, (0..<100).map { 1 + Double($0) }))
    #expect(never.estimate == Estimate(value: 0, error: 0))
    let interval = never.interval(level: 0.99)
    // Clopper-Pearson of 0 of 100: 1 - 0.005^(1/100).
    #expect(interval.lowerBound == 0)
    #expect(abs(interval.upperBound - 0.05160402962410404) < 1e-10)
    let always = try #require(atMost(1000, (0..<100).map { 1 + Double($0) }))
    #expect(abs(always.interval(level: 0.99).lowerBound - (1 - 0.05160402962410404)) < 1e-10)
  }

  @Test func aConstantIsCertain() throws {
    let certain = try #require(atMost(5, [Double](repeating: 5, count: 16)))
    #expect(certain.isExact)
    #expect(certain.interval(level: 0.99) == 1...1)
  }

  @Test func beyondTheHorizonIsNotCertain() throws {
    let never = try #require(atMost(12, [Double](repeating: .infinity, count: 16)))
    #expect(!never.isExact)
    #expect(never.estimate.value == 0)
    #expect(never.interval(level: 0.99).upperBound > 0.2)
  }

  @Test func undefinedTrialsCountNowhere() throws {
    let estimate = try #require(atMost(2, [1, .nan, 3, .nan], 2))
    #expect(estimate.estimate.value == 0.5)
    #expect(estimate.omitted == 2)
    #expect(atMost(2, [.nan, .nan], 2) == nil)
  }

  @Test func randomisationsThatDisagreeWidenTheInterval() throws {
    let values = [20, 80, 20, 80].flatMap { zeros in
      [Double](repeating: 0, count: zeros) + [Double](repeating: 1, count: 100 - zeros)
    }
    let estimate = try #require(atMost(0, values))
    let interval = estimate.interval(level: 0.95)
    // t(0.975, 3) = 3.18 times sd 0.346 / 2.
    #expect(interval == 0...1)
  }

  /// The two intervals together cover at least what they promise; with stratified points the
  /// binomial one is too wide, so there is no upper bound to check.
  @Test(arguments: [0.02, 0.5, 0.95])
  func intervalsCoverTheTruth(_ truth: Double) throws {
    var random = TestRandom(seed: 3)
    var covered = 0
    for _ in 0..<1000 {
      let values = (0..<512).map { _ in random.uniform() }
      let estimate = try #require(atMost(truth, values, 16))
      if estimate.interval(level: 0.95).contains(truth) { covered += 1 }
    }
    #expect(covered >= 915, "\(covered)")
  }
}
