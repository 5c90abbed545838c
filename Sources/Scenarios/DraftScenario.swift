/// A scenario that has errors, for its gates alone: what they name can be looked up in the parts that
/// were read, so that one run shows the errors of both.
package struct DraftScenario {
  /// With stand-ins for what could not be read; not to be simulated.
  package let scenario: Scenario
  /// Gates that need nothing of what could not be read.
  package let gates: [GateSource]

  /// - Parameters:
  ///   - lacksSegments: Whether segments could not be read, and so on.
  init(_ scenario: Scenario, lacksSegments: Bool, lacksStrategies: Bool, lacksValue: Bool) {
    self.scenario = scenario
    // Which models are called is told by all parts together.
    let unread =
      ["model:"] + (lacksSegments ? ["segment:"] : []) + (lacksStrategies ? ["strategy:"] : [])
      + (lacksValue ? ["margin.", "profit.", "roi.", "payback.", "npv"] : [])
    gates = scenario.gates.filter { gate in
      !unread.contains { gate.expression.contains($0) }
    }
  }
}
