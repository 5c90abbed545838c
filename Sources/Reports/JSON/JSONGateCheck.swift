import Scenarios

/// Checks of gates as JSON, `cogcast.gate/1`.
package enum JSONGateCheck {
  package static let schema = "cogcast.gate/1"

  package static func text(_ summary: GateSummary) -> String { document(summary).text }

  static func document(_ summary: GateSummary) -> JSONValue {
    .object([
      ("schema", .string(schema)),
      ("version", .string(summary.version)),
      ("verdict", .string(summary.verdict.rawValue)),
      ("policy", summary.policy.map(JSONValue.string)),
      ("base", summary.base.map(JSONValue.string)),
      ("day", summary.day.map(JSONValue.string)),
      ("scenarios", .array(summary.entries.map(entry))),
    ])
  }

  private static func entry(_ entry: GateSummary.Entry) -> JSONValue {
    switch entry {
    case .checked(let check): checked(check)
    case .broken(let scenario):
      .object([
        ("file", .string(scenario.file)), ("verdict", "fail"),
        ("reason", .string(scenario.reason)),
        ("findingsIn", .string(scenario.place)),
        ("findings", .array(scenario.findings.map(finding))),
      ])
    }
  }

  private static func checked(_ check: GateCheck) -> JSONValue {
    .object(
      [
        ("file", .string(check.file)),
        ("verdict", .string(check.verdict.rawValue)),
        ("headline", .string(check.headline)),
        ("strategy", check.strategy.map(JSONValue.string)),
      ] + JSONValue.identity(check.run) + [
        ("metrics", JSONValue(check.bands)),
        ("gates", .array(check.gates.map(JSONValue.init))),
        ("warnings", .array(check.warnings.map(JSONValue.init))),
        ("notes", .array(check.notes.map(JSONValue.init))),
      ])
  }

  private static func finding(_ finding: Diagnostic) -> JSONValue {
    [
      "severity": .string(finding.severity.rawValue), "message": .string(finding.message),
      "location": JSONValue(finding.location),
    ]
  }
}
