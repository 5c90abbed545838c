import Pricing
import Scenarios
import Simulation
import Testing

/// A scenario of plain numbers with one segment `all` and one workflow `chat`, as JSON text.
///
/// Model `hand` costs $3 and $15 per million tokens, $0.30 to read from the cache, $3.75 and $6 to
/// write to it for five minutes and an hour; it caches prefixes of any length.
struct HandScenario {
  var users = 1000.0
  /// Members of the segment besides users, frequency and workflow.
  var segment = ""
  var weeks = 1
  var turns = "1"
  /// Members of the workflow besides turns and calls.
  var workflow = ""
  /// The calls, each without its braces.
  var calls = [#""name": "answer", "model": "hand", "prompt": {"system": 1000}, "output": 100"#]
  /// Members of the root besides the required ones.
  var root = ""

  var text: String {
    func more(_ members: String) -> String { members.isEmpty ? "" : ", \(members)" }
    return """
      {"name": "By hand", "attribution": {"feature": "hand"}, "horizon": {"weeks": \(weeks)},
       "models": {"hand": {"input": 3, "cacheRead": 0.3, "cacheWrite5m": 3.75, "cacheWrite1h": 6,
                           "output": 15},
                  "cheap": {"input": 1, "output": 4}},
       "segments": {"all": {"users": \(users), "sessionsPerUserPerWeek": 1, "workflow": "chat"\
      \(more(segment))}},
       "workflows": {"chat": {"turns": \(turns), "calls": [{\(calls.joined(separator: "}, {"))}]\
      \(more(workflow))}}\(more(root))}
      """
  }
}

/// The forecast of a scenario text through the pipeline that users take.
struct HandForecast {
  let result: SimulationResult

  init(_ scenario: HandScenario) async throws { try await self.init(text: scenario.text) }

  init(text: String, options: SimulationOptions = SimulationOptions(trials: 64)) async throws {
    let (scenario, diagnostics) = ScenarioDecoder.decode(
      text: Array(text.utf8), file: "test.json", book: .builtin, fileReader: { _ in nil })
    let decoded = try #require(scenario, "\(diagnostics)\n\(text)")
    result = try await Simulator(scenario: decoded, options: options).run(progress: nil)
  }

  /// Mean of a flow over the trials of the first strategy.
  func mean(_ flow: Flow, _ period: Period = .total, scope: Scope = .all) -> Double {
    let key = ColumnKey(flow, scope: scope, period: period)
    guard let series = result.strategies[0].columns[key] else { return .nan }
    return series.expected.reduce(0, +) / Double(series.expected.count)
  }
}

/// Whether two numbers agree to 1e-9 relative; a wrong one prints with its difference.
func isClose(_ value: Double, _ expected: Double) -> Bool {
  abs(value - expected) <= 1e-9 * max(abs(value), abs(expected))
}
