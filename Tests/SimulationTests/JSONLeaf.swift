/// A number, a flag or a string of a JSON text: where it stands and how it is reached.
struct JSONLeaf {
  /// Dotted path of keys and indices.
  let path: String
  /// Its place in the UTF-8 text.
  let range: Range<Int>
  let literal: String

  /// The last key on the way to it.
  var key: String {
    let keys = path.split(separator: ".").filter { Int($0) == nil }
    return keys.last.map(String.init) ?? ""
  }

  /// Every leaf of a valid text, in its order.
  static func all(in text: String) -> [JSONLeaf] {
    var walker = JSONWalker(bytes: Array(text.utf8))
    walker.value(path: [])
    return walker.leaves
  }

  /// The text with this leaf written otherwise.
  func replaced(by literal: String, in text: String) -> String {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(range, with: Array(literal.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Walks a valid JSON text and notes where its leaves stand.
private struct JSONWalker {
  let bytes: [UInt8]
  var position = 0
  var leaves: [JSONLeaf] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func value(path: [String]) {
    skipSpace()
    switch bytes[position] {
    case UInt8(ascii: "{"):
      members(closing: "}") { walker, _ in
        let key = walker.string()
        walker.skipSpace()
        walker.position += 1
        walker.value(path: path + [key])
      }
    case UInt8(ascii: "["):
      members(closing: "]") { $0.value(path: path + ["\($1)"]) }
    default:
      let start = position
      if bytes[start] == UInt8(ascii: "\"") {
        _ = string()
      } else {
        while !",]} \n".utf8.contains(bytes[position]) { position += 1 }
      }
      leaves.append(
        JSONLeaf(
          path: path.joined(separator: "."), range: start..<position,
          literal: String(decoding: bytes[start..<position], as: UTF8.self)))
    }
  }

  private mutating func members(
    closing: Unicode.Scalar, _ member: (inout JSONWalker, Int) -> Void
  ) {
    position += 1
    skipSpace()
    var index = 0
    while bytes[position] != UInt8(ascii: closing) {
      member(&self, index)
      index += 1
      skipSpace()
      if bytes[position] == UInt8(ascii: ",") { position += 1 }
      skipSpace()
    }
    position += 1
  }

  /// A string without escapes, which the scenarios of these tests do not use.
  private mutating func string() -> String {
    let start = position + 1
    position = start
    while bytes[position] != UInt8(ascii: "\"") { position += 1 }
    position += 1
    return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while " \n".utf8.contains(bytes[position]) { position += 1 }
  }
}
