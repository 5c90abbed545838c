import JSONDocuments
import Pricing

/// An entry of `commitments`, before its days are looked up.
struct WrittenCommitment {
  enum Bound {
    case week(Int)
    case day(CalendarDate)
  }

  let provider: String
  let price: Commitment.Price
  let from: Bound?
  let until: Bound?
  let use: Commitment.Use
  let reader: ObjectReader
}

/// An entry of `commitments`.
enum CommitmentLanguage {
  static let provider = Field.required(
    "provider", .text(longest: 100), "Who is paid, named as in the price book where it has models.")
  static let perMonth = Field.optional(
    "perMonth", Codec<Quantity>.quantity(.nonNegative, unit: "$"), unit: "$",
    "Paid every month of 13/3 weeks.")
  static let perWeek = Field.optional(
    "perWeek", Codec<Quantity>.quantity(.nonNegative, unit: "$"), unit: "$", "Paid every week.")
  static let fromWeek = Field.optional(
    "fromWeek", .integer(1...520), unit: "weeks", "First week in which it is paid, from 1.")
  static let from = Field.optional(
    "from", .date, "First day: paid from the first week that begins on it or later.")
  static let untilWeek = Field.optional(
    "untilWeek", .integer(1...520), unit: "weeks",
    "Last week in which it is paid; the last of the horizon when absent.")
  static let until = Field.optional(
    "until", .date, "Last day: paid up to the last week that begins on it or before.")
  static let utilisation = Field.quantity(
    "utilisation", .probability, default: 1, "Share of it that is used.")
  static let serves = Field.optional(
    "serves", .list(of: .text(longest: 100), count: 1...50, noun: "model"),
    "Models that run on it: it serves production while one of them is called.")
  static let production = Field.defaulting(
    "production", .flag, to: true, written: .bool(true),
    "False for what no production feature uses, e.g. what an abandoned experiment left behind.")

  static let shape = ObjectShape(
    "commitment", noun: "a commitment",
    "What is paid whatever the traffic: committed capacity, subscriptions, resources of an earlier or"
      + " abandoned provider.",
    fields: [
      provider.description, perMonth.description, perWeek.description, fromWeek.description,
      from.description, untilWeek.description, until.description, utilisation.description,
      serves.description, production.description,
    ],
    constraints: [
      "oneOf": .array([.requiring(perMonth.name), .requiring(perWeek.name)]),
      "allOf": .array([
        neither(fromWeek.name, beside: from.name), neither(untilWeek.name, beside: until.name),
        neither(serves.name, beside: production.name),
        .object([
          "not": .object([
            "required": .array([.string(production.name), .string(utilisation.name)]),
            "properties": .object([production.name: .object(["const": .bool(false)])]),
          ])
        ]),
      ]),
    ])

  private static func neither(_ first: String, beside second: String) -> JSONText {
    .object(["not": .object(["required": .array([.string(first), .string(second)])])])
  }

  static func build(_ reader: ObjectReader) -> WrittenCommitment? {
    let provider = reader.read(provider)
    let price = price(reader)
    let from = bound(fromWeek, from, reader)
    let until = bound(untilWeek, until, reader)
    let use = use(reader)
    guard let provider, let price, let from, let until, let use else { return nil }
    return WrittenCommitment(
      provider: provider, price: price, from: from.value, until: until.value, use: use,
      reader: reader)
  }

  private static func price(_ reader: ObjectReader) -> Commitment.Price? {
    switch (reader.has(perMonth), reader.has(perWeek)) {
    case (true, false): return reader.read(perMonth).map { .perMonth($0) }
    case (false, true): return reader.read(perWeek).map { .perWeek($0) }
    case (let isGiven, _):
      reader.decoding.error(
        reader.node, reader.place,
        "a commitment has exactly one of `perMonth` and `perWeek`; found"
          + " \(isGiven ? "both" : "none").")
      return nil
    }
  }

  /// What was read, where nothing need be given.
  private struct Optionally<Value> {
    let value: Value?
  }

  private static func bound(
    _ week: Field<Int>, _ day: Field<CalendarDate>, _ reader: ObjectReader
  ) -> Optionally<WrittenCommitment.Bound>? {
    switch (reader.has(week), reader.has(day)) {
    case (false, false): return Optionally(value: nil)
    case (true, false): return reader.read(week).map { Optionally(value: .week($0)) }
    case (false, true): return reader.read(day).map { Optionally(value: .day($0)) }
    case (true, true):
      reader.decoding.error(
        reader.node, reader.place,
        "both \(Wording.code(week.name)) and \(Wording.code(day.name)) are given; keep one.")
      return nil
    }
  }

  private static func use(_ reader: ObjectReader) -> Commitment.Use? {
    let isProduction = reader.read(production)
    let models = reader.has(serves) ? reader.read(serves) : nil
    func refuse<Value>(_ field: Field<Value>, _ message: String) -> Commitment.Use? {
      reader.decoding.error(
        reader.member(field)?.position ?? reader.node.position, reader.place.member(field.name),
        message)
      return nil
    }
    if reader.has(serves), reader.has(production) {
      return refuse(
        production, "`serves` says whether production uses it; remove `production` or `serves`.")
    }
    if isProduction == false {
      return reader.has(utilisation)
        ? refuse(
          utilisation,
          "what serves nothing in production is not used; remove `utilisation`, or `production`.")
        : Commitment.Use.none
    }
    let share = reader.read(utilisation)
    guard let share, isProduction != nil else { return nil }
    guard reader.has(serves) else { return .production(utilisation: share) }
    return models.map { .models($0, utilisation: share) }
  }
}

extension CommitmentLanguage {
  /// Looks up weeks and models, once all that the scenario uses is known.
  static func resolve(
    _ written: [NamedEntry<WrittenCommitment>], _ horizon: Horizon?, _ decoding: Decoding
  ) -> [Commitment] {
    written.compactMap { entry in
      guard let horizon, let weeks = weeks(of: entry.value, horizon, decoding) else { return nil }
      warnOfUnused(entry.value, decoding)
      return Commitment(
        name: entry.name, provider: entry.value.provider, price: entry.value.price, weeks: weeks,
        use: entry.value.use)
    }
  }

  private static func weeks(
    of commitment: WrittenCommitment, _ horizon: Horizon, _ decoding: Decoding
  ) -> Range<Int>? {
    func refuse(_ message: String) -> Range<Int>? {
      decoding.error(commitment.reader.node, commitment.reader.place, message)
      return nil
    }
    func start(_ day: CalendarDate) -> Int? {
      horizon.start.map { day.daysSinceEpoch - $0.daysSinceEpoch }
    }
    var first = 0
    var end = horizon.weeks
    switch commitment.from {
    case nil: break
    case .week(let week): first = week - 1
    case .day(let day):
      guard let days = start(day) else { return refuse(Self.noStart) }
      first = days > 0 ? (days + 6) / 7 : 0
    }
    switch commitment.until {
    case nil: break
    case .week(let week): end = min(week, horizon.weeks)
    case .day(let day):
      guard let days = start(day) else { return refuse(Self.noStart) }
      end = days < 0 ? 0 : min(days / 7 + 1, horizon.weeks)
    }
    guard first < end else {
      return refuse(
        "it is paid in no week of the horizon, which has \(horizon.weeks); remove it, or correct"
          + " its first and last week.")
    }
    return first..<end
  }

  private static let noStart =
    "the horizon has no `start`, so that days have no weeks; add it, or give weeks by number."

  private static func warnOfUnused(_ commitment: WrittenCommitment, _ decoding: Decoding) {
    guard case .models(let models, _) = commitment.use,
      let member = commitment.reader.member(serves)
    else { return }
    let used = decoding.models.used
    guard models.allSatisfy({ used[$0] == nil }) else { return }
    decoding.warning(
      member.position, commitment.reader.place.member(serves.name),
      "no workflow calls \(Wording.list(models.map(Wording.code))), so that this commitment counts as"
        + " serving nothing in production."
        + Spelling.suggestion(for: models[0], among: used.keys.sorted()))
  }
}
