/// Text inside XML 1.0.
enum XMLText {
  /// For a value in double quotes: line ends would be read as blanks.
  static func attribute(_ text: String) -> String {
    content(text.printable).replacing("\"", with: "&quot;")
  }

  /// For character data. Control characters, which XML cannot hold at all, become visible escapes.
  static func content(_ text: String) -> String {
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if !result.isEmpty { result += "\n" }
      result += String(line).printable.xmlEscaped
    }
    return result
  }
}

extension String {
  /// - Source: XML 1.0, section 2.4; U+FFFE and U+FFFF are no characters of it (section 2.2).
  fileprivate var xmlEscaped: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
