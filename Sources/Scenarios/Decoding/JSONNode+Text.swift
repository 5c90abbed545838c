extension JSONNode {
  /// The value to be written, without notes and sources.
  package var text: JSONText {
    switch value {
    case .null, .invalid: .null
    case .bool(let flag): .bool(flag)
    case .number(let number): .number(number)
    case .string(let text): .string(text)
    case .array(let elements): .array(elements.map(\.text))
    case .object(let members):
      .object(
        members.filter { !ObjectShape.annotations.contains($0.key) }
          .map { JSONText.Member(key: $0.key, value: $0.value.text) })
    }
  }
}

extension JSONText {
  /// On one line, cut to 60 characters.
  package var compact: String {
    let line = written().split(separator: "\n").map {
      $0.drop { $0 == " " }
    }.joined(separator: " ")
    return line.count > 60 ? line.prefix(59) + "…" : line
  }
}
