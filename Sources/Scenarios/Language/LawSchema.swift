/// JSON Schema of laws by name.
enum LawSchema {
  /// Laws whose parameters are plain numbers.
  static let constants = oneLaw(
    LawShape.all.map { ($0.name, constant($0)) }, name: "law")

  private static func constant(_ shape: LawShape) -> Schema {
    law(shape, named: shape.name) { $0.range.plainSchema }
  }

  /// Laws by which a per-event input varies: some parameters may be unknown.
  static func varying(_ kind: EventKind) -> Schema {
    oneLaw(
      LawShape.all.filter(kind.allows).map { shape in
        guard shape.parameters.contains(where: \.mayBeUnknown) else {
          return (shape.name, constant(shape))
        }
        let counts = shape.parameters.contains { kind.range(of: $0, in: shape) != $0.range }
        let schema = law(shape, named: "\(counts ? kind.name : "varying")_\(shape.name)") {
          let range = kind.range(of: $0, in: shape)
          return $0.mayBeUnknown ? InputSchema.quantity(range) : range.plainSchema
        }
        return (shape.name, schema)
      }, name: kind.name + "Law")
  }

  /// Refers to ``constants`` from inside it: a mixture holds laws.
  static let constantsReference = Schema(["$ref": "#/$defs/law"])

  /// An object with exactly one law in it.
  private static func oneLaw(_ parametric: [(name: String, schema: Schema)], name: String) -> Schema
  {
    let tables = Decoding.tableShapes.map { (name: $0.name, schema: $0.schema()) }
    let laws = parametric + tables + [(name: "metalog", schema: metalog)]
    let properties = laws.map { JSONText.Member(key: $0.name, value: $0.schema.text) }
    let choices = laws.map { law -> JSONText in
      .object(["required": .array([.string(law.name)])])
    }
    return Schema(
      [
        "type": "object",
        "properties": .object(properties + ObjectShape.annotationProperties),
        "additionalProperties": .bool(false),
        "oneOf": .array(choices),
      ], using: laws.map(\.schema)
    ).named(name)
  }

  /// One closed object for each form of the law.
  private static func law(
    _ shape: LawShape, named name: String, parameter: (LawShape.Parameter) -> Schema
  ) -> Schema {
    var parts: [Schema] = []
    let forms = shape.forms.map { form -> JSONText in
      var properties: [JSONText.Member] = []
      for key in form.required + form.optional {
        guard let description = shape.parameter(key) else { continue }
        let part = parameter(description)
        parts.append(part)
        let text = JSONText.Member(key: "description", value: .string(description.summary))
        properties.append(JSONText.Member(key: key, value: part.adding([text]).text))
      }
      if shape.takesBounds {
        let bound = InputRange.signed.plainSchema.text
        properties += ["min", "max"].map { JSONText.Member(key: $0, value: bound) }
      }
      properties += ObjectShape.annotationProperties
      var keywords = [JSONText.Member(key: "properties", value: .object(properties))]
      if form.percentiles > 0 {
        keywords.append(
          JSONText.Member(
            key: "patternProperties",
            value: .object([
              JSONText.Member(
                key: Percentile.schemaPattern, value: shape.percentileRange.plainSchema.text)
            ])))
      }
      if !form.required.isEmpty {
        keywords.append(
          JSONText.Member(
            key: "required", value: .array(form.required.map { .string($0) })))
      }
      let least = form.required.count + form.percentiles
      keywords.append(JSONText.Member(key: "minProperties", value: .integer(least)))
      keywords.append(JSONText.Member(key: "additionalProperties", value: .bool(false)))
      return .object(keywords)
    }
    return Schema(
      [
        "description": .string("\(shape.summary) Takes \(shape.words)."), "type": "object",
        "anyOf": .array(forms),
      ], using: parts
    ).named(name)
  }

  private static let metalog = Schema([
    "description": "Metalog: three or more percentiles, within bounds.",
    "type": "object",
    "patternProperties": .object([
      JSONText.Member(
        key: Percentile.schemaPattern, value: InputRange.signed.plainSchema.text)
    ]),
    "properties": .object(
      [
        JSONText.Member(key: "min", value: InputRange.signed.plainSchema.text),
        JSONText.Member(key: "max", value: InputRange.signed.plainSchema.text),
      ] + ObjectShape.annotationProperties),
    "additionalProperties": .bool(false), "minProperties": .integer(3),
  ]).named("metalog")
}

extension InputRange {
  /// A plain number of the range.
  var plainSchema: Schema { InputSchema.number(self) }
}
