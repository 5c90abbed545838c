import Summaries
import Testing

struct SessionTailTests {
  /// 400 sessions in 4 randomisations: 396 cost 1, and one of each randomisation costs 34.
  private let costs = (0..<400).map { $0 % 100 == 7 ? 34.0 : 1 }

  @Test func theTopHundredthIsWeighedAgainstTheWhole() throws {
    let tail = try #require(SessionTail(costs, randomisations: 4))
    #expect(tail.count == 400)
    #expect(tail.cost.mean?.value == 1.33)
    let top = try #require(tail.tails.last)
    #expect(top.probability == 0.99)
    #expect(abs(top.mean.value - 34) < 1e-9)
    let share = try #require(top.share)
    #expect(abs(share.value - 34.0 / 133) < 1e-12)
    // Every randomisation says the same.
    #expect(share.error == 0)
    // Of the top twentieth one in five costs 34.
    #expect(abs(tail.tails[0].mean.value - (34 + 4) / 5.0) < 1e-9)
  }

  @Test func trialsWithoutSessionsAreLeftOut() throws {
    var costs = costs
    for place in 50..<60 { costs[place] = .nan }
    let tail = try #require(SessionTail(costs, randomisations: 4))
    #expect(tail.count == 390)
    #expect(SessionTail([.nan, .nan], randomisations: 2) == nil)
  }

  @Test func whatCostsNothingHasNoShares() throws {
    let tail = try #require(SessionTail([0, 0, 0, 0], randomisations: 2))
    #expect(tail.tails.map(\.mean.value) == [0, 0])
    #expect(tail.tails.allSatisfy { $0.share == nil })
  }

  @Test func theErrorIsThatOfTheRandomisations() throws {
    let costs = (0..<400).map { (place: Int) -> Double in
      place % 100 == 7 ? 34 + Double(place / 100) : 1
    }
    let top = try #require(SessionTail(costs, randomisations: 4)?.tails.last)
    // Tails of 34, 35, 36 and 37: a variance of 5/3, over four.
    #expect(abs(top.mean.value - 35.5) < 1e-9)
    #expect(abs(top.mean.error - (5.0 / 12).squareRoot()) < 1e-9)
  }
}
