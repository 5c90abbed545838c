import Foundation
import Simulation
import Testing

/// A small model first, a judge, and a large model for what the judge escalates.
struct CascadeArithmeticTests {
  /// Both, only the large, only the small model right.
  private let quality = (both: 0.5, onlyLarge: 0.3, onlySmall: 0.1)
  /// Of what the small model fails (0.4) 0.8 escalates, of the rest (0.6) 0.2.
  private let escalated = 0.4 * 0.8 + 0.6 * 0.2
  private let success = 0.6 * 0.8 + 0.8 * 0.3 + 0.2 * 0.5

  private static let strategy = """
    "stages": ["cheap", "hand"],
    "judge": {"model": "claude-haiku-5-5", "prompt": 300, "output": 8},
    "escalation": {"truePositive": 0.8, "falsePositive": 0.2},
    "quality": {"both": 0.5, "onlyLarge": 0.3, "onlySmall": 0.1}
    """
  private static let answer =
    #""name": "answer", "prompt": {"system": 900, "user": 100}, "output": 200"#

  private let cheap = (1000 * 1.0 + 200 * 4) / 1e6
  private let hand = (1000 * 3.0 + 200 * 15) / 1e6
  /// The judge reads 300 + 100 + 200 tokens.
  private let judge = (600 * 0.1 + 8 * 0.5) / 1e6

  private func forecast(
    _ strategy: String = strategy, turns: String = "1", workflow: String = "", root: String = "",
    weeks: Int = 1, calls: String...
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.turns = turns
    scenario.weeks = weeks
    scenario.workflow = workflow
    scenario.calls = calls.isEmpty ? [Self.answer] : calls
    scenario.root = #""routing": {"strategies": {"it": {\#(strategy)}}}\#(root)"#
    return try await HandForecast(scenario)
  }

  @Test func theLargeModelAnswersOnlyWhatTheJudgeEscalates() async throws {
    let forecast = try await forecast()
    let cost = cheap + judge + escalated * hand
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * cost))
    #expect(isClose(forecast.mean(.calls, scope: .model("hand")), 1000 * escalated))
    #expect(isClose(forecast.mean(.calls, scope: .model("claude-haiku-5-5")), 1000))
    #expect(isClose(forecast.mean(.escalations), 1000 * escalated))
    #expect(isClose(forecast.mean(.successes), 1000 * success))
  }

  /// Mixtral and GPT-4 on GSM8K, both right .566, only GPT-4 .290, only Mixtral .072, with a judge of
  /// rates .9 and .1: 38.9 % escalate, and the cascade beats GPT-4 alone, .892 against .857.
  ///
  /// Shares of three digits are off by 0.0005: e by 0.8 times two of them and Q by up to 1.9 times
  /// one, beside the rounding of the results.
  @Test func aCascadeOfMixtralAndGPT4BeatsGPT4OnGSM8K() async throws {
    let forecast = try await forecast(
      """
      "stages": ["cheap", "hand"], "escalation": {"truePositive": 0.9, "falsePositive": 0.1},
      "quality": {"both": 0.566, "onlyLarge": 0.290, "onlySmall": 0.072}
      """)
    let sessions = forecast.mean(.sessions)
    #expect(abs(forecast.mean(.escalations) / sessions - 0.389) <= 0.0013)
    #expect(abs(forecast.mean(.successes) / sessions - 0.892) <= 0.0015)
    #expect(forecast.mean(.successes) / sessions > 0.566 + 0.290)
  }

  @Test func everyStageAndTheJudgeArePaidAtEveryModelTurn() async throws {
    let forecast = try await forecast(
      turns: "3", workflow: #""bypass": 0.2, "memory": "full""#)
    // Of three turns kept with probability 0.8 each: E[n] = 2.4, E[n (n - 1) / 2] = 3 · 0.64.
    let history = 300 * 3 * 0.64
    let cost = 2.4 * (cheap + judge + escalated * hand)
    let again = history * (1 + escalated * 3) / 1e6
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * (cost + again)))
    #expect(isClose(forecast.mean(.calls), 1000 * 2.4 * (2 + escalated)))
    #expect(isClose(forecast.mean(.successes), 1000 * (0.2 + 0.8 * success)))
  }

  @Test func aJudgeReadsTheFirstAnswerOfEveryRoutedCall() async throws {
    let forecast = try await forecast(
      calls: Self.answer,
      #""name": "title", "model": "cheap", "prompt": {"user": 100}, "output": 10"#,
      #""name": "check", "prompt": {"user": 40}, "output": 5"#)
    let title = (100 * 1.0 + 10 * 4) / 1e6
    // 40 tokens in and 5 out: $60 and $195 a million requests.
    let check = (60 + 0.44 * 195) / 1e6
    let second = (345 * 0.1 + 8 * 0.5) / 1e6
    let cost = cheap + judge + 0.44 * hand + title + check + second
    #expect(isClose(escalated, 0.44))
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * cost))
  }

  @Test func deliveryIsThatOfTheAnswerKept() async throws {
    let forecast = try await forecast(
      calls: Self.answer + """
        , "retry": {"failureRate": 0.5, "maxAttempts": 2, "billedFraction": 1},
        "validate": {"failureRate": 0.1, "maxRounds": 2, "with": "claude-opus-5-5"},
        "loop": {"steps": 1, "maxSteps": 2, "toolResult": 50}
        """)
    // Either stage makes 1.1 rounds of two requests, each attempted 1.5 times and billed as often.
    let steps = 1000.0 + 1000 + 250
    let cost =
      1.1 * 1.5
      * ((steps * 1 + 400 * 4) + escalated * (steps * 3 + 400 * 15))
    let checks = 1.1 * (1 + escalated) * (600 * 4 + 8 * 20)
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * ((cost + checks) / 1e6 + judge)))
    #expect(isClose(forecast.mean(.successes), 1000 * success * 0.75 * 0.75 * 0.99))
  }

  @Test func eachStageHasACacheOfItsOwn() async throws {
    let forecast = try await forecast(
      """
      "stages": ["claude-sonnet-5-5", "hand"],
      "escalation": {"truePositive": 0.8, "falsePositive": 0.2},
      "quality": {"both": 0.5, "onlyLarge": 0.3, "onlySmall": 0.1}
      """,
      calls: #""name": "answer", "prompt": {"system": 1400}, "output": 1, "cache": {}"#)
    // Every session keeps the small model's prefix warm, the escalated ones the large model's.
    let first = 1 - exp(-1000.0 / 604_800 * 300)
    let second = 1 - exp(-1000.0 * escalated / 604_800 * 300)
    let read = forecast.mean(.cacheReadTokens)
    #expect(isClose(read, 1000 * 1400 * (first + escalated * second)))
    #expect(
      isClose(
        forecast.mean(.cacheReadTokens, scope: .model("hand")), 1000 * 1400 * escalated * second))
  }

  @Test func learningRaisesTheSuccessOfEitherKind() async throws {
    let forecast = try await forecast(
      root: #", "learning": {"successPerMonth": 0.2}"#, weeks: 9)
    // Kept sessions succeed in 0.48 of 0.56, escalated ones in 0.34 of 0.44; both end at 1.
    #expect(isClose(forecast.mean(.successes, .month(0)), 13.0 / 3 * 1000 * success))
    let later = 0.56 * 1 + 0.44 * (0.34 / 0.44 + 0.2)
    let eighth = forecast.mean(.successes, .month(1)) / (13.0 / 3 * 1000)
    // Weeks 4 to 8, of which the first third of week 4 is in the month before.
    #expect(eighth > success && eighth <= later + 1e-9, "\(eighth) \(later)")
  }

  @Test func aPerfectJudgeSendsNothingInVain() async throws {
    let forecast = try await forecast(
      """
      "stages": ["cheap", "hand"], "escalation": {"truePositive": 1, "falsePositive": 0},
      "quality": {"both": 0.5, "onlyLarge": 0.3, "onlySmall": 0.2}
      """)
    #expect(isClose(forecast.mean(.inferenceCost), 1000 * (cheap + 0.3 * hand)))
    #expect(isClose(forecast.mean(.successes), 1000))
  }

  @Test func aJudgeThatEscalatesNothingOrEverythingLeavesOneModel() async throws {
    for (rate, expected) in [(0, 0.6), (1, 0.8)] {
      let forecast = try await forecast(
        """
        "stages": ["cheap", "hand"],
        "escalation": {"truePositive": \(rate), "falsePositive": \(rate)},
        "quality": {"both": 0.5, "onlyLarge": 0.3, "onlySmall": 0.1}
        """)
      #expect(isClose(forecast.mean(.successes), 1000 * expected))
      #expect(
        isClose(forecast.mean(.inferenceCost), 1000 * (cheap + Double(rate) * hand)), "\(rate)")
    }
  }

  @Test func theSpreadsheetSendsEverySessionToTheLargeModelAlone() async throws {
    let forecast = try await forecast()
    let bridge = forecast.result.strategies[0].bridge
    let amounts = Dictionary(uniqueKeysWithValues: bridge.map { ($0.effect, $0.amount) })
    #expect(isClose(amounts[.spreadsheet] ?? .nan, 1000 * hand))
    #expect(
      isClose(amounts[.routing] ?? .nan, 1000 * (cheap + judge + escalated * hand - hand)))
  }
}
