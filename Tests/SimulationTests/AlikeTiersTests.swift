import Scenarios
import Simulation
import Testing

/// Tiers whose models use as much have their usage in common, and no others: a session costs on a tier what
/// it costs where its model stands alone, whatever model stands before it.
struct AlikeTiersTests {
  /// Models that differ in one thing each from the first, rates included.
  private static let models = [
    "base": "",
    "dear": #""rates": {"input": 7, "cacheRead": 0.4, "cacheWrite5m": 9, "output": 31}"#,
    "small": #""maximumInputTokens": 2600"#,
    "picky": #""minimumCacheTokens": 2700"#,
    "blocks": #""cacheBlockTokens": 512"#,
    "counts": #""tokenizer": {"base": "base", "ratio": 1.3}"#,
    "tools": #""toolPrompt": {"auto": 500, "required": 600}"#,
    "pictures": #""images": {"patch": 14}"#,
    "charges": #""fees": {"request": 0.002, "webSearch": {"price": 0.01, "per": "query"}}"#,
    "searches": #""fees": {"webSearch": {"price": 0.03, "per": "query"}}"#,
    "at": #""longContext": [{"threshold": 2100, "inclusive": true, \#(double)}]"#,
    "above": #""longContext": [{"threshold": 2100, \#(double)}]"#,
    "far": #""longContext": [{"threshold": 2500, \#(double)}]"#,
  ]
  private static let double =
    #""rates": {"input": 10, "cacheRead": 1, "cacheWrite5m": 12, "output": 50}"#
  private static let pairs =
    models.keys.sorted().filter { $0 != "base" }.map { ("base", $0) }
    + [("at", "above"), ("above", "far"), ("far", "at")]

  private static var book: String {
    let usual = [
      "rates": #"{"input": 5, "cacheRead": 0.5, "cacheWrite5m": 6, "output": 25}"#,
      "fees": #"{"webSearch": {"price": 0.01, "per": "query"}}"#,
      "toolPrompt": #"{"auto": 300, "required": 400}"#, "images": #"{"patch": 28}"#,
      "minimumCacheTokens": "0", "cacheBlockTokens": "1",
    ]
    let entries = models.map { name, other in
      let rest = usual.filter { !other.hasPrefix("\"\($0.key)\"") }
        .map { "\"\($0.key)\": \($0.value)" }
      return "{"
        + ([
          #""name": "\#(name)", "provider": "p", "checked": "2026-10-20", "source": "round""#
        ] + rest + (other.isEmpty ? [] : [other])).joined(separator: ", ") + "}"
    }
    return
      #"{"name": "round", "released": "2026-11-01", "models": [\#(entries.joined(separator: ","))]}"#
  }

  /// Lengths that are numbers, known laws, and laws of each trial.
  private static let lengths: [(user: String, output: String)] = [
    ("100", "300"),
    (#"{"lognormal": {"p50": 100, "p95": 400}}"#, #"{"lognormal": {"p50": 200, "p95": 700}}"#),
    (
      #"{"lognormal": {"p50": {"p5": 60, "p95": 150}, "sigma": 0.8}}"#,
      #"{"lognormal": {"p50": {"p5": 150, "p95": 250}, "sigma": 0.8}}"#
    ),
  ]

  private func result(
    _ lengths: (user: String, output: String), budget: String
  ) async throws -> SimulationResult {
    let single = Self.models.keys.sorted().map {
      #""\#($0)": {"single": "\#($0)", "success": 0.9}"#
    }
    let tiered = Self.pairs.map { first, second in
      #"""
      "\#(first)-\#(second)": {"tiers": [{"model": "\#(first)", "share": 0.5, "success": 0.9},
        {"model": "\#(second)", "success": 0.9}]}
      """#
    }
    // So few that nobody meets a prefix that another session has left.
    let text = #"""
      {"name": "Alike", "attribution": {"feature": "alike"}, "horizon": {"weeks": 1},
       "prices": {"book": "round.json", "tokensOf": "base"},
       "segments": {"all": {"users": 1e-6, "sessionsPerUserPerWeek": 1}},
       "workflows": {"chat": {"turns": {"geometric": {"mean": 2, "max": 4}}, "memory": "full",
         "secondsBetweenTurns": 1\#(budget), "calls": [{"name": "a", "webSearches": 0.5,
           "prompt": {"tools": 400, "system": 1200, "user": \#(lengths.user),
             "images": {"count": 1, "width": 280, "height": 280}},
           "output": \#(lengths.output), "maxTokens": 2000, "cache": {},
           "retry": {"failureRate": 0.1, "maxAttempts": 3},
           "validate": {"failureRate": 0.2, "maxRounds": 2, "prompt": 50, "output": 5}}]}},
       "routing": {"use": "base", "strategies": {\#((single + tiered).joined(separator: ", "))}}}
      """#
    let decoded = ScenarioDecoder.decode(
      text: Array(text.utf8), file: "test.json", book: .builtin,
      fileReader: { $0 == "round.json" ? Array(Self.book.utf8) : nil })
    let scenario = try #require(decoded.scenario, "\(decoded.diagnostics)")
    return try await Simulator(
      scenario: scenario,
      options: SimulationOptions(trials: 64, strategies: Array(0..<(single.count + tiered.count)))
    ).run()
  }

  @Test(arguments: ["", #", "tokenBudget": 6000"#])
  func aTierCostsWhatItsModelCosts(budget: String) async throws {
    var differences = Set<String>()
    for lengths in Self.lengths {
      let result = try await result(lengths, budget: budget)
      var costs: [String: [Double]] = [:]
      for strategy in result.strategies {
        costs[try #require(strategy.name)] =
          try #require(strategy.columns[ColumnKey(.inferenceCost)]).expected
      }
      for (first, second) in Self.pairs {
        let (own, others) = (try #require(costs[first]), try #require(costs[second]))
        let both = try #require(costs["\(first)-\(second)"])
        for trial in both.indices {
          #expect(isClose(both[trial], (own[trial] + others[trial]) / 2), "\(first), \(second)")
          if !isClose(own[trial], others[trial]) { differences.insert("\(first)-\(second)") }
        }
      }
    }
    // A pair that costs the same would show nothing.
    #expect(differences == Set(Self.pairs.map { "\($0)-\($1)" }))
  }
}
