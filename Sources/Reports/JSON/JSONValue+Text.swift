extension JSONValue {
  /// The document as text: the same bytes for the same value, with a line end.
  ///
  /// An object or array stays on one line where it fits into 100 columns. Numbers are the shortest
  /// decimals that read back to the same double.
  package var text: String { Self.laidOut(self, indent: 0, column: 0) + "\n" }

  private static let width = 100

  private static func laidOut(_ value: JSONValue, indent: Int, column: Int) -> String {
    let inline = value.inline
    if column + inline.utf8.count <= width { return inline }
    let inner = String(repeating: " ", count: indent + 2)
    let close = "\n" + String(repeating: " ", count: indent)
    switch value {
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        let key = quoted(member.key) + ": "
        return inner + key
          + laidOut(member.value, indent: indent + 2, column: indent + 3 + key.utf8.count)
      }
      return "{\n" + lines.joined(separator: ",\n") + close + "}"
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { inner + laidOut($0, indent: indent + 2, column: indent + 3) }
      return "[\n" + lines.joined(separator: ",\n") + close + "]"
    default:
      return inline
    }
  }

  private var inline: String {
    switch self {
    case .object(let members):
      members.isEmpty
        ? "{}"
        : "{ "
          + members.map { Self.quoted($0.key) + ": " + $0.value.inline }
          .joined(separator: ", ") + " }"
    case .array(let elements):
      elements.isEmpty ? "[]" : "[" + elements.map(\.inline).joined(separator: ", ") + "]"
    case .string(let text): Self.quoted(text)
    case .number(let number): Self.decimal(number)
    case .integer(let number): String(number)
    case .unsigned(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    case .null: "null"
    }
  }

  /// The shortest decimal that reads back to the same double; `null` for NaN and infinities.
  static func decimal(_ number: Double) -> String {
    guard number.isFinite else { return "null" }
    if number == 0 { return "0" }
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// - Source: RFC 8259, section 7: quotation mark, backslash and controls must be escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
