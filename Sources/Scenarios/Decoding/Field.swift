/// What the decoder, the JSON Schema and the suggestions know about one field of an object.
package struct FieldDescription: Sendable {
  package enum Presence: Sendable {
    case required
    case optional
    /// Absent means this value.
    case defaultsTo(JSONText)
  }

  package let name: String
  /// One line for editors.
  package let summary: String
  package let unit: String?
  package let presence: Presence
  package let schema: @Sendable () -> Schema
}

/// A field with the type it decodes to.
package struct Field<Value>: Sendable {
  package let description: FieldDescription
  package let codec: Codec<Value>
  /// Value of an absent field, given the place it would have had.
  package let fallback: (@Sendable (JSONNode, Place, Decoding) -> Value?)?

  package var name: String { description.name }

  private init(
    _ name: String, _ codec: Codec<Value>, unit: String?, presence: FieldDescription.Presence,
    _ summary: String, fallback: (@Sendable (JSONNode, Place, Decoding) -> Value?)?
  ) {
    self.description = FieldDescription(
      name: name, summary: summary, unit: unit, presence: presence, schema: codec.schema)
    self.codec = codec
    self.fallback = fallback
  }

  package static func required(
    _ name: String, _ codec: Codec<Value>, unit: String? = nil, _ summary: String
  ) -> Field {
    Field(name, codec, unit: unit, presence: .required, summary, fallback: nil)
  }

  package static func optional(
    _ name: String, _ codec: Codec<Value>, unit: String? = nil, _ summary: String
  ) -> Field {
    Field(name, codec, unit: unit, presence: .optional, summary, fallback: nil)
  }

  /// A field that stands for `value` when it is absent; both forms of the value must agree.
  package static func defaulting(
    _ name: String, _ codec: Codec<Value>, to value: Value, written text: JSONText,
    unit: String? = nil, _ summary: String
  ) -> Field where Value: Sendable {
    Field(name, codec, unit: unit, presence: .defaultsTo(text), summary) { _, _, _ in value }
  }

  /// A field that reads as `text` when it is absent.
  package static func defaulting(
    _ name: String, _ codec: Codec<Value>, written text: JSONText, _ summary: String,
    fallback: @escaping @Sendable (Place, Decoding) -> Value
  ) -> Field {
    Field(name, codec, unit: nil, presence: .defaultsTo(text), summary) { _, place, decoding in
      fallback(place, decoding)
    }
  }

  /// An object that reads as `{}` when it is absent, so that its own fields take their defaults.
  package static func emptyObject(_ name: String, _ codec: Codec<Value>, _ summary: String) -> Field
  {
    Field(name, codec, unit: nil, presence: .optional, summary) { parent, place, decoding in
      codec.decode(JSONNode(value: .object([]), position: parent.position), place, decoding)
    }
  }
}

extension Field where Value == Quantity {
  /// A scalar input; `standard` is its value when it is absent, `nil` where it is required.
  static func quantity(
    _ name: String, _ range: InputRange, unit: String? = nil, default standard: Double? = nil,
    _ summary: String
  ) -> Field {
    let codec = Codec.quantity(range, unit: unit)
    guard let standard else { return required(name, codec, unit: unit, summary) }
    return Field(
      name, codec, unit: unit, presence: .defaultsTo(.number(standard)), summary
    ) { _, place, decoding in
      decoding.recordDefault(place, range: range, unit: unit, standard)
      return Quantity.known(standard, path: place.path)
    }
  }
}

extension Field where Value == EventQuantity {
  /// A per-event input; `standard` is its value when it is absent, `nil` where it is required.
  static func event(
    _ name: String, _ kind: EventKind, default standard: Double? = nil, _ summary: String
  ) -> Field {
    let codec = Codec.event(kind)
    guard let standard else { return required(name, codec, unit: kind.unit, summary) }
    return Field(
      name, codec, unit: kind.unit, presence: .defaultsTo(.number(standard)), summary
    ) { _, place, decoding in
      decoding.recordDefault(place, range: kind.range, unit: kind.unit, standard)
      return EventQuantity(.fixed(.known(standard, path: place.path)), path: place.path)
    }
  }

  /// A per-event input that follows `law` when it is absent.
  static func event(
    _ name: String, _ kind: EventKind, defaultLaw law: VaryingLaw, written text: JSONText,
    _ summary: String
  ) -> Field {
    Field(
      name, Codec.event(kind), unit: kind.unit, presence: .defaultsTo(text), summary
    ) { _, place, decoding in
      let parameters = law.parameters.map {
        VaryingLaw.Parameter(
          name: $0.name, quantity: Quantity($0.quantity.value, path: place.path + "." + $0.name))
      }
      decoding.record(
        ScenarioInput(
          path: place.path, kind: .varies, summary: law.summary, unit: kind.unit,
          isDefault: true, range: kind.range))
      return EventQuantity(
        .varying(VaryingLaw(family: law.family, parameters: parameters)), path: place.path)
    }
  }
}
