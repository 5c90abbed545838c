extension JSONParser {
  /// Reads a number or one of `true`, `false`, `null`; anything else is reported.
  mutating func parseWord() -> JSONNode.Value {
    let place = position
    let word = takeWord()
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: break
    }
    if Self.isNumber(word), let value = Double(word) {
      if value.isFinite { return .number(value) }
      report(
        "\(Wording.quoted(word)) is beyond the largest number, 1.8e308; write a smaller one.",
        at: place)
      return .invalid
    }
    report(Self.explanation(of: word), at: place)
    return .invalid
  }

  private static func explanation(of word: String) -> String {
    let found = Wording.quoted(word)
    let letters = word.lowercased().drop { $0 == "-" || $0 == "+" }
    switch letters {
    case "nan", "inf", "infinity":
      return "\(found) is no number in JSON; write a finite number."
    case "true", "false", "null":
      return "\(found) must be written \(Wording.quoted(String(letters)))."
    case "none", "nil", "undefined":
      return "\(found) is no JSON value; leave the field out."
    default: break
    }
    guard let first = word.utf8.first(where: { $0 != UInt8(ascii: "-") }),
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) || "+.".utf8.contains(first)
    else {
      return "\(found) is no JSON value; a text needs double quotes."
    }
    return "\(found) is no JSON number; write digits with a point, such as 1400, 0.05 or 1e6."
  }

  /// The grammar of numbers, RFC 8259 section 6.
  static func isNumber(_ word: String) -> Bool {
    var rest = word.utf8[...]
    func digits(_ text: inout Substring.UTF8View) -> Int {
      let start = text.count
      text = text.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      return start - text.count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits(&rest)
    guard whole > 0, !startsWithZero || whole == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard digits(&rest) > 0 else { return false }
    }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest.removeFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        rest.removeFirst()
      }
      guard digits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }

  /// Reads a text in double quotes; single quotes are reported and understood.
  mutating func parseString() throws(Stop) -> String {
    let start = position
    let quote = bytes[offset]
    if quote != UInt8(ascii: "\"") { report("texts and keys are in double quotes.") }
    offset += 1
    var text: [UInt8] = []
    while let byte = peek, !findings.isFull {
      switch byte {
      case quote:
        offset += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try parseEscape(into: &text)
      case UInt8(ascii: "\n"):
        report("this text does not end on its line; close it with a double quote.", at: start)
        throw Stop()
      case 0..<0x20:
        report("a control character inside a text; write it as \\u00\(hex(byte)).")
        takeByte()
      default:
        text.append(byte)
        takeByte()
      }
    }
    if findings.isFull { throw Stop() }
    throw endOfFile(opening: start)
  }

  private mutating func parseEscape(into text: inout [UInt8]) throws(Stop) {
    let place = position
    offset += 1
    guard let mark = peek else { throw endOfFile() }
    if let plain = Self.shortEscapes[mark] {
      offset += 1
      text.append(plain)
    } else if mark == UInt8(ascii: "u") {
      offset += 1
      text.append(contentsOf: Array(String(parseUnicodeEscape(at: place)).utf8))
    } else {
      report("a backslash starts one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX.", at: place)
    }
  }

  private static let shortEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12,
    UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
  ]

  private mutating func parseUnicodeEscape(at place: TextPosition) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard let unit = takeHexUnit() else {
      report("\\u takes four hexadecimal digits.", at: place)
      return replacement
    }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    if unit < 0xDC00, peek == UInt8(ascii: "\\"), offset + 1 < bytes.count,
      bytes[offset + 1] == UInt8(ascii: "u")
    {
      let mark = offset
      offset += 2
      if let low = takeHexUnit(), (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
      {
        return scalar
      }
      offset = mark
    }
    report("half of a surrogate pair; write both halves, or the character itself.", at: place)
    return replacement
  }

  private mutating func takeHexUnit() -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[offset..<offset + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit * 16 + UInt32(digit)
    }
    offset += 4
    return unit
  }
}
