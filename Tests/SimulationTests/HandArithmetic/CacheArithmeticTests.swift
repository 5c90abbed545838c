import Foundation
import Simulation
import Testing

/// Prompt caching with gaps of a fixed length, so that every hit but the shared one is certain.
struct CacheArithmeticTests {
  /// So few that the shared prefix is often lost.
  private let users = 900.0

  /// System 1,400, user 50, output 425: the prefix grows by 475 tokens a turn.
  private func forecast(
    turns: Int, gap: Double, cache: String = "", memory: String = "\"full\"",
    model: String = "hand", loop: String = ""
  ) async throws -> HandForecast {
    var scenario = HandScenario()
    scenario.users = users
    scenario.turns = "\(turns)"
    scenario.workflow = #""memory": \#(memory), "secondsBetweenTurns": \#(gap)"#
    scenario.calls = [
      """
      "name": "answer", "model": "\(model)", "prompt": {"system": 1400, "user": 50},
      "output": 425, "cache": {\(cache)}\(loop)
      """
    ]
    return try await HandForecast(scenario)
  }

  /// Probability that another conversation keeps the shared prefix alive at a random moment: the
  /// coverage of a Boolean model whose grains are the times that one conversation keeps it.
  private func shared(turns: Int, gap: Double, ttl: Double, servers: Double = 1) -> Double {
    1 - exp(-users / servers / 604_800 * (ttl + Double(turns - 1) * min(gap, ttl)))
  }

  private func expect(
    _ forecast: HandForecast, input: Double, read: Double, write: Double, turns: Double,
    writeRate: Double = 3.75
  ) {
    #expect(isClose(forecast.mean(.inputTokens), users * input))
    #expect(isClose(forecast.mean(.cacheReadTokens), users * read))
    #expect(isClose(forecast.mean(.cacheWriteTokens), users * write))
    let cost = input * 3 + read * 0.3 + write * writeRate + turns * 425 * 15
    #expect(isClose(forecast.mean(.inferenceCost), users * cost / 1e6))
  }

  @Test func aTurnInTimeReadsThePrefixOfTheOneBefore() async throws {
    let h = shared(turns: 4, gap: 60, ttl: 300)
    // Turn 1 reads or writes the system prompt; turns 2 to 4 read 1,400, 1,875 and 2,350.
    expect(
      try await forecast(turns: 4, gap: 60), input: 4 * 50,
      read: h * 1400 + 1400 + 1875 + 2350, write: (1 - h) * 1400 + 3 * 475, turns: 4)
  }

  @Test func everyServerSeesItsShareOfTheSessions() async throws {
    let h = shared(turns: 4, gap: 60, ttl: 300, servers: 5)
    expect(
      try await forecast(turns: 4, gap: 60, cache: #""servers": 5"#), input: 4 * 50,
      read: h * 1400 + 1400 + 1875 + 2350, write: (1 - h) * 1400 + 3 * 475, turns: 4)
  }

  @Test func aTurnTooLateFindsAtMostTheSharedPrefix() async throws {
    let h = shared(turns: 3, gap: 600, ttl: 300)
    let prefixes = 1400.0 + 1875 + 2350
    expect(
      try await forecast(turns: 3, gap: 600), input: 3 * 50, read: h * 3 * 1400,
      write: prefixes - h * 3 * 1400, turns: 3)
  }

  @Test func anHourIsLongerAndDearer() async throws {
    let h = shared(turns: 3, gap: 600, ttl: 3600)
    expect(
      try await forecast(turns: 3, gap: 600, cache: #""ttl": "1h""#), input: 3 * 50,
      read: h * 1400 + 1400 + 1875, write: (1 - h) * 1400 + 2 * 475, turns: 3,
      writeRate: 6)
  }

  @Test func aWindowThatSlidesLosesTheConversation() async throws {
    let h = shared(turns: 5, gap: 60, ttl: 300)
    // History 0, 475, 950, 950, 950: turns 2 and 3 continue the last prompt, 4 and 5 do not.
    expect(
      try await forecast(turns: 5, gap: 60, memory: #"{"window": {"turns": 2}}"#), input: 5 * 50,
      read: h * 1400 + 1400 + 1875 + 1400 + 1400,
      write: (1 - h) * 1400 + 475 + 475 + 950 + 950, turns: 5)
  }

  @Test func aWindowOfTokensSlidesWhenItIsFull() async throws {
    let h = shared(turns: 4, gap: 60, ttl: 300)
    // History 0, 475, 950, then 1,000 of 1,425.
    expect(
      try await forecast(turns: 4, gap: 60, memory: #"{"window": {"tokens": 1000}}"#),
      input: 4 * 50, read: h * 1400 + 1400 + 1875 + 1400,
      write: (1 - h) * 1400 + 475 + 475 + 1000, turns: 4)
  }

  @Test func onlyThePartsOfThePolicyAreCached() async throws {
    let h = shared(turns: 3, gap: 60, ttl: 300)
    expect(
      try await forecast(turns: 3, gap: 60, cache: #""prefix": ["system"]"#),
      input: 3 * 50 + 475 + 950, read: h * 1400 + 2 * 1400, write: (1 - h) * 1400, turns: 3)
  }

  @Test func aPartBehindAGapIsNotCached() async throws {
    expect(
      try await forecast(turns: 3, gap: 60, cache: #""prefix": ["history"]"#),
      input: 3 * 1450 + 475 * 3, read: 0, write: 0, turns: 3)
  }

  @Test func stepsOfALoopReadTheRequestBefore() async throws {
    let h = shared(turns: 2, gap: 60, ttl: 300)
    let forecast = try await forecast(
      turns: 2, gap: 60, loop: #", "loop": {"steps": 1, "maxSteps": 3, "toolResult": 300}"#)
    // Requests of 1,450 and 2,175, then of 1,925 and 2,650; everything is written or read.
    #expect(isClose(forecast.mean(.cacheReadTokens), users * (h * 1400 + 1450 + 1400 + 1925)))
    let written = (1450 - h * 1400) + 725 + (1925 - 1400) + 725
    #expect(isClose(forecast.mean(.cacheWriteTokens), users * written))
    #expect(abs(forecast.mean(.inputTokens)) < 1e-3)
  }

  @Test func laterRoundsReadWhatTheFirstWrote() async throws {
    var scenario = HandScenario()
    scenario.calls = [
      """
      "name": "answer", "model": "hand", "prompt": {"system": 1400, "user": 50}, "output": 425,
      "cache": {}, "validate": {"failureRate": 0.4, "maxRounds": 2, "with": "cheap"}
      """
    ]
    let forecast = try await HandForecast(scenario)
    let h = 1 - exp(-1000 / 604_800.0 * 300)
    #expect(isClose(forecast.mean(.cacheReadTokens), 1000 * (h * 1400 + 0.4 * 1400)))
    #expect(isClose(forecast.mean(.cacheWriteTokens), 1000 * (1 - h) * 1400))
    let plain = 1.4 * (50 + 300 + 50 + 425)
    #expect(isClose(forecast.mean(.inputTokens), 1000 * plain))
  }

  @Test func blocksAndTheShortestPrefixRoundDown() async throws {
    // gpt-5 caches from 1,024 tokens in steps of 128, and bills what it writes as plain input.
    let forecast = try await forecast(turns: 3, gap: 60, model: "gpt-5")
    let h = shared(turns: 3, gap: 60, ttl: 300)
    // Prefixes of 1,400, 1,875 and 2,350 keep 1,280, 1,792 and 2,304.
    let read = h * 1280 + 1280 + 1792
    #expect(isClose(forecast.mean(.cacheReadTokens), users * read))
    #expect(forecast.mean(.cacheWriteTokens) == 0)
    let prompts = 3.0 * 1450 + 475 * 3
    #expect(isClose(forecast.mean(.inputTokens), users * (prompts - read)))
    let cost = (prompts - read) * 1.25 + read * 0.125 + 3 * 425 * 10
    #expect(isClose(forecast.mean(.inferenceCost), users * cost / 1e6))
  }

  @Test func segmentsKeepThePrefixAliveForEachOther() async throws {
    var scenario = HandScenario()
    scenario.users = 300
    scenario.calls = [
      #""name": "answer", "model": "hand", "prompt": {"system": 1400}, "output": 1, "cache": {}"#
    ]
    let text = scenario.text.replacingOccurrences(
      of: #""segments": {"#,
      with: """
        "segments": {"more": {"users": 200, "sessionsPerUserPerWeek": 3, "workflow": "chat"},
        """)
    let h = 1 - exp(-900.0 / 604_800 * 300)
    let forecast = try await HandForecast(text: text)
    #expect(isClose(forecast.mean(.cacheReadTokens), 900 * h * 1400))
  }
}
