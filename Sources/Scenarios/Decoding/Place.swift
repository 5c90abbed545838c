/// Where a value stands: the JSON pointer that diagnostics print, and the dotted path that people
/// type. They differ: calls go by name, and the names of laws are left out.
package struct Place: Sendable, Equatable {
  package let pointer: String
  package let path: String
  /// The last key or, for a call, its name.
  package let name: String

  package static let root = Place(pointer: "", path: "", name: "")

  package func member(_ key: String) -> Place { below(key, named: key) }

  package func element(_ index: Int) -> Place { member(String(index)) }

  /// A member whose key does not appear in the path.
  package func unnamed(_ key: String) -> Place {
    Place(pointer: JSONPointer.appending(key, to: pointer), path: path, name: key)
  }

  /// An element that goes by its own name in the path.
  package func element(_ index: Int, named name: String) -> Place {
    below(String(index), named: name)
  }

  private func below(_ token: String, named name: String) -> Place {
    Place(
      pointer: JSONPointer.appending(token, to: pointer),
      path: path.isEmpty ? name : path + "." + name, name: name)
  }
}
