/// Scenarios of a few lines, made for one test.
enum SmallScenario {
  /// Plain numbers: 1,000 sessions a week of one request, $0.02 each: $20 a week, $86.67 a month.
  static func certain(gates: [String] = []) -> String {
    scenario(users: "1000", gates: gates)
  }

  /// The number of users is not known.
  static func uncertain(gates: [String] = []) -> String {
    scenario(users: #"{ "p5": 500, "p95": 2000 }"#, gates: gates)
  }

  /// Plain numbers: a session is one request of `system` tokens at $5 and 100 at $20 a million.
  static func priced(users: Int, system: Int) -> String {
    """
    { "name": "Priced", "attribution": { "feature": "priced" }, "horizon": { "weeks": 13 },
      "segments": { "all": { "users": \(users), "sessionsPerUserPerWeek": 1 } },
      "models": { "m": { "input": 5, "output": 20 } },
      "workflows": { "chat": { "calls": [ { "name": "answer", "model": "m", "maxTokens": 200,
        "prompt": { "system": \(system) }, "output": 100 } ] } } }
    """
  }

  private static func scenario(users: String, gates: [String]) -> String {
    let quoted = gates.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      { "cogcast": 1, "name": "Small", "attribution": { "feature": "small" },
        "horizon": { "weeks": 13 },
        "segments": { "all": { "users": \(users), "sessionsPerUserPerWeek": 1 } },
        "models": { "m": { "input": 10, "output": 20 } },
        "workflows": { "ask": { "calls": [ { "name": "answer", "model": "m", "maxTokens": 1000,
          "prompt": { "user": 1000 }, "output": 500 } ] } },
        "gates": [\(quoted)] }
      """
  }
}
