import Foundation
import Simulation
import Testing

/// Token budgets against sums that a reader can redo. Unless a test says otherwise, a turn sends 1,000
/// tokens and what earlier turns exchanged, and gets 200: 1,200, 1,500, 1,800, 2,100, 2,400.
struct TokenBudgetArithmeticTests {
  private func forecast(
    turns: String = "5", workflow: String, prompt: String = #"{"system": 900, "user": 100}"#,
    output: String = "200", members: String = "", users: Double = 1000, root: String = "",
    options: SimulationOptions = SimulationOptions(trials: 64)
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.users = users
    scenario.turns = turns
    scenario.workflow = workflow
    scenario.root = root
    scenario.calls = [
      #""name": "answer", "model": "hand", "prompt": \#(prompt), "output": \#(output)\#(members)"#
    ]
    return try await HandForecast(text: scenario.text, options: options)
  }

  @Test(arguments: [(4499.0, 3), (4500, 3), (4501, 4), (2700, 2), (1, 1), (9001, 5)])
  func noTurnIsSentOnceTheBudgetIsReached(budget: Double, turns: Int) async throws {
    let forecast = try await forecast(
      workflow: #""memory": "full", "tokenBudget": \#(budget)"#)
    let inputs: Double = (0..<turns).reduce(0) { $0 + 1000 + 300 * Double($1) }
    #expect(isClose(forecast.mean(.inputTokens), 1000 * inputs))
    #expect(isClose(forecast.mean(.outputTokens), 1000 * 200 * Double(turns)))
    #expect(isClose(forecast.mean(.calls), 1000 * Double(turns)))
    #expect(isClose(forecast.mean(.successes), turns == 5 ? 1000 : 0))
    #expect(isClose(forecast.mean(.budgetEnds), turns == 5 ? 0 : 1000))
  }

  @Test(arguments: [1000.0, 5])
  func theHarnessIsPaidForTurnsThatAreSent(users: Double) async throws {
    let forecast = try await forecast(
      workflow: #""memory": "full", "tokenBudget": 4500"#, users: users,
      root: #""harness": {"services": {"it": {"kind": "compute", "per": "turn", "price": 0.5}}}"#)
    #expect(isClose(forecast.mean(.harnessCost), users * 3 * 0.5))
    let columns = forecast.result.strategies[0].columns
    let paid = try #require(columns[ColumnKey(.harnessCost)]).sampled
    let calls = try #require(columns[ColumnKey(.calls)]).sampled
    #expect(zip(paid, calls).allSatisfy { isClose($0, 0.5 * $1) })
  }

  @Test func onlySessionsThatGoOnEndAtTheBudget() async throws {
    let forecast = try await forecast(
      turns: #"{"discrete": {"values": [3, 5], "weights": [3, 1]}}"#,
      workflow: #""memory": "full", "tokenBudget": 4500"#)
    #expect(isClose(forecast.mean(.inputTokens), 1000 * 3900))
    #expect(isClose(forecast.mean(.successes), 750))
    #expect(isClose(forecast.mean(.budgetEnds), 250))
  }

  @Test func anUnknownBudgetIsDrawnOnceATrial() async throws {
    let forecast = try await forecast(
      workflow:
        #""memory": "full", "tokenBudget": {"discrete": {"values": [2000, 4000], "weights": [1, 1]}}"#
    )
    #expect(isClose(forecast.mean(.inputTokens), 1000 * (2300 + 3900) / 2))
  }

  @Test func everyRequestOfTheSessionCounts() async throws {
    // 1,200, a check of 20 + 300 + 4, and what long-term memory writes, 50 + 300 + 26: 1,900.
    let forecast = try await forecast(
      workflow: """
        "memory": "none", "tokenBudget": 3800,
        "longTermMemory": {"tokens": 0, "write": {"model": "cheap", "prompt": 50, "output": 26}}
        """,
      members: """
        , "validate": {"failureRate": 0, "maxRounds": 1, "with": "cheap", "prompt": 20, "output": 4}
        """)
    #expect(isClose(forecast.mean(.calls), 1000 * 2 * 3))
  }

  @Test func whatIsReadFromTheCacheCountsInFull() async throws {
    let forecast = try await forecast(
      workflow: #""memory": "full", "tokenBudget": 4500, "secondsBetweenTurns": 1"#,
      members: #", "cache": {}"#, users: 1e6)
    #expect(isClose(forecast.mean(.calls), 1e6 * 3))
  }

  @Test func failedAttemptsCountAsTheyAreBilled() async throws {
    // 1,200 or, where the first of two attempts fails and is billed in full, 2,400.
    let forecast = try await forecast(
      turns: "2", workflow: #""memory": "none", "tokenBudget": 2000"#,
      members: #", "retry": {"failureRate": 0.5, "maxAttempts": 2, "billedFraction": 1}"#)
    #expect(isClose(forecast.mean(.inputTokens), 1000 * 1500 * 1.5))
    #expect(isClose(forecast.mean(.budgetEnds), 500))
    #expect(isClose(forecast.mean(.successes), 1000 * 0.5 * 0.75))
  }

  /// Turn t is sent where t - 1 turns and their steps, a negative binomial number, have made fewer
  /// than five requests: with probabilities 16, 15, 11, 5 and 1 in 16, then never.
  @Test func stepsFollowANegativeBinomialLaw() async throws {
    let forecast = try await forecast(
      turns: "6", workflow: #""memory": "none", "tokenBudget": 5000"#,
      prompt: #"{"system": 1000}"#, output: "0",
      members: #", "loop": {"steps": {"geometric": {"mean": 1}}, "maxSteps": 60}"#)
    let calls = try #require(forecast.result.strategies[0].columns[ColumnKey(.calls)]).expected
    // Trials of a randomisation are alike.
    let means = (0..<16).map { calls[4 * $0] / 1000 }
    let mean = means.reduce(0, +) / 16
    let error = (means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 15 / 16).squareRoot()
    // 65,536 independent sessions would give 2 / 256: the number of turns has variance 1.
    #expect(error > 0 && error < 2.0 / 256)
    // t(15) at 1e-7.
    #expect(abs(mean - 6) <= 9.5 * error, "\(mean) ± \(error)")
    #expect(forecast.result.notes.contains { $0.message.contains("drawn at random") })
  }

  @Test func aTurnThatNeedsNoModelIsAnsweredAllTheSame() async throws {
    let forecast = try await forecast(
      turns: "2", workflow: #""memory": "none", "tokenBudget": 1000, "bypass": 0.5"#)
    // Half of the last turns need no model; of the others those are sent before which none was.
    #expect(isClose(forecast.mean(.successes), 750))
    #expect(isClose(forecast.mean(.budgetEnds), 250))
    #expect(isClose(forecast.mean(.calls), 750))
  }

  @Test func theLimitOfTheContextKnowsWhichTurnIsTheLast() async throws {
    var scenario = HandScenario()
    scenario.turns = "2"
    scenario.workflow = #""memory": "full", "atContextLimit": "fail", "bypass": 0.5"#
    scenario.calls = [
      #""name": "answer", "model": "hand", "prompt": {"system": 900, "user": 100}, "output": 200"#
    ]
    let forecast = try await HandForecast(
      text: scenario.text.replacingOccurrences(
        of: #""output": 15}"#, with: #""output": 15, "maximumInputTokens": 1200}"#))
    #expect(isClose(forecast.mean(.successes), 750))
  }

  @Test func turnsThatAreNotSentKeepNothingWarm() async throws {
    let cached = #", "cache": {"prefix": ["system"]}"#
    let gaps = #""memory": "none", "secondsBetweenTurns": 200"#
    let short = try await forecast(turns: "1", workflow: gaps, members: cached)
    let ended = try await forecast(
      turns: "4", workflow: gaps + #", "tokenBudget": 700"#, members: cached)
    #expect(isClose(ended.mean(.cacheReadTokens), short.mean(.cacheReadTokens)))
    let longer = try await forecast(turns: "2", workflow: gaps, members: cached)
    let later = try await forecast(
      turns: "4", workflow: gaps + #", "tokenBudget": 1300"#, members: cached)
    #expect(isClose(later.mean(.cacheReadTokens), longer.mean(.cacheReadTokens)))
  }

  @Test func singleSessionsEndAtTheBudgetToo() async throws {
    let forecast = try await forecast(
      workflow: #""memory": "full", "tokenBudget": 4500"#, users: 5)
    #expect(forecast.result.notes.contains { $0.message.contains("one by one") })
    let columns = forecast.result.strategies[0].columns
    func sampled(_ flow: Flow) throws -> [Double] {
      try #require(columns[ColumnKey(flow)]?.sampled)
    }
    let sessions = try sampled(.sessions)
    #expect(try sampled(.successes).allSatisfy { $0 == 0 })
    #expect(try sampled(.budgetEnds) == sessions)
    for (tokens, sessions) in zip(try sampled(.inputTokens), sessions) {
      #expect(isClose(tokens, sessions * 3900))
    }
  }

  @Test func certainTurnsAreSaidToBeCertain() async throws {
    let forecast = try await forecast(workflow: #""memory": "full", "tokenBudget": 4500"#)
    #expect(forecast.result.notes.contains { $0.message.contains("are certain at every point") })
  }
}
