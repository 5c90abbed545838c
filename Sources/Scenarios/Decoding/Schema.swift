/// A JSON Schema with the definitions it refers to.
package struct Schema: Sendable {
  package let keywords: [JSONText.Member]
  /// By name; a name stands for one text everywhere.
  package let definitions: [String: JSONText]

  package init(_ keywords: KeyValuePairs<String, JSONText>, using parts: [Schema] = []) {
    self.init(keywords.map { JSONText.Member(key: $0.key, value: $0.value) }, using: parts)
  }

  package init(_ keywords: [JSONText.Member], using parts: [Schema] = []) {
    self.keywords = keywords
    self.definitions = parts.reduce(into: [:]) { result, part in
      result.merge(part.definitions) { first, second in
        precondition(first == second, "two definitions share a name")
        return first
      }
    }
  }

  private init(keywords: [JSONText.Member], definitions: [String: JSONText]) {
    self.keywords = keywords
    self.definitions = definitions
  }

  package var text: JSONText { .object(keywords) }

  /// Moves the schema to `$defs` and refers to it.
  package func named(_ name: String) -> Schema {
    var definitions = definitions
    definitions[name] = text
    return Schema(
      keywords: [JSONText.Member(key: "$ref", value: .string("#/$defs/\(name)"))],
      definitions: definitions)
  }

  /// The same with one more keyword; those beside a `$ref` apply too (2020-12).
  package func adding(_ members: [JSONText.Member]) -> Schema {
    Schema(keywords: keywords + members, definitions: definitions)
  }

  package static func anyOf(_ options: [Schema]) -> Schema {
    options.count == 1
      ? options[0] : Schema(["anyOf": .array(options.map(\.text))], using: options)
  }
}
