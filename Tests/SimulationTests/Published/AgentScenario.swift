/// The sessions of a coding agent as a scenario: each group of sessions is a segment with a workflow of
/// one turn, whose loop makes the calls.
///
/// Numbers of calls and first prompts are those of the group; answers and tool results are its tables,
/// the results scaled so that the group's mean cost is met.
struct AgentScenario {
  let text: String
  /// Groups whose mean cost is below that of the answers alone, so that no scale meets it.
  let unmet: Int

  /// - Parameter countsCalls: Every call costs one dollar and tokens nothing.
  init(_ groups: [[AgentSessions.Session]], countsCalls: Bool = false) {
    var unmet = 0
    let workflows = groups.enumerated().map { index, group -> String in
      let outputs = Self.quantiles(group.flatMap(\.outputs))
      let results = Self.quantiles(group.flatMap(\.results))
      let scale = Self.scale(group, output: Self.mean(outputs), result: Self.mean(results))
      if scale < 0 { unmet += 1 }
      let scaled = results.map { $0 * max(scale, 0) }
      return """
        "g\(index)": { "calls": [ { "name": "work", "model": "agent", "maxTokens": 1000000,
          "prompt": { "retrieved": { "empirical": { "values": \(group.map { $0.inputs[0] }) } } },
          "output": { "empirical": { "quantiles": \(outputs) } }, "cache": {},
          "loop": { "steps": { "empirical": { "values": \(group.map { $0.calls - 1 }) } },
            "maxSteps": 1000, "toolResult": { "empirical": { "quantiles": \(scaled) } } } } ] }
        """
    }
    let segments = groups.enumerated().map { index, group in
      #""g\#(index)": { "users": \#(group.count), "sessionsPerUserPerWeek": 1, "workflow": "g\#(index)" }"#
    }
    let prices = AgentSessions.prices
    let rates =
      countsCalls
      ? #""input": 0, "output": 0"#
      : """
      "input": 5, "cacheRead": \(prices.read * 1e6), "cacheWrite5m": \(prices.write * 1e6),
      "cacheWrite1h": 10, "output": \(prices.output * 1e6)
      """
    let harness =
      countsCalls ? #", "harness": { "egress": { "MBPerCall": 1000, "pricePerGB": 1 } }"# : ""
    text = """
      { "name": "Agents", "attribution": { "feature": "agents" }, "horizon": { "weeks": 1 },
        "models": { "agent": { \(rates) } }, "segments": { \(segments.joined(separator: ", ")) },
        "workflows": { \(workflows.joined(separator: ", ")) }\(harness) }
      """
    self.unmet = unmet
  }

  /// N calls from a prompt of F tokens, each adding g tokens, cost
  /// F w + (N - 1) F r + N o + g ((N - 1) w + (N - 1)(N - 2) r / 2), with g = output + scale · result.
  private static func scale(
    _ group: [AgentSessions.Session], output: Double, result: Double
  ) -> Double {
    let p = AgentSessions.prices
    func average(_ value: (AgentSessions.Session) -> Double) -> Double {
      group.reduce(0) { $0 + value($1) } / Double(group.count)
    }
    let first = average { $0.inputs[0] }
    let later = average { $0.calls - 1 }
    let pairs = average { ($0.calls - 1) * ($0.calls - 2) / 2 }
    let fixed = first * (p.write + later * p.read) + (1 + later) * output * p.output
    let growth = (average(\.cost) - fixed) / (later * p.write + pairs * p.read)
    return result > 0 && later > 0 ? (growth - output) / result : 0
  }

  private static func quantiles(_ values: [Double]) -> [Double] {
    guard let last = values.indices.last else { return [0, 0] }
    let sorted = values.sorted()
    return (0...200).map { sorted[$0 * last / 200] }
  }

  /// Of the law with straight lines between its quantiles.
  private static func mean(_ quantiles: [Double]) -> Double {
    let ends = (quantiles[0] + quantiles[quantiles.count - 1]) / 2
    return (quantiles.reduce(0, +) - ends) / Double(quantiles.count - 1)
  }
}
