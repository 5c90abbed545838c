import JSONDocuments
import Pricing

/// The `horizon` block.
enum HorizonLanguage {
  static let start = Field.optional("start", .date, "First day.")
  static let weeks = Field.defaulting(
    "weeks", .integer(1...520), to: 52, written: .integer(52), unit: "weeks", "Length.")

  static let shape = ObjectShape(
    "horizon", noun: "the horizon", "The weeks of the forecast.",
    fields: [start.description, weeks.description])

  static func build(_ reader: ObjectReader) -> Horizon? {
    let start = reader.read(start)
    return reader.read(weeks).map { Horizon(start: start, weeks: $0) }
  }
}

extension Codec where Value == CalendarDate {
  package static let date = Codec(
    schema: Schema(["type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]),
    decode: { node, place, decoding in
      let allowed = "a day as \"YYYY-MM-DD\""
      guard case .string(let text) = node.value else {
        decoding.wrongType(node, place, allowed: allowed)
        return nil
      }
      if let date = CalendarDate(text) { return date }
      decoding.error(
        node, place, "\(Wording.quoted(text)) is no day; allowed is \(allowed) that exists.")
      return nil
    })
}

extension Codec where Value == Attribution {
  /// Labels by name: every organisation has its own.
  static let attribution = Codec(
    schema: .attribution(label: Codec<String>.text().schema()),
    decode: { node, place, decoding in
      let labels = Codec<[NamedEntry<String>]>.names(
        .identifier, of: .text(), count: 0...50, noun: "label")
      guard let entries = labels.decode(node, place, decoding) else { return nil }
      guard let feature = entries.first(where: { $0.name == "feature" }) else {
        decoding.error(
          node, place,
          "`feature` is missing from the attribution; add it: the feature that the cost belongs"
            + " to.")
        return nil
      }
      return Attribution(
        feature: feature.value,
        fields: entries.map { Attribution.Field(name: $0.name, value: $0.value) })
    })
}

extension Codec where Value == [Attribution.Field] {
  /// Labels of a part, which stand in place of those of the whole.
  static let labels = Codec(
    schema: Codec<[NamedEntry<String>]>.ownLabels.schema(),
    decode: { node, place, decoding in
      Codec<[NamedEntry<String>]>.ownLabels.decode(node, place, decoding)?
        .map { Attribution.Field(name: $0.name, value: $0.value) }
    })
}

extension Codec where Value == [NamedEntry<String>] {
  fileprivate static let ownLabels = Codec.names(
    .identifier, of: .text(), count: 0...50, noun: "label")
}

/// An entry of `assumptions`: its law is built where it is used.
struct SharedAssumption: Sendable {}

extension Codec where Value == SharedAssumption {
  static let sharedAssumption = Codec(schema: InputSchema.assumptionLaw) { _, _, _ in
    SharedAssumption()
  }
}

extension Schema {
  fileprivate static func attribution(label: Schema) -> Schema {
    let feature = JSONText.Member(key: "feature", value: label.text)
    return Schema(
      [
        "type": "object",
        "propertyNames": .object(["pattern": .string(NameRule.identifier.pattern)]),
        "properties": .object([feature] + ObjectShape.annotationProperties),
        "required": .array(["feature"]), "additionalProperties": label.text,
      ], using: [label])
  }
}
