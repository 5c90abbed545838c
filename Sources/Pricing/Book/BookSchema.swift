import JSONDocuments

/// The JSON Schema of price books, for editors and other tools.
package enum BookSchema {
  /// JSON Schema 2020-12, made from the descriptions that drive the reader; ends with a newline.
  package static let json: String = {
    var definitions: [String: JSONText] = [:]
    let root = text(of: .object(BookLanguage.book), &definitions)
    guard case .object(let reference) = root else { preconditionFailure("\(root)") }
    let sorted = definitions.sorted { $0.key < $1.key }
      .map { JSONText.Member(key: $0.key, value: $0.value) }
    let schema = JSONText.object(
      [
        JSONText.Member(key: "$schema", value: "https://json-schema.org/draft/2020-12/schema"),
        JSONText.Member(key: "title", value: "cogcast price book"),
      ] + reference + [JSONText.Member(key: "$defs", value: .object(sorted))])
    return schema.written() + "\n"
  }()

  private static func text(
    of kind: BookField.Kind, _ definitions: inout [String: JSONText]
  ) -> JSONText {
    switch kind {
    case .text: ["type": "string", "minLength": .integer(1), "maxLength": .integer(500)]
    case .word(let words): ["enum": .array(words.map { .string($0) })]
    case .day: ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"]
    case .timeOfDay: ["type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"]
    case .flag: ["type": "boolean"]
    case .integer(let range):
      [
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]
    case .number(let range): .object(range.schema)
    case .list(let element, let count):
      [
        "type": "array", "items": text(of: element, &definitions),
        "minItems": .integer(count.lowerBound), "maxItems": .integer(count.upperBound),
      ]
    case .names(let value):
      ["type": "object", "additionalProperties": text(of: value, &definitions)]
    case .object(let shape): reference(to: shape, &definitions)
    }
  }

  /// Puts the shape among the definitions and refers to it.
  private static func reference(
    to shape: BookShape, _ definitions: inout [String: JSONText]
  ) -> JSONText {
    let reference: JSONText = ["$ref": .string("#/$defs/\(shape.name)")]
    guard definitions[shape.name] == nil else { return reference }
    definitions[shape.name] = .null
    var properties: [JSONText.Member] = []
    for field in shape.fields {
      guard case .object(let keywords) = text(of: field.kind, &definitions) else { continue }
      let description = JSONText.Member(key: "description", value: .string(field.summary))
      properties.append(
        JSONText.Member(key: field.name, value: .object([description] + keywords)))
    }
    var keywords: [JSONText.Member] = [
      JSONText.Member(key: "description", value: .string(shape.summary)),
      JSONText.Member(key: "type", value: "object"),
      JSONText.Member(key: "properties", value: .object(properties)),
    ]
    let required = shape.fields.filter(\.isRequired).map { JSONText.string($0.name) }
    if !required.isEmpty {
      keywords.append(JSONText.Member(key: "required", value: .array(required)))
    }
    if !shape.choices.isEmpty {
      keywords.append(
        JSONText.Member(
          key: "oneOf", value: .array(shape.choices.map { JSONText.requiring($0) })))
    }
    keywords.append(JSONText.Member(key: "additionalProperties", value: .bool(false)))
    definitions[shape.name] = .object(keywords)
    return reference
  }
}
