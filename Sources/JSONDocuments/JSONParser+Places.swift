extension JSONParser {
  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  var position: TextPosition { TextPosition(line: line, column: offset - columnOrigin + 1) }

  mutating func report(_ message: String, at place: TextPosition? = nil) {
    let place = place ?? position
    findings.add(
      Diagnostic(
        severity: .error,
        location: SourceLocation(
          line: place.line, column: place.column,
          pointer: tokens.reduce("") { JSONPointer.appending($1, to: $0) }),
        message: message))
  }

  mutating func endOfFile(opening: TextPosition? = nil) -> Stop {
    let place = opening.map { " inside what opens on line \($0.line), column \($0.column)" } ?? ""
    report("the file ends too early\(place); the rest is missing, or a bracket is.")
    return Stop()
  }

  mutating func unexpected(_ expected: String) -> Stop {
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let found = Wording.quoted(String(decoding: bytes[offset..<end], as: UTF8.self))
    report("found \(found) where \(expected) is expected.")
    return Stop()
  }

  /// Passes over white space, and over comments with a finding.
  mutating func skipSpace() throws(Stop) {
    while let byte = peek {
      if findings.isFull { throw Stop() }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
      case UInt8(ascii: "\n"): takeNewline()
      case UInt8(ascii: "/"): try skipComment()
      case UInt8(ascii: "#"):
        report("JSON has no comments; use a `note` field.")
        skipLine()
      default: return
      }
    }
  }

  private mutating func skipComment() throws(Stop) {
    let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    guard next == UInt8(ascii: "/") || next == UInt8(ascii: "*") else {
      throw unexpected("JSON")
    }
    report("JSON has no comments; use a `note` field.")
    if next == UInt8(ascii: "/") { return skipLine() }
    offset += 2
    while let byte = peek {
      if byte == UInt8(ascii: "*"), offset + 1 < bytes.count,
        bytes[offset + 1] == UInt8(ascii: "/")
      {
        offset += 2
        return
      }
      takeByte()
    }
    throw endOfFile()
  }

  private mutating func skipLine() {
    while let byte = peek, byte != UInt8(ascii: "\n") { takeByte() }
  }

  mutating func takeNewline() {
    offset += 1
    line += 1
    columnOrigin = offset
  }

  /// Passes over any one byte and keeps line and column right.
  mutating func takeByte() {
    let byte = bytes[offset]
    if byte == UInt8(ascii: "\n") { return takeNewline() }
    offset += 1
    if byte & 0xC0 == 0x80 { columnOrigin += 1 }
  }

  /// Passes over the longest run of bytes that words and numbers are made of.
  mutating func takeWord() -> String {
    let start = offset
    while let byte = peek, Self.isWordByte(byte) { takeByte() }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: false
    }
  }

  static func startsValue(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
  }

  static func isClosing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }
}
