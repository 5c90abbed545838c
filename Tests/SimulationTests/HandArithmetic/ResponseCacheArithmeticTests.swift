import Foundation
import Simulation
import Testing

/// Answers out of a cache, against sums that a reader can redo and a cache that is played through.
struct ResponseCacheArithmeticTests {
  private func forecast(
    _ cache: String, turns: String = "1", workflow: String = "", users: Double = 1000,
    weeks: Int = 1
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.users = users
    scenario.weeks = weeks
    scenario.turns = turns
    scenario.workflow = #""responseCache": \#(cache)"# + workflow
    return try await HandForecast(scenario)
  }

  private let turn = (1000 * 3.0 + 100 * 15) / 1e6

  @Test func hitsCostALookupInsteadOfATurn() async throws {
    let forecast = try await forecast(
      """
      {"hitRate": 0.25, "falseHits": 0.1,
       "lookup": {"price": 0.002, "embeddingPrice": 0.001, "embeddingHitRate": 0.4}}
      """, turns: "2", workflow: #", "bypass": 0.2"#)
    // Of two turns 1.6 are looked up, 1.2 reach the model.
    #expect(isClose(forecast.mean(.calls), 1200))
    #expect(isClose(forecast.mean(.inferenceCost), 1200 * turn))
    #expect(isClose(forecast.mean(.harnessCost), 1600 * (0.002 + 0.001 * 0.6)))
    // The last turn is bypassed, a right hit, or answered.
    #expect(isClose(forecast.mean(.successes), 1000 * (0.2 + 0.8 * 0.25 * 0.9 + 0.8 * 0.75)))
  }

  /// Four questions of probabilities 12/25, 6/25, 4/25, 3/25, remembered for an hour.
  @Test func anAnswerLivesAfterItsLastUse() async throws {
    let forecast = try await forecast(
      #"{"popularity": {"questions": 4, "exponent": 1, "ttlSeconds": 3600}}"#)
    let rate = 1000.0 / 604_800 * 3600
    let hits = [12.0, 6, 4, 3].map { $0 / 25 }.reduce(0) { $0 + $1 * (1 - exp(-$1 * rate)) }
    #expect(isClose(forecast.mean(.calls), 1000 * (1 - hits)))
  }

  @Test func hitsOfGrowingTrafficAreCountedByWeek() async throws {
    var scenario = HandScenario()
    scenario.weeks = 8
    scenario.segment =
      #""adoption": {"logistic": {"ceiling": 0.9, "weeksToHalf": 4, "launchShare": 0.1}}"#
    scenario.workflow = """
      "responseCache": {"popularity": {"questions": 4, "exponent": 1, "ttlSeconds": 3600}}
      """
    let forecast = try await HandForecast(scenario)
    var misses = 0.0
    for week in 0..<8 {
      let sessions = forecast.mean(.units, .week(week))
      let rate = sessions / 604_800 * 3600
      misses +=
        sessions
        * (1 - [12.0, 6, 4, 3].map { $0 / 25 }.reduce(0) { $0 + $1 * (1 - exp(-$1 * rate)) })
    }
    #expect(isClose(forecast.mean(.calls), misses))
  }

  /// A cache that drops the least recently used of 200 answers, played for 400,000 questions after it
  /// is full. Che's approximation is known to be within a few tenths of a percent here.
  @Test(arguments: [(2000, 0.8), (2000, 1.1), (500, 0.0)])
  func theHitRateIsThatOfACacheThatIsPlayed(questions: Int, exponent: Double) async throws {
    let forecast = try await forecast(
      #"{"popularity": {"questions": \#(questions), "exponent": \#(exponent), "capacity": 200}}"#)
    let predicted = 1 - forecast.mean(.calls) / 1000
    let weights = (1...questions).map { pow(Double($0), -exponent) }
    var cumulative: [Double] = []
    for weight in weights { cumulative.append((cumulative.last ?? 0) + weight) }
    var random = SplitMixGenerator(state: 7)
    var clock = 0
    var lastUse = [Int](repeating: -1, count: questions)
    var queue: [Int: Int] = [:]
    var oldest = 0
    var hits = 0
    var held = 0
    let asked = 400_000
    for number in -50_000..<asked {
      let u = random.uniform() * cumulative.last!
      var (low, high) = (0, questions - 1)
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] < u { low = middle + 1 } else { high = middle }
      }
      if lastUse[low] >= 0 { hits += number >= 0 ? 1 : 0 } else { held += 1 }
      if lastUse[low] >= 0 { queue[lastUse[low]] = nil }
      lastUse[low] = clock
      queue[clock] = low
      clock += 1
      while held > 200 {
        if let question = queue.removeValue(forKey: oldest) {
          lastUse[question] = -1
          held -= 1
        }
        oldest += 1
      }
    }
    let measured = Double(hits) / Double(asked)
    // Five standard errors of 400,000 questions, and 0.3 points of the approximation.
    #expect(abs(predicted - measured) < 5 * 0.5 / 632 + 0.003, "\(predicted) \(measured)")
  }
}

/// A generator of the test's own.
private struct SplitMixGenerator {
  var state: UInt64

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}
