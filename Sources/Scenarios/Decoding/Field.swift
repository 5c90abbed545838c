/// What the decoder, the JSON Schema and the suggestions know about one field of an object.
struct FieldDescription: Sendable {
  enum Presence: Sendable {
    case required
    case optional
    /// Absent means this value.
    case defaultsTo(JSONText)
  }

  let name: String
  /// One line for editors.
  let summary: String
  let unit: String?
  let presence: Presence
  let schema: @Sendable () -> Schema
}

/// A field with the type it decodes to.
struct Field<Value>: Sendable {
  let description: FieldDescription
  let codec: Codec<Value>
  /// Value of an absent field, given the place it would have had.
  let fallback: (@Sendable (JSONNode, Place, Decoding) -> Value?)?

  var name: String { description.name }

  private init(
    _ name: String, _ codec: Codec<Value>, unit: String?, presence: FieldDescription.Presence,
    _ summary: String, fallback: (@Sendable (JSONNode, Place, Decoding) -> Value?)?
  ) {
    self.description = FieldDescription(
      name: name, summary: summary, unit: unit, presence: presence, schema: codec.schema)
    self.codec = codec
    self.fallback = fallback
  }

  static func required(
    _ name: String, _ codec: Codec<Value>, unit: String? = nil, _ summary: String
  ) -> Field {
    Field(name, codec, unit: unit, presence: .required, summary, fallback: nil)
  }

  static func optional(
    _ name: String, _ codec: Codec<Value>, unit: String? = nil, _ summary: String
  ) -> Field {
    Field(name, codec, unit: unit, presence: .optional, summary, fallback: nil)
  }

  /// A field that stands for `value` when it is absent; both forms of the value must agree.
  static func defaulting(
    _ name: String, _ codec: Codec<Value>, to value: Value, written text: JSONText,
    unit: String? = nil, _ summary: String
  ) -> Field where Value: Sendable {
    Field(name, codec, unit: unit, presence: .defaultsTo(text), summary) { _, _, _ in value }
  }

  /// A field that reads as `text` when it is absent.
  static func defaulting(
    _ name: String, _ codec: Codec<Value>, written text: JSONText, _ summary: String,
    fallback: @escaping @Sendable (Place, Decoding) -> Value
  ) -> Field {
    Field(name, codec, unit: nil, presence: .defaultsTo(text), summary) { _, place, decoding in
      fallback(place, decoding)
    }
  }

  /// An object that reads as `{}` when it is absent, so that its own fields take their defaults.
  static func emptyObject(_ name: String, _ codec: Codec<Value>, _ summary: String) -> Field {
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
