/// JSON Schema of inputs: numbers, percentiles, references.
enum InputSchema {
  static func number(_ range: InputRange) -> Schema {
    Schema([JSONText.Member(key: "type", value: "number")] + range.schemaMembers)
  }

  /// A scalar input: on it every law means that the value is unknown.
  static func quantity(_ range: InputRange) -> Schema {
    Schema.anyOf([number(range), percentiles(range), LawSchema.constants, assumption])
      .named(range.name)
  }

  /// A per-event input: a law by name says how it varies.
  static func event(_ kind: EventKind) -> Schema {
    Schema.anyOf([
      number(kind.range), percentiles(kind.range), LawSchema.varying(kind), assumption,
      profile(kind),
    ]).named(kind.name)
  }

  /// An entry of `assumptions`; its values are checked where it is used.
  static let assumptionLaw = Schema.anyOf([
    number(.signed), percentiles(.signed), LawSchema.constants,
  ]).named("assumption")

  static func percentiles(_ range: InputRange) -> Schema {
    let number = number(range)
    return Schema([
      "description": "Percentiles of a value that is not known; two at least.",
      "type": "object",
      "patternProperties": .object([
        JSONText.Member(key: Percentile.schemaPattern, value: number.text)
      ]),
      "properties": .object(
        [
          JSONText.Member(key: "min", value: number.text),
          JSONText.Member(key: "max", value: number.text),
        ] + ObjectShape.annotationProperties),
      "additionalProperties": .bool(false), "minProperties": .integer(2),
    ]).named(range.name + "Percentiles")
  }

  private static let assumption = reference(
    "assumption", .object(["type": "string"]),
    "One draw shared by several inputs: the name of an entry of `assumptions`."
  ).named("assumptionReference")

  /// The profiles that ship with cogcast count tokens.
  private static func profile(_ kind: EventKind) -> Schema {
    let path = JSONText.object(["type": "string", "pattern": "[./]"])
    let shipped = JSONText.object(["enum": .array(LengthProfile.names.map { .string($0) })])
    let isLength = kind.unit == EventKind.tokens.unit
    return reference(
      "profile", isLength ? .object(["anyOf": .array([shipped, path])]) : path,
      "A measured table: \(isLength ? "the name of a profile, or " : "")a path relative to the"
        + " scenario."
    ).named(isLength ? "profileReference" : "tableReference")
  }

  private static func reference(_ key: String, _ value: JSONText, _ summary: String) -> Schema {
    Schema([
      "description": .string(summary), "type": "object",
      "properties": .object(
        [JSONText.Member(key: key, value: value)] + ObjectShape.annotationProperties),
      "required": .array([.string(key)]), "additionalProperties": .bool(false),
    ])
  }
}
