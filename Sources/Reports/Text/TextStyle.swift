/// Whether a text report may colour what it prints.
package enum TextStyle: Sendable {
  /// No control sequences: files, pipes.
  case plain
  /// ANSI colours.
  case terminal

  func paint(_ text: String, _ tone: Tone) -> String {
    guard self == .terminal, let code = tone.code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// What a piece of text is, for colouring.
enum Tone: Sendable {
  case plain, strong, faint, good, bad, caution

  var code: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .bad: "31"
    case .caution: "33"
    }
  }
}

extension String {
  /// Text of a file made harmless for a terminal: controls, which could move the cursor or rewrite
  /// the line, become visible escapes.
  var printable: String {
    let isClean = unicodeScalars.allSatisfy { !Self.isControl($0) }
    guard !isClean else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if Self.isControl(scalar) {
        text += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// Controls, and the marks that reorder the text around them.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
