/// The fields of one kind of object.
package struct ObjectShape: Sendable {
  /// Free text that any object may carry.
  static let annotations = ["note", "source"]

  /// Name of the object in the JSON Schema, and in messages with an article before it.
  package let name: String
  package let noun: String
  package let summary: String
  package let fields: [FieldDescription]
  /// Fields that a later version will read, each with what it belongs to.
  package let reserved: [String: String]
  /// What the JSON Schema says beyond the fields one by one; the decoder says it in code.
  package let constraints: [JSONText.Member]

  package init(
    _ name: String, noun: String, _ summary: String, reserved: [String: String] = [:],
    fields: [FieldDescription], constraints: KeyValuePairs<String, JSONText> = [:]
  ) {
    self.name = name
    self.noun = noun
    self.summary = summary
    self.fields = fields
    self.reserved = reserved
    self.constraints = constraints.map { JSONText.Member(key: $0.key, value: $0.value) }
  }

  package func describes(_ name: String) -> Bool { fields.contains { $0.name == name } }

  /// A closed object: what is not listed is refused.
  package func schema() -> Schema {
    var parts: [Schema] = []
    var properties: [JSONText.Member] = []
    for field in fields {
      let part = field.schema()
      parts.append(part)
      var annotations = [JSONText.Member(key: "description", value: .string(field.editorText))]
      if case .defaultsTo(let text) = field.presence {
        annotations.append(JSONText.Member(key: "default", value: text))
      }
      properties.append(
        JSONText.Member(key: field.name, value: part.adding(annotations).text))
    }
    properties += Self.annotationProperties
    var keywords: [JSONText.Member] = [
      JSONText.Member(key: "description", value: .string(summary)),
      JSONText.Member(key: "type", value: "object"),
      JSONText.Member(key: "properties", value: .object(properties)),
    ]
    let required = fields.filter { if case .required = $0.presence { true } else { false } }
    if !required.isEmpty {
      keywords.append(
        JSONText.Member(key: "required", value: .array(required.map { .string($0.name) })))
    }
    keywords.append(JSONText.Member(key: "additionalProperties", value: .bool(false)))
    return Schema(keywords + constraints, using: parts).named(name)
  }

  static let annotationProperties = annotations.map {
    JSONText.Member(key: $0, value: .object(["type": "string"]))
  }
}

extension FieldDescription {
  fileprivate var editorText: String {
    unit.map { "\(summary) Unit: \($0)." } ?? summary
  }
}
