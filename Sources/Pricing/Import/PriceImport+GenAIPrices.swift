import JSONDocuments

extension PriceImport.Collector {
  /// Reads `data.json` of genai-prices: providers with models, whose prices may begin on a day, hold
  /// in some hours, or belong to a service tier. A model is called `provider/id`: ids repeat.
  ///
  /// - Source: pydantic/genai-prices, prices/src/prices/prices_types.py; variants as in 0.2.3.
  mutating func readGenAIPrices(_ root: JSONNode) throws(PriceBookError) {
    guard case .array(let providers) = root.value else {
      throw wrongMap(root, "the data of genai-prices is a list of providers")
    }
    for provider in providers {
      guard case .string(let id) = provider.member("id")?.value.value,
        case .array(let models) = provider.member("models")?.value.value
      else { throw wrongMap(provider, "a provider has an `id` and `models`") }
      for model in models {
        guard case .string(let own) = model.member("id")?.value.value else {
          throw wrongMap(model, "a model has an `id`")
        }
        guard let name = Self.text("\(id)/\(own)"), name == "\(id)/\(own)" else {
          skip(own, "has a name that a book cannot hold")
          continue
        }
        readModel(model, name: name, provider: id, source: Self.source(of: provider))
      }
    }
    if entries.isEmpty { throw wrongMap(root, "none of its models is priced per token") }
  }

  private static func source(of provider: JSONNode) -> String {
    guard case .array(let urls) = provider.member("pricing_urls")?.value.value,
      case .string(let url) = urls.first?.value
    else { return "genai-prices" }
    return text(url + ", as listed by genai-prices") ?? "genai-prices"
  }

  private mutating func readModel(
    _ model: JSONNode, name: String, provider: String, source: String
  ) {
    let conditions = conditions(of: model, name: name)
    let dated = conditions.enumerated().filter { $0.element.hours == nil }
    guard !dated.isEmpty else { return skip(name, "no prices, or none that can be read") }
    guard dated.allSatisfy({ $0.element.rates.hasTokenPrice }) else {
      return skip(name, "no price per token")
    }
    let inTime = dated.sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
    guard zip(inTime, inTime.dropFirst()).allSatisfy({ $0.element.start < $1.element.start }) else {
      return skip(name, "two prices that begin on one day")
    }
    let variants = variants(of: model, name: name)
    let window = model.member("context_window").flatMap { LiteLLMEntry.number($0.value) }
      .flatMap { Int(exactly: $0) }.flatMap { $0 > 0 ? $0 : nil }
    var unread = Set(conditions.flatMap(\.rates.unread))
    var found: [PriceBook.Entry] = []
    for (position, (index, condition)) in inTime.enumerated() {
      let standard = condition.rates.table
      var tiers: [ServiceTier: TierPrice] = [:]
      for (tier, rates) in variants {
        let table = condition.rates.overridden(by: rates).table
        let input = standard.rates.input
        tiers[tier] = TierPrice(table: table, factor: input > 0 ? table.rates.input / input : 1)
        unread.formUnion(rates.unread)
      }
      // A condition of hours holds unless a later one in the list does: they are tried from the end.
      let hours = conditions[(index + 1)...].filter { $0.hours != nil }
      let next = position + 1 < inTime.count ? inTime[position + 1].element.start : nil
      found.append(
        PriceBook.Entry(
          price: ModelPrice(
            name: name, provider: provider, standard: standard, tiers: tiers,
            offPeak: offPeak(hours, name: name), fees: condition.rates.fees,
            minimumCacheTokens: 0, cacheBlockTokens: 1, maximumInputTokens: window,
            checked: checked, source: source),
          validFrom: condition.start == .distantPast ? nil : condition.start,
          validUntil: next?.adding(days: -1)))
    }
    add(found)
    for field in unread.sorted() { leaveOut(name, "no meter for \(field)") }
  }

  private mutating func offPeak(_ hours: [GenAICondition], name: String) -> OffPeak? {
    guard let first = hours.first else { return nil }
    let rates = first.rates.table.rates
    guard hours.allSatisfy({ $0.rates.table.rates == rates }) else {
      leaveOut(name, "hours with several prices")
      return nil
    }
    return OffPeak(
      windows: hours.compactMap { $0.hours }.map {
        OffPeak.Window(start: $0.lowerBound, end: $0.upperBound, weekdays: Set(1...7))
      }, weekdayOffset: 0, rates: rates)
  }

  private mutating func conditions(of model: JSONNode, name: String) -> [GenAICondition] {
    switch model.member("prices")?.value.value {
    case .object(let members):
      return [GenAICondition(start: .distantPast, hours: nil, rates: GenAIRates(members))]
    case .array(let nodes):
      return nodes.compactMap { node in
        guard case .object(let members) = node.member("prices")?.value.value,
          let condition = GenAICondition(
            node.member("constraint")?.value, rates: GenAIRates(members))
        else {
          leaveOut(name, "a condition that cannot be read")
          return nil
        }
        return condition
      }
    default: return []
    }
  }

  /// Prices of the service tiers; other variants are left out.
  private mutating func variants(
    of model: JSONNode, name: String
  ) -> [(tier: ServiceTier, rates: GenAIRates)] {
    guard case .array(let nodes) = model.member("price_variants")?.value.value else { return [] }
    var found: [(ServiceTier, GenAIRates)] = []
    for node in nodes {
      guard case .object(let keys) = node.member("when")?.value.value,
        case .object(let members) = node.member("prices")?.value.value
      else {
        leaveOut(name, "a variant that cannot be read")
        continue
      }
      let words = keys.map { key -> String in
        guard case .string(let value) = key.value.value else { return key.key }
        return "\(key.key) = \(value)"
      }
      let tier: ServiceTier? =
        switch words {
        case ["processing = batch"]: .batch
        case ["service_tier = flex"]: .flex
        case ["service_tier = priority"]: .priority
        case ["service_tier = fast"], ["speed = fast"]: .fast
        default: nil
        }
      guard let tier, node.member("constraint") == nil, !found.contains(where: { $0.0 == tier })
      else {
        leaveOut(name, "the variant \(Self.text(words.joined(separator: ", ")) ?? "")")
        continue
      }
      found.append((tier, GenAIRates(members)))
    }
    return found
  }
}

/// Prices with the day they begin, or the hours they hold.
struct GenAICondition {
  let start: CalendarDate
  /// Minutes of the day; the end may be before the start.
  let hours: (lowerBound: Int, upperBound: Int)?
  let rates: GenAIRates

  init(start: CalendarDate, hours: (lowerBound: Int, upperBound: Int)?, rates: GenAIRates) {
    self.start = start
    self.hours = hours
    self.rates = rates
  }

  /// - Returns: `nil` for a constraint of another kind.
  init?(_ constraint: JSONNode?, rates: GenAIRates) {
    func text(_ key: String) -> String? {
      guard case .string(let text) = constraint?.member(key)?.value.value else { return nil }
      return text
    }
    if let day = text("start_date").flatMap({ CalendarDate($0) }) {
      self.init(start: day, hours: nil, rates: rates)
    } else if let start = text("start_time").flatMap(Self.minute),
      let end = text("end_time").flatMap(Self.minute)
    {
      self.init(start: .distantPast, hours: (start, end), rates: rates)
    } else if constraint == nil || constraint.map(\.isNull) == true {
      self.init(start: .distantPast, hours: nil, rates: rates)
    } else {
      return nil
    }
  }

  /// `hh:mm:ss` in UTC, as `Z` or an offset of zero says.
  private static func minute(_ text: String) -> Int? {
    guard text.hasSuffix("Z") || text.hasSuffix("+00:00") else { return nil }
    return minuteOfDay(String(text.prefix(5)))
  }
}

extension JSONNode {
  fileprivate var isNull: Bool {
    if case .null = value { true } else { false }
  }
}

extension CalendarDate {
  /// Before any price of a language model.
  fileprivate static let distantPast = CalendarDate(daysSinceEpoch: 0)
}
