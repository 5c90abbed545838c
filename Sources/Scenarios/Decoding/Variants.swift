/// One of several objects, told apart by the key that holds it.
struct Variant<Value>: Sendable {
  let key: String
  let codec: Codec<Value>
  /// True where the key stands in dotted paths.
  let isInPath: Bool

  static func named(_ key: String, _ codec: Codec<Value>) -> Variant {
    Variant(key: key, codec: codec, isInPath: true)
  }

  static func unnamed(_ key: String, _ codec: Codec<Value>) -> Variant {
    Variant(key: key, codec: codec, isInPath: false)
  }
}

extension Codec {
  /// An object with exactly one of the keys; `otherwise` reads what has none of them.
  static func oneOf(_ variants: [Variant<Value>], otherwise: Codec? = nil) -> Codec {
    Codec(
      schema: .anyOf(variants.map(\.schema) + (otherwise.map { [$0.schema()] } ?? [])),
      decode: { node, place, decoding in
        let keys = variants.map(\.key)
        guard case .object(let members) = node.value else {
          if let otherwise { return otherwise.decode(node, place, decoding) }
          decoding.wrongType(
            node, place, allowed: "an object with one of \(Wording.list(keys.map(Wording.code)))")
          return nil
        }
        let chosen = members.filter { keys.contains($0.key) }
        if chosen.isEmpty, let otherwise {
          if let odd = members.first(where: { decoding.looksLike($0.key, oneOf: keys) }) {
            decoding.error(
              odd.position, place.member(odd.key),
              "unknown field \(Wording.code(odd.key)). Did you mean"
                + " \(Wording.code(Spelling.nearest(to: odd.key, among: keys) ?? ""))?")
            return nil
          }
          return otherwise.decode(node, place, decoding)
        }
        let shape = ObjectShape(
          "", noun: "this object", "", fields: variants.map(\.description))
        let others = members.filter { !keys.contains($0.key) }
        for member in others { decoding.checkUndescribed(member, of: shape, in: place) }
        guard chosen.count == 1, let member = chosen.first,
          let variant = variants.first(where: { $0.key == member.key })
        else {
          let isExplained = others.contains { !ObjectShape.annotations.contains($0.key) }
          if chosen.isEmpty, isExplained { return nil }
          let found = chosen.isEmpty ? "none" : Wording.list(chosen.map { Wording.code($0.key) })
          decoding.error(
            node, place,
            "found \(found) where exactly one of \(Wording.list(keys.map(Wording.code))) is"
              + " expected.")
          return nil
        }
        let inner = variant.isInPath ? place.member(member.key) : place.unnamed(member.key)
        return variant.codec.decode(member.value, inner, decoding)
      })
  }
}

extension Variant {
  /// An object with the key alone.
  fileprivate var schema: Schema {
    let inner = codec.schema()
    let properties = [JSONText.Member(key: key, value: inner.text)]
    return Schema(
      [
        "type": "object",
        "properties": .object(properties + ObjectShape.annotationProperties),
        "required": .array([.string(key)]), "additionalProperties": .bool(false),
      ], using: [inner])
  }

  fileprivate var description: FieldDescription {
    FieldDescription(
      name: key, summary: "", unit: nil, presence: .optional, schema: codec.schema)
  }
}

extension Decoding {
  /// True for a misspelt key that is nearer to these than to what an input may hold.
  fileprivate func looksLike(_ key: String, oneOf keys: [String]) -> Bool {
    let inputWords = Self.lawNames + ["assumption", "profile", "min", "max"]
    guard !inputWords.contains(key), Percentile.probability(named: key) == nil,
      let nearest = Spelling.nearest(to: key, among: keys + inputWords)
    else { return false }
    return keys.contains(nearest)
  }
}
