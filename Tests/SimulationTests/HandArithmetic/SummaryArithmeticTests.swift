import Foundation
import Simulation
import Testing

/// Rolling summaries, long-term memory and the limit of the context, against sums that a reader can
/// redo. Every turn exchanges 100 + 200 tokens after 900 of instructions.
struct SummaryArithmeticTests {
  private func forecast(
    turns: String, workflow: String, limit: Int? = nil, members: String = "", users: Double = 1000
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.users = users
    scenario.turns = turns
    scenario.workflow = workflow
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"system": 900, "user": 100}, "output": 200\
      \(members)
      """
    ]
    var text = scenario.text
    if let limit {
      text = text.replacingOccurrences(
        of: #""output": 15}"#, with: "\"output\": 15, \"maximumInputTokens\": \(limit)}")
    }
    return try await HandForecast(text: text)
  }

  @Test func everyTurnAfterTheFirstIsToldASummary() async throws {
    let forecast = try await forecast(
      turns: "4", workflow: #""memory": {"summary": {"tokens": 80, "prompt": 50}}"#)
    // Four answers of 1,000, three of them with 80 tokens more. Summaries read 50 + 300, then
    // 50 + 80 + 300 twice, and write 80.
    let answers: Double = 4000 + 3 * 80
    let summaries: Double = 350 + 2 * 430
    #expect(isClose(forecast.mean(.inputTokens), 1000 * (answers + summaries)))
    #expect(isClose(forecast.mean(.outputTokens), 1000 * 1040))
    #expect(isClose(forecast.mean(.calls), 1000 * (4 + 3)))
  }

  @Test func exchangesGatherBeforeTheyAreSummarised() async throws {
    let forecast = try await forecast(
      turns: "6",
      workflow: """
        "memory": {"summary": {"tokens": 80, "prompt": 50, "model": "cheap", "keepTurns": 1,
                               "everyTurns": 2}}
        """)
    // Exchanges sent again by turn: 0, 1, 2, then a summary and 1, 2, then a summary and 1.
    let history: Double = 300 * 7 + 80 * 3
    #expect(isClose(forecast.mean(.inputTokens, scope: .model("hand")), 1000 * (6000 + history)))
    let summaries: Double = (50 + 600) + (50 + 80 + 600)
    #expect(isClose(forecast.mean(.inputTokens, scope: .model("cheap")), 1000 * summaries))
    #expect(isClose(forecast.mean(.outputTokens, scope: .model("cheap")), 1000 * 160))
  }

  @Test func aNewSummaryEndsTheCachedPrefix() async throws {
    let forecast = try await forecast(
      turns: "3",
      workflow: """
        "memory": {"summary": {"tokens": 80, "prompt": 50}}, "secondsBetweenTurns": 1
        """, members: #", "cache": {}"#, users: 1e6)
    // Every turn makes a summary: the system prompt is found, the history is written anew.
    #expect(isClose(forecast.mean(.cacheReadTokens) / 1e6, 3 * 900))
    #expect(isClose(forecast.mean(.cacheWriteTokens) / 1e6, 2 * 80))
  }

  @Test func whatIsRecalledIsSentAtEveryTurnAndKeptNowhere() async throws {
    let forecast = try await forecast(
      turns: "3",
      workflow: """
        "memory": "full", "longTermMemory": {"tokens": 400,
          "write": {"model": "cheap", "prompt": 250, "output": 30}}
        """)
    let answers: Double = 3 * (1000 + 400) + 300 * 3
    #expect(isClose(forecast.mean(.inputTokens, scope: .model("hand")), 1000 * answers))
    #expect(
      isClose(forecast.mean(.inputTokens, scope: .model("cheap")), 1000 * 1650))
    #expect(isClose(forecast.mean(.outputTokens, scope: .model("cheap")), 1000 * 90))
  }

  @Test func theOldestTextGivesWayAtTheLimit() async throws {
    let forecast = try await forecast(
      turns: "5", workflow: #""memory": "full""#, limit: 1500)
    #expect(isClose(forecast.mean(.inputTokens), 1000 * 6800))
    #expect(isClose(forecast.mean(.successes), 1000))
  }

  @Test func aTurnThatDoesNotFitFailsTheSession() async throws {
    let forecast = try await forecast(
      turns: #"{"discrete": {"values": [2, 5], "weights": [3, 1]}}"#,
      workflow: #""memory": "full", "atContextLimit": "fail""#, limit: 1500,
      members:
        #", "validate": {"failureRate": 0, "maxRounds": 1, "with": "cheap", "prompt": 20, "output": 4}"#
    )
    // The third turn would need 1,600 tokens: it is not sent, and leaves nothing behind.
    #expect(isClose(forecast.mean(.inputTokens, scope: .model("hand")), 1000 * 2300))
    #expect(isClose(forecast.mean(.calls), 1000 * 4))
    #expect(isClose(forecast.mean(.successes), 750))
  }

  @Test func theHistoryBecomesASummaryAtTheLimit() async throws {
    let forecast = try await forecast(
      turns: "5",
      workflow: """
        "memory": "full", "atContextLimit": {"summarise": {"tokens": 100, "prompt": 40}}
        """, limit: 1500)
    // 1,000 and 1,300 fit; the third turn summarises 600 tokens, the fourth has 100 + 300 of history,
    // the fifth summarises 700.
    let answers: Double = 1000 + 1300 + 1100 + 1400 + 1100
    let summaries: Double = 640 + 740
    #expect(isClose(forecast.mean(.inputTokens), 1000 * (answers + summaries)))
    #expect(isClose(forecast.mean(.calls), 1000 * 7))
  }

  @Test func aLoopNeverExceedsTheLimit() async throws {
    let forecast = try await forecast(
      turns: "1", workflow: #""memory": "none""#, limit: 1500,
      members: #", "loop": {"steps": 3, "maxSteps": 5, "toolResult": 100}"#)
    #expect(isClose(forecast.mean(.inputTokens), 1000 * 5300))
  }

  @Test func aTurnThatFitsIsSentAfterOneThatDidNot() async throws {
    var scenario = HandScenario()
    scenario.turns = "2"
    scenario.workflow = #""memory": "none", "atContextLimit": "fail""#
    scenario.calls = [
      #""name": "answer", "prompt": {"system": 900, "user": 100, "opening": 1000}, "output": 200,"#
        + #""retry": {"failureRate": 0.5, "maxAttempts": 1, "billedFraction": 0}"#
    ]
    scenario.root = #""routing": {"strategies": {"it": {"single": "hand", "fallback": "cheap"}}}"#
    let forecast = try await HandForecast(
      text: scenario.text.replacingOccurrences(
        of: #""output": 15}"#, with: #""output": 15, "maximumInputTokens": 1500}"#))
    // The first turn needs 2,000 tokens and is not sent; the second fails half the time.
    #expect(isClose(forecast.mean(.calls, scope: .model("hand")), 1000))
    #expect(isClose(forecast.mean(.calls, scope: .model("cheap")), 500))
    #expect(isClose(forecast.mean(.successes), 1000))
  }

  @Test func singleSessionsFailAtTheLimitToo() async throws {
    let forecast = try await forecast(
      turns: "3", workflow: #""memory": "full", "atContextLimit": "fail""#, limit: 1500, users: 5)
    #expect(forecast.result.notes.contains { $0.message.contains("one by one") })
    let result = forecast.result.strategies[0].columns
    let successes = try #require(result[ColumnKey(.successes)]?.sampled)
    let tokens = try #require(result[ColumnKey(.inputTokens)]?.sampled)
    let sessions = try #require(result[ColumnKey(.sessions)]?.sampled)
    #expect(successes.allSatisfy { $0 == 0 })
    for (tokens, sessions) in zip(tokens, sessions) { #expect(isClose(tokens, sessions * 2300)) }
  }
}
