import Foundation
import Pricing
import Scenarios
import Simulation
import Testing

/// Prompt caches: what a provider says they save, and how often traces find what was sent before.
struct PublishedCacheTests {
  /// Saving of a scenario by its cache, as a share of the cost without it.
  private func saving(
    system: Int, user: Int, output: Int, turns: Int, sessionsPerWeek: Double
  ) async throws -> Double {
    func cost(_ cache: String) async throws -> Double {
      var scenario = HandScenario()
      scenario.users = sessionsPerWeek
      scenario.turns = "\(turns)"
      scenario.workflow = #""memory": "full", "secondsBetweenTurns": 20"#
      scenario.calls = [
        #""name": "answer", "model": "hand", "prompt": {"system": \#(system), "user": \#(user)},"#
          + #""output": \#(output)\#(cache)"#
      ]
      return try await HandForecast(scenario).mean(.inferenceCost)
    }
    let cached = try await cost(
      #", "cache": {"prefix": ["tools", "system", "history", "message"]}"#)
    return try await 1 - cached / cost("")
  }

  /// Cost saved: 90 % on a book of 100,000 tokens, 86 % on examples of 10,000 tokens, 53 % on a
  /// conversation of ten turns with a long system prompt, at $3, $15, and 1.25 and 0.1 of $3 for
  /// writes and reads. Not published: questions of 30 tokens and answers of 85 (the book, the
  /// examples, always cached); a system prompt of 2,000 tokens, messages of 100 and answers of 300
  /// (the conversation, alone).
  ///
  /// - Source: Anthropic, "Prompt caching with Claude" (2024), table of use cases.
  @Test func theSavingsThatAProviderPublished() async throws {
    let book = try await saving(
      system: 100_000, user: 30, output: 85, turns: 1, sessionsPerWeek: 1e8)
    let examples = try await saving(
      system: 10_000, user: 30, output: 85, turns: 1, sessionsPerWeek: 1e8)
    let conversation = try await saving(
      system: 2000, user: 100, output: 300, turns: 10, sessionsPerWeek: 1e-3)
    #expect((100 * book).rounded() == 90, "\(book)")
    #expect((100 * examples).rounded() == 86, "\(examples)")
    #expect((100 * conversation).rounded() == 53, "\(conversation)")
  }

  private func forecastHitRate(_ half: TraceSessions, timeToLive: Int) async throws -> Double {
    let (scenario, diagnostics) = ScenarioDecoder.decode(
      text: Array(half.scenario(ttl: timeToLive == 300 ? "5m" : "1h").utf8), file: "trace.json",
      book: .builtin,
      fileReader: { $0 == "blocks.json" ? Array(half.book.utf8) : nil })
    let decoded = try #require(scenario, "\(diagnostics)")
    var options = SimulationOptions(trials: 16)
    options.detail = .means
    let result = try await Simulator(scenario: decoded, options: options).run(progress: nil)
    func mean(_ flow: Flow) -> Double {
      let series = result.strategies[0].columns[ColumnKey(flow)]!.expected
      return series.reduce(0, +) / Double(series.count)
    }
    let read = mean(.cacheReadTokens)
    return read / (read + mean(.cacheWriteTokens) + mean(.inputTokens))
  }

  /// Turns, gaps and lengths of one half of the sessions give the token hit rate of the other half
  /// within three points. Poisson arrivals of prefixes miss by 5 to 40.
  @Test(
    .enabled(if: SharedData.has([TraceSessions.codingFile, TraceSessions.chatFile])),
    arguments: [300, 3600], [UInt64(0), 1])
  func oneHalfOfATraceForecastsTheOther(timeToLive: Int, half: UInt64) async throws {
    for trace in [try TraceSessions.coding(), try TraceSessions.chat()] {
      let forecast = try await forecastHitRate(trace.half(half), timeToLive: timeToLive)
      let found = trace.half(1 - half).tokenHitRate(timeToLive: timeToLive)
      #expect(abs(forecast - found) < 0.03, "block \(trace.block): \(forecast) \(found)")
    }
  }
}
