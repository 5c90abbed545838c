/// A valid JSON text, taken apart with the places of its leaves.
indirect enum JSONTree: Sendable {
  case leaf(literal: String, range: Range<Int>)
  case object([(key: String, value: JSONTree)])
  case list([JSONTree])

  init(_ text: String) {
    var reader = JSONTreeReader(bytes: Array(text.utf8))
    self = reader.value()
  }

  var members: [(key: String, value: JSONTree)] {
    if case .object(let members) = self { members } else { [] }
  }

  var elements: [JSONTree] { if case .list(let elements) = self { elements } else { [] } }

  /// As written, for a leaf.
  var literal: String? { if case .leaf(let literal, _) = self { literal } else { nil } }

  /// What a string says, without its quotes.
  var text: String? {
    literal.flatMap { $0.first == "\"" ? String($0.dropFirst().dropLast()) : nil }
  }

  var number: Double? { literal.flatMap(Double.init) }

  /// The part behind a key or an index.
  subscript(step: String) -> JSONTree? {
    switch self {
    case .object(let members): members.first { $0.key == step }?.value
    case .list(let elements): Int(step).map { elements[$0] }
    case .leaf: nil
    }
  }

  func isType(_ name: String) -> Bool {
    switch self {
    case .object: name == "object"
    case .list: name == "array"
    case .leaf(let literal, _):
      switch name {
      case "string": literal.first == "\""
      case "boolean": literal == "true" || literal == "false"
      case "number", "integer": Double(literal) != nil
      default: false
      }
    }
  }

  /// Every leaf in the order of the text.
  func leaves(below steps: [String] = []) -> [JSONLeaf] {
    switch self {
    case .leaf(let literal, let range): [JSONLeaf(steps: steps, literal: literal, range: range)]
    case .object(let members): members.flatMap { $0.value.leaves(below: steps + [$0.key]) }
    case .list(let elements):
      elements.enumerated().flatMap { $1.leaves(below: steps + ["\($0)"]) }
    }
  }
}

/// A number, a flag or a string of a JSON text: where it stands and how it is reached.
struct JSONLeaf: Sendable {
  /// Keys and indices on the way to it.
  let steps: [String]
  let literal: String
  /// Its place in the UTF-8 text.
  let range: Range<Int>

  /// Its JSON pointer, without escapes.
  var path: String { steps.map { "/" + $0 }.joined() }

  /// The last key on the way to it.
  var key: String { steps.last { Int($0) == nil } ?? "" }

  /// The text with this leaf written otherwise.
  func replaced(by literal: String, in text: String) -> String {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(range, with: Array(literal.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }
}

private struct JSONTreeReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func value() -> JSONTree {
    skipSpace()
    let start = position
    switch bytes[start] {
    case UInt8(ascii: "{"):
      var members: [(key: String, value: JSONTree)] = []
      parts(closing: "}") { reader in
        let key = reader.string()
        reader.skipSpace()
        reader.position += 1
        members.append((key, reader.value()))
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONTree] = []
      parts(closing: "]") { elements.append($0.value()) }
      return .list(elements)
    case UInt8(ascii: "\""): _ = string()
    default: while !",]} \n".utf8.contains(bytes[position]) { position += 1 }
    }
    let literal = String(decoding: bytes[start..<position], as: UTF8.self)
    return .leaf(literal: literal, range: start..<position)
  }

  private mutating func parts(closing: Unicode.Scalar, _ part: (inout JSONTreeReader) -> Void) {
    position += 1
    skipSpace()
    while bytes[position] != UInt8(ascii: closing) {
      part(&self)
      skipSpace()
      if bytes[position] == UInt8(ascii: ",") { position += 1 }
      skipSpace()
    }
    position += 1
  }

  /// What stands between quotes, escapes as written.
  private mutating func string() -> String {
    let start = position + 1
    position = start
    while bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
    return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while " \n".utf8.contains(bytes[position]) { position += 1 }
  }
}
