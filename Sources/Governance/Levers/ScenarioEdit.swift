import JSONDocuments
import Scenarios

/// One value of a scenario's text, and what to write in its place.
package struct ScenarioEdit: Sendable, Equatable {
  package let way: [JSONStep]
  /// Dotted path, with calls by name.
  package let path: String
  /// `nil` where the file has nothing there.
  package let before: JSONText?
  package let after: JSONText

  /// - Precondition: Every step of the way but the last is there.
  package init(_ way: [JSONStep], to after: JSONText, in root: JSONNode) {
    precondition(root.part(way.dropLast()) != nil, "\(way) leads nowhere")
    self.way = way
    self.after = after
    before = root.part(way)?.text
    path = Self.path(way, in: root)
  }

  private static func path(_ way: [JSONStep], in root: JSONNode) -> String {
    way.indices.map { index in
      switch way[index] {
      case .member(let key): return key
      case .element(let number):
        let element = root.part(way[...index])
        if case .string(let name)? = element?.member("name")?.value.value { return name }
        return String(number)
      }
    }.joined(separator: ".")
  }
}
