import JSONDocuments
import Pricing

/// One of `prices.changes`, before its models are looked up.
struct WrittenPriceChange {
  enum Rule {
    case step(Start, factor: Quantity)
    case drift(perYear: Quantity)
  }

  enum Start {
    case week(Int)
    case day(CalendarDate)
  }

  let model: String?
  let provider: String?
  let rule: Rule
  let reader: ObjectReader
}

/// `prices.changes`.
enum PriceChangeLanguage {
  static let model = Field.optional(
    "model", .text(longest: 100), "Model of the scenario whose prices change.")
  static let provider = Field.optional(
    "provider", .text(longest: 100), "Provider all of whose models change, as in the price book.")
  static let fromWeek = Field.optional(
    "fromWeek", .integer(1...520), unit: "weeks",
    "First week of the horizon, counted from 1, with the new prices.")
  static let from = Field.optional(
    "from", .date, "Day from which they hold: the first week that begins on it or later.")
  static let factor = Field.optional(
    "factor", Codec<Quantity>.quantity(.nonNegative, unit: nil),
    "New prices over old ones, e.g. 0.7.")
  static let perYear = Field.optional(
    "perYear", Codec<Quantity>.quantity(.relativeChange, unit: nil),
    "Relative change in a year, e.g. -0.3; prices move once a month.")

  static let shape = ObjectShape(
    "priceChange", noun: "a price change",
    "A change of token prices: a step from a week or a day on, or a yearly drift.",
    fields: [
      model.description, provider.description, fromWeek.description, from.description,
      factor.description, perYear.description,
    ],
    constraints: [
      "oneOf": .array([.requiring(factor.name), .requiring(perYear.name)]),
      "not": .object(["required": .array([.string(model.name), .string(provider.name)])]),
      "dependentSchemas": .object([
        factor.name: .object([
          "oneOf": .array([.requiring(fromWeek.name), .requiring(from.name)])
        ]),
        perYear.name: .object([
          "not": .object(["anyOf": .array([.requiring(fromWeek.name), .requiring(from.name)])])
        ]),
      ]),
    ])

  static func build(_ reader: ObjectReader) -> WrittenPriceChange? {
    let model = reader.read(model)
    let provider = reader.read(provider)
    let week = reader.read(fromWeek)
    let day = reader.read(from)
    let factor = reader.has(factor) ? reader.read(factor) : nil
    let drift = reader.has(perYear) ? reader.read(perYear) : nil
    func refuse(_ message: String) -> WrittenPriceChange? {
      reader.decoding.error(reader.node, reader.place, message)
      return nil
    }
    if reader.has(Self.model), reader.has(Self.provider) {
      return refuse("both `model` and `provider` are given; keep one.")
    }
    guard reader.has(Self.factor) != reader.has(perYear) else {
      return refuse(
        "a price change has exactly one of `factor` and `perYear`; found"
          + " \(reader.has(perYear) ? "both" : "none").")
    }
    let starts = reader.has(fromWeek) != reader.has(from)
    if reader.has(Self.factor), !starts {
      return refuse("a `factor` holds from a day on; give exactly one of `fromWeek` and `from`.")
    }
    if reader.has(perYear), reader.has(fromWeek) || reader.has(from) {
      return refuse("a drift begins with the first week; remove `fromWeek` and `from`.")
    }
    guard model != nil || !reader.has(Self.model), provider != nil || !reader.has(Self.provider)
    else { return nil }
    let rule: WrittenPriceChange.Rule
    if let factor, let week {
      rule = .step(.week(week), factor: factor)
    } else if let factor, let day {
      rule = .step(.day(day), factor: factor)
    } else if let drift {
      rule = .drift(perYear: drift)
    } else {
      return nil
    }
    return WrittenPriceChange(model: model, provider: provider, rule: rule, reader: reader)
  }

  /// Looks up the models and weeks, once all that the scenario uses is known.
  static func resolve(
    _ written: [WrittenPriceChange], _ horizon: Horizon?, _ decoding: Decoding
  ) -> [PriceChange] {
    written.compactMap { change in
      guard let models = models(change, decoding), let horizon else { return nil }
      switch change.rule {
      case .drift(let perYear):
        return PriceChange(models: models, rule: .drift(perYear: perYear))
      case .step(let start, let factor):
        guard let week = week(start, horizon, change, decoding) else { return nil }
        return PriceChange(models: models, rule: .step(fromWeek: week, factor: factor))
      }
    }
  }

  private static func models(
    _ change: WrittenPriceChange, _ decoding: Decoding
  ) -> Set<String>? {
    let used = decoding.models.used
    if let name = change.model {
      if used[name] != nil { return [name] }
      guard let member = change.reader.member(model) else { return nil }
      decoding.error(
        member.value, change.reader.place.member(model.name),
        "the scenario uses no model \(Wording.code(name))."
          + Spelling.suggestion(for: name, among: used.keys.sorted())
          + " It uses \(Wording.list(used.keys.sorted().map(Wording.code))).")
      return nil
    }
    guard let name = change.provider else { return Set(used.keys) }
    let models = used.filter { $0.value.provider == name }.keys
    if !models.isEmpty { return Set(models) }
    guard let member = change.reader.member(provider) else { return nil }
    let providers = Set(used.values.map(\.provider)).sorted()
    decoding.error(
      member.value, change.reader.place.member(provider.name),
      "no model of the scenario is billed by \(Wording.code(name))."
        + Spelling.suggestion(for: name, among: providers)
        + " Its providers are \(Wording.list(providers.map(Wording.code))).")
    return nil
  }

  /// The first week, counted from 0, with the new prices; a finding where it never comes.
  private static func week(
    _ start: WrittenPriceChange.Start, _ horizon: Horizon, _ change: WrittenPriceChange,
    _ decoding: Decoding
  ) -> Int? {
    let week: Int
    let field: String
    switch start {
    case .week(let number):
      week = number - 1
      field = fromWeek.name
    case .day(let day):
      field = from.name
      guard let first = horizon.start else {
        decoding.error(
          change.reader.node, change.reader.place.member(from.name),
          "the horizon has no `start`, so that days have no weeks; add it, or give `fromWeek`.")
        return nil
      }
      let days = day.daysSinceEpoch - first.daysSinceEpoch
      week = max(days > 0 ? (days + 6) / 7 : 0, 0)
    }
    guard week < horizon.weeks else {
      decoding.error(
        change.reader.node, change.reader.place.member(field),
        "this is week \(week + 1), and the horizon has \(horizon.weeks); remove the change, or"
          + " lengthen the horizon.")
      return nil
    }
    return week
  }
}
