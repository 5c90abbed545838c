/// Reads JSON (RFC 8259) with positions, and goes on after mistakes that leave no doubt about
/// the structure, so that one run shows every finding.
///
/// Goals, in this order: no input crashes it or takes more than linear time; each mistake is named
/// with its place and its remedy; nothing that is no JSON passes without a finding.
package struct JSONParser {
  /// Levels of objects and lists; no document of cogcast needs a dozen.
  package static let maximumDepth = 128

  /// Bytes of a file.
  package static let maximumSize = 10_000_000

  package struct Outcome {
    /// `nil` where the structure could not be told.
    package let root: JSONNode?
    package let diagnostics: [Diagnostic]
  }

  let bytes: [UInt8]
  var offset = 0
  var line = 1
  /// Offset of the first byte of the current line, moved right by one for each continuation byte
  /// so far, so that `offset - columnOrigin` counts scalars.
  var columnOrigin = 0
  /// Pointer of the value being read, one token per level.
  var tokens: [String] = []
  var findings = DiagnosticList()

  private let kind: DocumentKind

  private init(bytes: [UInt8], kind: DocumentKind) {
    self.bytes = bytes
    self.kind = kind
  }

  package static func parse(_ bytes: [UInt8], as kind: DocumentKind) -> Outcome {
    guard bytes.count <= maximumSize else {
      return .refused(
        "the file has \(bytes.count) bytes; at most \(maximumSize) (10 MB) are allowed."
          + kind.largeFileAdvice)
    }
    if let message = encodingProblem(bytes) { return .refused(message) }
    if let position = firstInvalidUTF8(bytes) {
      return .refused(
        "the file is not valid UTF-8 here (byte 0x\(hex(bytes[position.offset])));"
          + " save it as UTF-8.", at: position.place)
    }
    var parser = JSONParser(bytes: bytes, kind: kind)
    let root = parser.parseDocument()
    return Outcome(root: root, diagnostics: parser.findings.all)
  }

  /// Thrown after a finding that leaves the structure in doubt.
  struct Stop: Error {}

  private mutating func parseDocument() -> JSONNode? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      report("the file starts with a byte order mark; save it as UTF-8 without one.", at: position)
      offset = 3
      columnOrigin = 3
    }
    do {
      try skipSpace()
      guard offset < bytes.count else {
        report("the file is empty; \(kind.emptyFileAdvice)")
        return nil
      }
      let root = try parseValue()
      try skipSpace()
      if offset < bytes.count {
        report("text follows the end of the document; remove it, or a brace too many before it.")
      }
      return root
    } catch {
      return nil
    }
  }

  mutating func parseValue() throws(Stop) -> JSONNode {
    let start = position
    switch peek {
    case UInt8(ascii: "{"): return JSONNode(value: .object(try parseMembers()), position: start)
    case UInt8(ascii: "["): return JSONNode(value: .array(try parseElements()), position: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return JSONNode(value: .string(try parseString()), position: start)
    case nil: throw endOfFile()
    case let byte? where Self.isWordByte(byte):
      return JSONNode(value: parseWord(), position: start)
    default: throw unexpected("a value")
    }
  }

  private mutating func parseMembers() throws(Stop) -> [JSONNode.Member] {
    let opening = try enter()
    var members: [JSONNode.Member] = []
    var places: [String: TextPosition] = [:]
    while try !leave(at: UInt8(ascii: "}"), opening: opening, isFirst: members.isEmpty) {
      let place = position
      let key = try parseKey()
      tokens.append(key)
      if let first = places[key] {
        report(
          "\(Wording.code(key)) appears twice in this object, first on line \(first.line);"
            + " keep one of them.", at: place)
      }
      try parseColon(after: key)
      let value = try parseValue()
      tokens.removeLast()
      if places.updateValue(place, forKey: key) == nil {
        members.append(JSONNode.Member(key: key, position: place, value: value))
      }
    }
    return members
  }

  private mutating func parseElements() throws(Stop) -> [JSONNode] {
    let opening = try enter()
    var elements: [JSONNode] = []
    while try !leave(at: UInt8(ascii: "]"), opening: opening, isFirst: elements.isEmpty) {
      tokens.append(String(elements.count))
      elements.append(try parseValue())
      tokens.removeLast()
    }
    return elements
  }

  /// Passes over the opening bracket.
  private mutating func enter() throws(Stop) -> TextPosition {
    guard tokens.count < Self.maximumDepth else {
      report("nested more than \(Self.maximumDepth) levels deep; \(kind.depthAdvice)")
      throw Stop()
    }
    let opening = position
    offset += 1
    return opening
  }

  /// Passes over what separates two entries; true after the closing bracket.
  private mutating func leave(
    at closing: UInt8, opening: TextPosition, isFirst: Bool
  ) throws(Stop) -> Bool {
    try skipSpace()
    if peek == UInt8(ascii: ",") {
      let comma = position
      if isFirst { report("a comma before the first entry; remove it.") }
      offset += 1
      try skipSpace()
      if peek == closing && !isFirst {
        report("a comma after the last entry; remove it.", at: comma)
      } else if peek == UInt8(ascii: ",") {
        report("two commas in a row; remove one.")
        while peek == UInt8(ascii: ",") {
          offset += 1
          try skipSpace()
        }
      }
    } else if !isFirst, let byte = peek, byte != closing, Self.startsValue(byte) {
      report("a comma is missing before this entry.")
    }
    guard let byte = peek else { throw endOfFile(opening: opening) }
    guard byte == closing else {
      if Self.isClosing(byte) || !Self.startsValue(byte) {
        throw unexpected("\(Wording.quoted(String(UnicodeScalar(closing)))) or another entry")
      }
      return false
    }
    offset += 1
    return true
  }

  private mutating func parseKey() throws(Stop) -> String {
    guard let byte = peek else { throw endOfFile() }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return try parseString() }
    guard Self.isWordByte(byte) else { throw unexpected("a key in double quotes") }
    let place = position
    let word = takeWord()
    report("the key \(Wording.quoted(word)) needs double quotes.", at: place)
    return word
  }

  private mutating func parseColon(after key: String) throws(Stop) {
    try skipSpace()
    if peek == UInt8(ascii: ":") {
      offset += 1
      try skipSpace()
    } else if let byte = peek, Self.startsValue(byte) {
      report("a colon is missing after \(Wording.quoted(key)).")
    } else if peek == nil {
      throw endOfFile()
    } else {
      throw unexpected("a colon after \(Wording.quoted(key))")
    }
  }
}
