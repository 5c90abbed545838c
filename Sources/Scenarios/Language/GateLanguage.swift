/// A gate with a level of its own: `{ "gate": "...", "level": "warn" }`.
enum GateLanguage {
  static let gate = Field.required(
    "gate", .gateText, "The condition, e.g. \"p95(cost.month) <= 5000\".")
  static let level = Field.defaulting(
    "level", .ruleLevel, to: .error, written: "error",
    "Whether a gate that does not hold fails the check or warns.")

  static let shape = ObjectShape(
    "gate", noun: "a gate", "A condition of the launch with its level.",
    fields: [gate.description, level.description])

  static func build(_ reader: ObjectReader) -> GateSource? {
    let gate = reader.read(gate)
    let level = reader.read(level)
    guard let gate, let level else { return nil }
    return GateSource(expression: gate.expression, level: level, location: gate.location)
  }
}

extension Codec where Value == RuleLevel {
  package static let ruleLevel = Codec<String>.choice(RuleLevel.allCases.map(\.rawValue)).map {
    RuleLevel(rawValue: $0) ?? .error
  }
}

extension Codec where Value == GateSource {
  /// A gate as text alone, or as an object with a level.
  package static let gate: Codec = {
    let object = Codec.object(GateLanguage.shape, build: GateLanguage.build)
    return Codec(schema: .anyOf([gateText.schema(), object.schema()])) { node, place, decoding in
      if case .object = node.value { return object.decode(node, place, decoding) }
      return gateText.decode(node, place, decoding)
    }
  }()

  /// A gate expression; its grammar belongs to the gates.
  package static let gateText = Codec(schema: Codec<String>.text(longest: 500).schema()) {
    node, place, decoding in
    Codec<String>.text(longest: 500).decode(node, place, decoding).map {
      GateSource(expression: $0, location: decoding.location(node.position, place))
    }
  }
}
