/// How one kind of value is read, and how the JSON Schema describes it: one value holds both, so
/// that neither can change without the other in sight.
package struct Codec<Value>: Sendable {
  /// Made on demand: decoding needs no schema.
  package let schema: @Sendable () -> Schema

  /// Reads the value, or reports why it cannot and returns `nil`.
  package let decode: @Sendable (JSONNode, Place, Decoding) -> Value?

  package init(
    schema: @escaping @Sendable @autoclosure () -> Schema,
    decode: @escaping @Sendable (JSONNode, Place, Decoding) -> Value?
  ) {
    self.schema = schema
    self.decode = decode
  }

  package func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Codec<Other> {
    Codec<Other>(schema: schema()) { node, place, decoding in
      decode(node, place, decoding).map(transform)
    }
  }
}

extension Codec where Value == Bool {
  package static let flag = Codec(schema: Schema(["type": .string("boolean")])) {
    node, place, decoding in
    if case .bool(let flag) = node.value { return flag }
    decoding.wrongType(node, place, allowed: "true or false")
    return nil
  }
}

extension Codec where Value == String {
  /// A text of one line and at most `longest` characters.
  package static func text(longest: Int = 200) -> Codec {
    Codec(
      schema: Schema([
        "type": "string", "minLength": .integer(1), "maxLength": .integer(longest),
        "pattern": .string(#"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$"#),
      ]),
      decode: { node, place, decoding in
        guard case .string(let text) = node.value else {
          decoding.wrongType(node, place, allowed: "a text in double quotes")
          return nil
        }
        let count = text.unicodeScalars.count
        if count == 0 {
          decoding.error(node, place, "this text is empty; write one.")
        } else if count > longest {
          decoding.error(node, place, "this text has \(count) characters; keep it to \(longest).")
        } else if text.unicodeScalars.contains(where: Wording.isControl) {
          decoding.error(
            node, place, "\(Wording.quoted(text)) holds a control character; remove it.")
        } else {
          return text
        }
        return nil
      })
  }

  /// One of a few words.
  package static func choice(_ words: [String]) -> Codec {
    Codec(
      schema: Schema(["enum": .array(words.map { .string($0) })]),
      decode: { node, place, decoding in
        let allowed = Wording.alternatives(words.map { Wording.quoted($0) })
        guard case .string(let text) = node.value else {
          decoding.wrongType(node, place, allowed: allowed)
          return nil
        }
        if words.contains(text) { return text }
        decoding.error(
          node, place,
          "found \(Wording.quoted(text)); allowed is \(allowed)."
            + Spelling.suggestion(for: text, among: words))
        return nil
      })
  }
}

extension Codec where Value == Double {
  /// A plain number, where no law makes sense.
  package static func number(_ range: InputRange) -> Codec {
    Codec(
      schema: Schema([JSONText.Member(key: "type", value: "number")] + range.schemaMembers),
      decode: { node, place, decoding in decoding.number(node, place, in: range) })
  }
}

extension Codec where Value == Int {
  package static func integer(_ range: ClosedRange<Int>) -> Codec {
    Codec(
      schema: Schema([
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]),
      decode: { node, place, decoding in
        let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard case .number(let value) = node.value else {
          decoding.wrongType(node, place, allowed: allowed)
          return nil
        }
        guard let whole = Int(exactly: value), range.contains(whole) else {
          decoding.error(node, place, "found \(Wording.number(value)); allowed is \(allowed).")
          return nil
        }
        return whole
      })
  }
}

extension Codec {
  /// A list whose elements read their own place in the path.
  package static func list<Element>(
    of element: Codec<Element>, count: ClosedRange<Int>, noun: String,
    named: @escaping @Sendable (JSONNode, Int, Place) -> Place = { _, index, place in
      place.element(index)
    }
  ) -> Codec where Value == [Element] {
    Codec(
      schema: .list(of: element.schema(), count: count),
      decode: { node, place, decoding in
        guard case .array(let nodes) = node.value else {
          decoding.wrongType(node, place, allowed: "a list of \(noun)s in [ ]")
          return nil
        }
        guard count.contains(nodes.count) else {
          decoding.error(
            node, place,
            nodes.count < count.lowerBound
              ? "this list has \(nodes.count) \(noun)s; it needs at least \(count.lowerBound)."
              : "this list has \(nodes.count) \(noun)s; at most \(count.upperBound) are allowed.")
          return nil
        }
        let elements = nodes.enumerated().map { index, node in
          element.decode(node, named(node, index, place), decoding)
        }
        let valid = elements.compactMap(\.self)
        return valid.count == elements.count ? valid : nil
      })
  }
}

extension Schema {
  fileprivate static func list(of items: Schema, count: ClosedRange<Int>) -> Schema {
    Schema(
      [
        "type": "array", "items": items.text, "minItems": .integer(count.lowerBound),
        "maxItems": .integer(count.upperBound),
      ], using: [items])
  }
}
