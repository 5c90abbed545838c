/// The JSON Schema of the scenario language, for editors and other tools.
package enum ScenarioSchema {
  /// JSON Schema 2020-12, made from the descriptions that drive the decoder; ends with a newline.
  package static let json = ScenarioLanguage.shape.schemaDocument(title: "cogcast scenario")
}

extension ObjectShape {
  /// A whole JSON Schema (2020-12) of documents of this shape; ends with a newline.
  package func schemaDocument(title: String) -> String {
    let root = schema()
    let definitions = root.definitions.sorted { $0.key < $1.key }
      .map { JSONText.Member(key: $0.key, value: $0.value) }
    let text = JSONText.object([
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": .string(title),
      "$ref": .string("#/$defs/\(name)"),
      "$defs": .object(definitions),
    ])
    return text.written() + "\n"
  }
}
