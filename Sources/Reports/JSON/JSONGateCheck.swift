/// The verdicts of a scenario's gates as JSON, `cogcast.gate/1`.
package enum JSONGateCheck {
  package static let schema = "cogcast.gate/1"

  package static func text(_ check: GateCheck) -> String { document(check).text }

  static func document(_ check: GateCheck) -> JSONValue {
    .object(
      JSONValue.heading(schema: schema, check.run) + [
        ("strategy", check.strategy.map(JSONValue.string)),
        ("headline", .string(check.headline)),
        ("verdict", .string(check.verdict.rawValue)),
        ("gates", .array(check.gates.map(JSONValue.init))),
        ("warnings", .array(check.warnings.map(JSONValue.init))),
        ("notes", .array(check.notes.map(JSONValue.init))),
      ])
  }
}
