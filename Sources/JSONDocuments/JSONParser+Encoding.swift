extension JSONParser.Outcome {
  /// A text that is not even looked at.
  static func refused(
    _ message: String, at place: TextPosition = TextPosition(line: 1, column: 1)
  ) -> JSONParser.Outcome {
    JSONParser.Outcome(
      root: nil,
      diagnostics: [
        Diagnostic(
          severity: .error,
          location: SourceLocation(line: place.line, column: place.column, pointer: ""),
          message: message)
      ])
  }
}

/// Two hexadecimal digits.
func hex(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16)
}

extension JSONParser {
  /// Names the encodings that editors write instead of UTF-8.
  static func encodingProblem(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return "the file is UTF-16; save it as UTF-8."
    }
    if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      return "the file is compressed; unpack it first."
    }
    return nil
  }

  /// The first byte that breaks UTF-8, with its place.
  ///
  /// - Source: The Unicode Standard, table 3-7 (well-formed byte sequences).
  static func firstInvalidUTF8(_ bytes: [UInt8]) -> (offset: Int, place: TextPosition)? {
    var line = 1
    var column = 1
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch byte {
      case 0..<0x80: length = 1
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return (offset, TextPosition(line: line, column: column))
      }
      for step in 1..<max(length, 1) {
        let allowed = step == 1 ? second : 0x80...0xBF
        guard offset + step < bytes.count, allowed.contains(bytes[offset + step]) else {
          return (offset, TextPosition(line: line, column: column))
        }
      }
      offset += length
      column += 1
      if byte == UInt8(ascii: "\n") { (line, column) = (line + 1, 1) }
    }
    return nil
  }
}
