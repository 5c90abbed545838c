/// An entry of a segment's `events`.
enum TrafficEventLanguage {
  static let week = Field.required(
    "week", .integer(1...520), unit: "weeks", "First week that it changes, from 1.")
  static let factor = Field.optional(
    "factor", Codec<Quantity>.quantity(.nonNegative, unit: nil), "Multiplies the sessions.")
  static let weeks = Field.optional(
    "weeks", .integer(1...520), unit: "weeks",
    "How long the factor lasts; to the end of the horizon when absent.")
  static let users = Field.optional(
    "users", Codec<Quantity>.quantity(.nonNegative, unit: "people"), unit: "people",
    "More people who could use the feature; they adopt it as the first ones did from launch.")

  static let shape = ObjectShape(
    "trafficEvent", noun: "an event", "A launch, a campaign or a new group of users.",
    fields: [week.description, factor.description, weeks.description, users.description],
    constraints: [
      "oneOf": .array([.requiring("factor"), .requiring("users")]),
      "dependentRequired": .object(["weeks": .array(["factor"])]),
    ])

  static func build(_ reader: ObjectReader) -> TrafficEvent? {
    let week = reader.read(week)
    let weeks = reader.read(weeks)
    let effect: TrafficEvent.Effect?
    switch (reader.has(factor), reader.has(users)) {
    case (true, false): effect = reader.read(factor).map { .factor($0, weeks: weeks) }
    case (false, true):
      if let member = reader.member(Self.weeks) {
        reader.decoding.error(
          member.position, reader.place.member(Self.weeks.name),
          "`weeks` means nothing beside `users`, who stay; remove it, and let `churnPerMonth` say who"
            + " leaves.")
        return nil
      }
      effect = reader.read(users).map { .users($0) }
    case (let isGiven, _):
      reader.decoding.error(
        reader.node, reader.place,
        "an event has either `factor` or `users`; found \(isGiven ? "both" : "none").")
      return nil
    }
    guard let week, let effect, !reader.has(Self.weeks) || weeks != nil else { return nil }
    return TrafficEvent(week: week - 1, effect: effect)
  }
}
