/// Reads the fields of one object by their descriptions.
package struct ObjectReader {
  package let node: JSONNode
  package let place: Place
  package let decoding: Decoding
  private let shape: ObjectShape
  private let members: [JSONNode.Member]

  /// Reports a value that is no object, and every field that the shape does not have.
  init?(_ node: JSONNode, _ place: Place, _ shape: ObjectShape, _ decoding: Decoding) {
    guard case .object(let members) = node.value else {
      decoding.wrongType(node, place, allowed: "\(shape.noun), an object in { }")
      return nil
    }
    self.node = node
    self.place = place
    self.decoding = decoding
    self.shape = shape
    self.members = members
    for member in members where !shape.describes(member.key) {
      decoding.checkUndescribed(member, of: shape, in: place)
    }
  }

  package func has<Value>(_ field: Field<Value>) -> Bool { member(field) != nil }

  package func member<Value>(_ field: Field<Value>) -> JSONNode.Member? {
    members.first { $0.key == field.name }
  }

  /// Reads one field: its value, or what an absent field stands for. `nil` after a finding, and
  /// for an absent optional field.
  package func read<Value>(_ field: Field<Value>) -> Value? {
    precondition(shape.describes(field.name), "\(field.name) is no field of \(shape.name)")
    let place = place.member(field.name)
    if let member = member(field) { return field.codec.decode(member.value, place, decoding) }
    if let fallback = field.fallback { return fallback(node, place, decoding) }
    if case .required = field.description.presence {
      decoding.error(
        node, self.place,
        "\(Wording.code(field.name)) is missing from \(shape.noun); add it: "
          + lowercasedFirst(field.description.summary))
    }
    return nil
  }

  private func lowercasedFirst(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension Decoding {
  /// Checks a member that no field describes: an annotation, a reserved word, or a mistake.
  func checkUndescribed(_ member: JSONNode.Member, of shape: ObjectShape, in place: Place) {
    if checkAnnotation(member, in: place) { return }
    let own = place.member(member.key)
    if let purpose = shape.reserved[member.key] {
      error(
        member.position, own,
        "\(Wording.code(member.key)) is not supported yet (\(purpose)); remove it.")
      return
    }
    let names = shape.fields.map(\.name)
    let suggestion = Spelling.suggestion(for: member.key, among: names)
    error(
      member.position, own,
      "unknown field \(Wording.code(member.key)) in \(shape.noun)."
        + (suggestion.isEmpty ? hint(member.key) : suggestion)
        + " Allowed are \(Wording.list(names.map(Wording.code))).")
  }

  /// True for `note` and `source`, whose text is checked.
  func checkAnnotation(_ member: JSONNode.Member, in place: Place) -> Bool {
    guard ObjectShape.annotations.contains(member.key) else { return false }
    if case .string = member.value.value { return true }
    wrongType(member.value, place.member(member.key), allowed: "a text in double quotes")
    return true
  }
}

extension Codec {
  /// An object of the shape; `build` reads its fields.
  package static func object(
    _ shape: ObjectShape, build: @escaping @Sendable (ObjectReader) -> Value?
  ) -> Codec {
    Codec(schema: shape.schema()) { node, place, decoding in
      ObjectReader(node, place, shape, decoding).flatMap(build)
    }
  }
}
