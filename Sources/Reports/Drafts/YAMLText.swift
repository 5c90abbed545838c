/// JSON values as YAML 1.2 in block style.
///
/// Every text stands in double quotes, so that no text is taken for a number, a date or `no`; YAML's
/// double-quoted texts have the escapes of JSON.
enum YAMLText {
  static func text(_ value: JSONValue) -> String {
    lines(value, indent: 0).map { $0 + "\n" }.joined()
  }

  private static func lines(_ value: JSONValue, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    switch value {
    case .object(let members) where !members.isEmpty:
      return members.flatMap { member -> [String] in
        let key = margin + Self.key(member.key) + ":"
        if let scalar = scalar(member.value) { return ["\(key) \(scalar)"] }
        return [key] + lines(member.value, indent: indent + 2)
      }
    case .array(let elements) where !elements.isEmpty:
      return elements.flatMap { element -> [String] in
        if let scalar = scalar(element) { return ["\(margin)- \(scalar)"] }
        var lines = lines(element, indent: indent + 2)
        lines[0] = margin + "- " + lines[0].dropFirst(indent + 2)
        return lines
      }
    default: return [margin + (scalar(value) ?? "")]
    }
  }

  private static func scalar(_ value: JSONValue) -> String? {
    switch value {
    case .object(let members): members.isEmpty ? "{}" : nil
    case .array(let elements): elements.isEmpty ? "[]" : nil
    case .string(let text): quoted(text)
    case .number(let number): JSONValue.decimal(number)
    case .integer(let number): String(number)
    case .unsigned(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    case .null: "null"
    }
  }

  /// A plain word, or a text in quotes.
  private static func key(_ key: String) -> String {
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    let isWord =
      key.first?.isLetter == true
      && key.unicodeScalars.allSatisfy {
        ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
          || $0 == "_" || $0 == "-"
      }
    return isWord && !words.contains(key.lowercased()) ? key : quoted(key)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        // Controls and separators that YAML does not take, or takes for an end of line.
        let isPrintable =
          (0x20..<0x7F).contains(scalar.value)
          || scalar.value >= 0xA0
            && !(0x2028...0x2029).contains(scalar.value) && scalar.value != 0xFEFF
            && !(0xFFFE...0xFFFF).contains(scalar.value)
        if isPrintable {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          result += "\\u" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
        }
      }
    }
    return result + "\""
  }
}
