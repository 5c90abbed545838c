/// Which names a map takes.
package struct NameRule: Sendable {
  /// As a regular expression of JSON Schema.
  package let pattern: String
  package let words: String
  package let allows: @Sendable (String) -> Bool

  /// Names that stand in dotted paths and selectors.
  package static let identifier = NameRule(
    pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",
    words: "at most 64 letters, digits, - and _, a letter or digit first"
  ) { name in
    isPlain(name, extra: "_-", longest: 64)
  }

  /// Names of models as providers write them.
  package static let model = NameRule(
    pattern: "^[A-Za-z0-9][A-Za-z0-9_.:/@-]{0,99}$",
    words: "at most 100 letters, digits and - _ . : / @, a letter or digit first"
  ) { name in
    isPlain(name, extra: "_-.:/@", longest: 100)
  }

  package init(
    pattern: String, words: String, allows: @escaping @Sendable (String) -> Bool
  ) {
    self.pattern = pattern
    self.words = words
    self.allows = allows
  }

  private static func isPlain(_ name: String, extra: String, longest: Int) -> Bool {
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
      default: false
      }
    }
    guard let first = name.utf8.first, name.utf8.count <= longest else { return false }
    return isAlphanumeric(first)
      && name.utf8.allSatisfy { isAlphanumeric($0) || extra.utf8.contains($0) }
  }
}

/// One entry of a map, e.g. a segment with its name.
package struct NamedEntry<Value> {
  package let name: String
  package let position: TextPosition
  package let value: Value
}

extension Codec {
  /// An object whose keys are names that the author chooses, in the order of the file.
  package static func names<Element>(
    _ rule: NameRule, of element: Codec<Element>, count: ClosedRange<Int>, noun: String
  ) -> Codec where Value == [NamedEntry<Element>] {
    Codec(
      schema: .names(rule, of: element.schema(), atLeast: count.lowerBound),
      decode: { node, place, decoding in
        guard case .object(let members) = node.value else {
          decoding.wrongType(node, place, allowed: "an object of \(noun)s by name in { }")
          return nil
        }
        let named = members.filter { !decoding.checkAnnotation($0, in: place) }
        guard count.contains(named.count) else {
          decoding.error(
            node, place,
            named.isEmpty
              ? "there is no \(noun); add at least one, by name."
              : "there are \(named.count) \(noun)s; at most \(count.upperBound) are allowed.")
          return nil
        }
        let entries = named.map { member -> NamedEntry<Element>? in
          let own = place.member(member.key)
          let isAllowed = rule.allows(member.key)
          if !isAllowed {
            decoding.error(
              member.position, own,
              "\(Wording.quoted(member.key)) cannot be the name of a \(noun); names have"
                + " \(rule.words).")
          }
          guard let value = element.decode(member.value, own, decoding), isAllowed else {
            return nil
          }
          return NamedEntry(name: member.key, position: member.position, value: value)
        }
        let valid = entries.compactMap(\.self)
        return valid.count == entries.count ? valid : nil
      })
  }
}

extension Schema {
  fileprivate static func names(_ rule: NameRule, of part: Schema, atLeast count: Int) -> Schema {
    Schema(
      [
        "type": "object", "propertyNames": .object(["pattern": .string(rule.pattern)]),
        "properties": .object(ObjectShape.annotationProperties),
        "additionalProperties": part.text, "minProperties": .integer(count),
      ], using: [part])
  }
}
