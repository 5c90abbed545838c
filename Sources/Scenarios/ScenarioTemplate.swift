/// A first scenario to edit, for `cogcast init`.
package enum ScenarioTemplate: String, Sendable, CaseIterable {
  /// A conversation with memory.
  case chat
  /// Answers over retrieved text.
  case rag
  /// A loop of tool calls.
  case agent
  /// Work without anybody waiting for it.
  case batch

  /// At most 20 lines of JSON that validate and can be estimated.
  ///
  /// - Parameter name: Name of the feature; it also names the attribution.
  package func text(name: String) -> String {
    let quoted = JSONText.string(name).written()
    let head = """
      {
        "$schema": "./scenario.schema.json", "cogcast": 1, "name": \(quoted), "unit": "\(unit)",
        "attribution": { "feature": \(quoted) },

      """
    return head + body + "\n}\n"
  }

  private var unit: String {
    switch self {
    case .chat: "conversation"
    case .rag: "question"
    case .agent: "task"
    case .batch: "document"
    }
  }

  private var body: String {
    switch self {
    case .chat:
      """
        "segments": { "customers": { "users": 10000,
          "adoption": { "logistic": { "ceiling": { "p5": 0.1, "p95": 0.4 }, "weeksToHalf": 10 } },
          "sessionsPerUserPerWeek": { "p5": 0.5, "p95": 2, "note": "say where this comes from" } } },
        "workflows": { "chat": {
          "turns": { "geometric": { "mean": { "p5": 2, "p95": 5 } } }, "memory": "full",
          "calls": [ { "name": "answer", "model": "claude-sonnet-5-5", "cache": { "ttl": "5m" },
            "prompt": { "system": 1200, "user": { "lognormal": { "p50": 45, "p95": 320 } } },
            "output": { "profile": "chat-output" }, "maxTokens": 1024 } ] } },
        "gates": [ "p95(cost.month) <= 5000" ]
      """
    case .rag:
      """
        "segments": { "readers": { "users": 5000, "adoption": { "p5": 0.2, "p95": 0.5 },
          "sessionsPerUserPerWeek": { "p5": 1, "p95": 6, "note": "say where this comes from" } } },
        "workflows": { "search": { "turns": { "geometric": { "mean": { "p5": 1.2, "p95": 2 } } },
          "calls": [ { "name": "answer", "model": "claude-haiku-5-5",
            "prompt": { "system": 600, "retrieved": { "p5": 2000, "p95": 6000 },
              "user": { "lognormal": { "p50": 20, "p95": 80 } } },
            "output": { "profile": "chat-output" }, "maxTokens": 700,
            "retry": { "failureRate": { "p5": 0.01, "p95": 0.05 } } } ] } },
        "harness": { "vectorQueries": { "perCall": 2, "price": 0.0004 } },
        "gates": [ "p95(cost.perUnit) <= 0.05" ]
      """
    case .agent:
      """
        "segments": { "engineers": { "users": 200, "adoption": { "p5": 0.3, "p95": 0.8 },
          "sessionsPerUserPerWeek": { "p5": 3, "p95": 12, "note": "say where this comes from" } } },
        "workflows": { "task": {
          "turns": { "geometric": { "mean": { "p5": 2, "p95": 6 } } }, "memory": "full",
          "calls": [ { "name": "work", "model": "claude-sonnet-5-5", "cache": { "ttl": "5m" },
            "prompt": { "tools": 8000, "system": 2500, "user": { "p5": 100, "p95": 900 } },
            "output": { "profile": "coding-agent-output" }, "maxTokens": 16000,
            "loop": { "steps": { "geometric": { "mean": { "p5": 6, "p95": 15 } } }, "maxSteps": 100,
              "toolResult": { "lognormal": { "p50": 400, "p95": 6000 } } } } ] } },
        "gates": [ "p50(cost.perUnit) <= 2" ]
      """
    case .batch:
      """
        "segments": { "documents": { "users": 50000, "note": "one document counts as one user",
          "sessionsPerUserPerWeek": { "p5": 0.8, "p95": 1.2, "note": "say where this comes from" } } },
        "workflows": { "extract": {
          "calls": [ { "name": "extract", "model": "claude-haiku-5-5", "batch": true,
            "prompt": { "system": 900, "user": { "lognormal": { "p50": 2500, "p95": 12000 } } },
            "output": { "lognormal": { "p50": 350, "p95": 900 } }, "maxTokens": 2000,
            "validate": { "failureRate": { "p5": 0.02, "p95": 0.1 } } } ] } },
        "gates": [ "p95(cost.month) <= 3000" ]
      """
    }
  }
}
