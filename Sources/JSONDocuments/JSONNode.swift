/// A JSON value that remembers where it stands in its text.
///
/// Foundation's decoder drops positions and keeps the first of two equal keys without a word; a
/// document is reviewed by people, so each finding must point at its line and column.
package struct JSONNode: Sendable {
  package enum Value: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONNode])
    case object([Member])
    /// Text that is no JSON value and has been reported; decoders pass over it in silence.
    case invalid
  }

  package struct Member: Sendable {
    package let key: String
    /// Where the key stands.
    package let position: TextPosition
    package let value: JSONNode

    package init(key: String, position: TextPosition, value: JSONNode) {
      self.key = key
      self.position = position
      self.value = value
    }
  }

  package let value: Value
  package let position: TextPosition

  package init(value: Value, position: TextPosition) {
    self.value = value
    self.position = position
  }

  /// What a message calls this value: its type, with the value itself where it is short.
  package var words: String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): Wording.number(number)
    case .string(let text): "the text \(Wording.quoted(text))"
    case .array: "a list"
    case .object: "an object"
    case .invalid: "no valid value"
    }
  }

  /// The value of the first member with this key; `nil` where there is none, or no object.
  package func member(_ key: String) -> Member? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }
  }
}

extension JSONNode {
  /// Where the value of a JSON pointer stands; of one that leads nowhere, as far as it leads.
  ///
  /// A member stands where its key does.
  package func position(of pointer: String) -> TextPosition {
    var node = self
    var position = self.position
    for token in pointer.split(separator: "/") {
      switch node.value {
      case .object(let members):
        guard
          let member = members.first(where: {
            JSONPointer.appending($0.key, to: "").dropFirst() == token
          })
        else { return position }
        (node, position) = (member.value, member.position)
      case .array(let elements):
        guard let index = Int(token), elements.indices.contains(index) else { return position }
        (node, position) = (elements[index], elements[index].position)
      default: return position
      }
    }
    return position
  }
}

/// Line and column, both 1-based; columns count Unicode scalars.
package struct TextPosition: Sendable, Equatable, Comparable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (lhs: TextPosition, rhs: TextPosition) -> Bool {
    (lhs.line, lhs.column) < (rhs.line, rhs.column)
  }
}

/// JSON pointers, RFC 6901.
package enum JSONPointer {
  /// One level deeper. Keys come from untrusted files: control characters become `?`, and a key of
  /// more than 80 characters is cut.
  package static func appending(_ token: String, to pointer: String) -> String {
    var escaped = ""
    for scalar in token.unicodeScalars.prefix(80) {
      switch scalar {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      case let scalar where Wording.isControl(scalar): escaped += "?"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return pointer + "/" + escaped
  }
}
