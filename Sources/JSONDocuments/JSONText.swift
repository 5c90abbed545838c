/// A JSON value to be written, with its members in order.
package indirect enum JSONText: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([Member])

  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: JSONText

    package init(key: String, value: JSONText) {
      self.key = key
      self.value = value
    }
  }

  /// An object written as a literal of pairs.
  package static func object(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// `{ "required": [...] }`, as JSON Schema says that fields must be there.
  package static func requiring(_ names: String...) -> JSONText {
    .object(["required": .array(names.map { .string($0) })])
  }

  /// Indented by two spaces; lists and objects of plain values stay on one line where they fit.
  package func written(indent: Int = 0) -> String {
    let flat = onOneLine
    if flat.unicodeScalars.count + indent <= 96 && isShallow { return flat }
    let margin = String(repeating: " ", count: indent)
    let inner = margin + "  "
    switch self {
    case .array(let elements):
      let lines = elements.map { inner + $0.written(indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + margin + "]"
    case .object(let members):
      let lines = members.map {
        inner + Self.literal($0.key) + ": " + $0.value.written(indent: indent + 2)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + margin + "}"
    default: return flat
    }
  }

  /// At most two levels of brackets.
  private var isShallow: Bool {
    func depth(_ value: JSONText) -> Int {
      switch value {
      case .array(let elements): 1 + (elements.map(depth).max() ?? 0)
      case .object(let members): 1 + (members.map { depth($0.value) }.max() ?? 0)
      default: 0
      }
    }
    return depth(self) <= 2
  }

  private var onOneLine: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): Wording.number(value)
    case .string(let text): Self.literal(text)
    case .array(let elements):
      "[" + elements.map(\.onOneLine).joined(separator: ", ") + "]"
    case .object(let members):
      members.isEmpty
        ? "{}"
        : "{ "
          + members.map { Self.literal($0.key) + ": " + $0.value.onOneLine }
          .joined(separator: ", ") + " }"
    }
  }

  private static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case let scalar where scalar.value < 0x20: result += "\\u00" + hex(UInt8(scalar.value))
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension JSONText: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONText: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONText)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
}
