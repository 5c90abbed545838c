import Foundation
import HandMade
import Summaries
import Testing

@Suite struct ReplicatedTests {
  /// By hand: of twenty values 1...20 the highest tenth is 19 and 20, the highest eighth these and
  /// half of 18.
  @Test(arguments: [(0.9, 19.5), (0.875, (20 + 19 + 0.5 * 18) / 2.5), (0.975, 20.0), (0.5, 15.5)])
  func theTailIsTheHighestPartOfTheValues(_ probability: Double, _ mean: Double) {
    let sorted = (1...20).map(Double.init)
    #expect(abs(SortedStatistic.tailMean(probability, sorted) - mean) < 1e-12)
  }

  /// Of a normal law it is density(z) / (1 - p): McNeil, Frey & Embrechts (2015), "Quantitative Risk
  /// Management", example 2.14. The
  /// figure is Python's exp(-z²/2) / sqrt(2π) / 0.05 at z = 1.6448536269514722.
  @Test func theTailMeanOfANormalLaw() throws {
    var random = TestRandom(seed: 5)
    let trials = (0..<65_536).map { _ in random.normal() }
    let found = try #require(
      Replicated(trials, randomisations: 16) { SortedStatistic.tailMean(0.95, $0) })
    #expect(abs(found.value - 2.0627128075074275) < 5.5 * found.estimate.error)
    #expect((0.003...0.02).contains(found.estimate.error))
  }

  @Test func noiseInCommonCancelsInADifference() throws {
    var random = TestRandom(seed: 6)
    let base = (0..<1024).map { _ in 100 + random.normal() }
    let head = base.map { 1.01 * $0 }
    let before = try #require(
      Replicated(base, randomisations: 16, statistic: SortedStatistic.mean))
    let after = try #require(Replicated(head, randomisations: 16, statistic: SortedStatistic.mean))
    let change = after.against(before) { $0 / $1 - 1 }.estimate
    #expect(abs(change.value - 0.01) < 1e-12)
    #expect(change.error < 1e-12)
    #expect(after.estimate.error > 0.01)
  }

  /// By hand: three and one of four trials lie up to 4.5, an error of 1/4. The sample reaches from its
  /// 1/8 quantile, 1.375, to its 7/8 quantile, 7.625: 8 1/3 a unit of probability.
  @Test func aQuantileMovesByTheShareOfTrialsUpToIt() throws {
    let found = try #require(
      Replicated(quantile: 0.5, of: [1, 2, 3, 5, 4, 6, 7, 8], randomisations: 2))
    #expect(found.value == 4.5)
    #expect(abs(found.replicates[0] - (4.5 - 25.0 / 12)) < 1e-14)
    #expect(abs(found.replicates[1] - (4.5 + 25.0 / 12)) < 1e-14)
  }

  /// The median is 0 with the same 0 far on either side, but more than half of one randomisation is
  /// below it.
  @Test func aValueThatManyTrialsShareIsNotExactWhileARandomisationDiffers() throws {
    let parts = [(20, 60, 20), (20, 60, 20), (21, 60, 19), (52, 28, 20)]
    let trials = parts.flatMap { low, middle, high in
      [Double](repeating: -1, count: low) + [Double](repeating: 0, count: middle)
        + [Double](repeating: 1, count: high)
    }
    let found = try #require(Replicated(quantile: 0.5, of: trials, randomisations: 4))
    #expect(found.value == 0)
    #expect(found.replicates == [0, 0, 0, -1])
  }

  @Test func undefinedTrialsCountNowhere() throws {
    let values = [1, .nan, 3, 5, .nan, .nan, .nan, .nan]
    let found = try #require(
      Replicated(values, randomisations: 2, statistic: SortedStatistic.mean))
    #expect(found.value == 3)
    #expect(found.replicates[0] == 3 && found.replicates[1].isNaN)
    #expect(
      Replicated([.nan, .nan], randomisations: 2, statistic: SortedStatistic.mean) == nil)
  }
}
