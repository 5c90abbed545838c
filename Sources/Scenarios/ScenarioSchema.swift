/// The JSON Schema of the scenario language, for editors and other tools.
package enum ScenarioSchema {
  /// JSON Schema 2020-12, made from the descriptions that drive the decoder; ends with a newline.
  package static let json = text.written() + "\n"

  private static let text: JSONText = {
    let root = ScenarioLanguage.shape.schema()
    let definitions = root.definitions.sorted { $0.key < $1.key }
      .map { JSONText.Member(key: $0.key, value: $0.value) }
    return .object([
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "cogcast scenario",
      "$ref": .string("#/$defs/\(ScenarioLanguage.shape.name)"),
      "$defs": .object(definitions),
    ])
  }()
}
