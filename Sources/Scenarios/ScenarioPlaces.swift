import JSONDocuments

/// Where the parts of a scenario stand in its text.
package struct ScenarioPlaces: Sendable {
  private let root: JSONNode?

  /// - Parameter text: Of a scenario that decodes.
  package init(text: [UInt8]) {
    root = JSONParser.parse(text, as: .scenario).root
  }

  /// Place of the value at a JSON pointer, or of the nearest object around it.
  package func location(of pointer: String) -> SourceLocation {
    let position = root?.position(of: pointer) ?? TextPosition(line: 1, column: 1)
    return SourceLocation(line: position.line, column: position.column, pointer: pointer)
  }
}
