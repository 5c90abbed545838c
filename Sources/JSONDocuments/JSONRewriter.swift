/// Puts other values into a JSON text and leaves the rest as its author wrote it.
///
/// A value is replaced from its first to its last byte. A member that is not there yet comes first in
/// its object, set off like the member before which it comes.
package struct JSONRewriter: Sendable {
  private let text: [UInt8]
  private let root: JSONNode
  /// Offset of the first byte of each line.
  private let lines: [Int]

  /// - Parameter text: That parses without a finding.
  /// - Returns: `nil` for a text that does not.
  package init?(_ text: [UInt8], as kind: DocumentKind) {
    let parsed = JSONParser.parse(text, as: kind)
    guard let root = parsed.root, parsed.diagnostics.isEmpty else { return nil }
    self.text = text
    self.root = root
    lines = [0] + text.indices.filter { text[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The text with some values written.
  ///
  /// - Parameter changes: By way from the root; none leads into another.
  /// - Precondition: Every way but its last step is there.
  /// - Complexity: Linear in the size of the text, for each change.
  package func text(writing changes: [[JSONStep]: JSONText]) -> [UInt8] {
    var edits: [Edit] = []
    var added: [[JSONStep]: [JSONText.Member]] = [:]
    for (way, value) in changes {
      if let node = root.part(way) {
        let start = offset(of: node.position)
        edits.append(Edit(range: start..<end(from: start), text: written(value, at: start)))
      } else if case .member(let key)? = way.last {
        added[way.dropLast(), default: []].append(JSONText.Member(key: key, value: value))
      } else {
        preconditionFailure("\(way) leads nowhere")
      }
    }
    for (way, members) in added {
      edits.append(addition(of: members.sorted { $0.key < $1.key }, to: way))
    }
    var result = text
    for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(edit.range, with: Array(edit.text.utf8))
    }
    return result
  }

  private struct Edit {
    let range: Range<Int>
    let text: String
  }

  private func addition(of members: [JSONText.Member], to way: [JSONStep]) -> Edit {
    guard let parent = root.part(way), case .object(let present) = parent.value else {
      preconditionFailure("\(way) is no object")
    }
    let start = offset(of: parent.position)
    guard let first = present.first else {
      return Edit(
        range: start..<end(from: start), text: JSONText.object(members).written())
    }
    let place = offset(of: first.position)
    let gap = String(decoding: text[(start + 1)..<place], as: UTF8.self)
    let written = members.map { member in
      JSONText.string(member.key).written() + ": " + self.written(member.value, at: place) + ","
        + (gap.isEmpty ? " " : gap)
    }
    return Edit(range: place..<place, text: written.joined())
  }

  /// The value as it stands at a place: further lines are indented as the line there is.
  private func written(_ value: JSONText, at offset: Int) -> String {
    let start = lines.last { $0 <= offset } ?? 0
    return value.written(indent: text[start...].prefix { $0 == UInt8(ascii: " ") }.count)
  }

  private func offset(of position: TextPosition) -> Int {
    var offset = lines[position.line - 1]
    var column = 1
    while column < position.column {
      offset += 1
      // The bytes of one scalar are one column.
      while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }

  /// Behind the value that begins at an offset.
  private func end(from start: Int) -> Int {
    var depth = 0
    var offset = start
    while offset < text.count {
      switch text[offset] {
      case UInt8(ascii: "\""): offset = endOfString(from: offset) - 1
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // A number or a word ends where what is around it does.
        if depth == 0 { return offset }
        depth -= 1
      case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
        UInt8(ascii: "\t"):
        if depth == 0 { return offset }
      default:
        offset += 1
        continue
      }
      offset += 1
      if depth == 0 { return offset }
    }
    return offset
  }

  private func endOfString(from start: Int) -> Int {
    var offset = start + 1
    while offset < text.count, text[offset] != UInt8(ascii: "\"") {
      offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    return offset + 1
  }
}
