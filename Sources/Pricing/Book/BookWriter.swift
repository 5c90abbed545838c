import JSONDocuments

/// Writes a price book as the reader reads it.
package enum BookWriter {
  /// The text of a book, with a line end; reading it gives the same prices.
  ///
  /// A tier whose rates are one factor times the standard ones is written as that factor.
  package static func json(
    name: String, released: CalendarDate, note: String? = nil, entries: [PriceBook.Entry]
  ) -> String {
    var members: [JSONText.Member] = []
    members.add("name", .string(name))
    members.add("released", .string(released.description))
    members.add("note", note.map { .string($0) })
    members.add("models", .array(entries.map(model)))
    return JSONText.object(members).written() + "\n"
  }

  private static func model(_ entry: PriceBook.Entry) -> JSONText {
    let price = entry.price
    var members: [JSONText.Member] = []
    members.add("name", .string(price.name))
    members.add("provider", .string(price.provider))
    members.add("region", price.region.map { .string($0) })
    members.add("deployment", price.deployment.map { .string($0) })
    members.add("validFrom", entry.validFrom.map { .string($0.description) })
    members.add("validUntil", entry.validUntil.map { .string($0.description) })
    members.add("rates", rates(price.rates))
    members.add("longContext", steps(price.standard), unless: price.standard.longContexts.isEmpty)
    let tiers = ServiceTier.allCases.compactMap { tier in
      price.tiers[tier].map {
        JSONText.Member(key: tier.rawValue, value: self.tier($0, over: price.standard))
      }
    }
    members.add("tiers", .object(tiers), unless: tiers.isEmpty)
    members.add("offPeak", price.offPeak.map(offPeak))
    members.add("regions", regions(price.uplifts), unless: price.uplifts == .none)
    members.add("fees", fees(price.fees), unless: price.fees == .none)
    members.add("cacheStoragePerHour", price.cacheStoragePerHour.map { .number($0) })
    members.add("minimumCacheTokens", .integer(price.minimumCacheTokens))
    members.add("cacheBlockTokens", .integer(price.cacheBlockTokens))
    members.add("maximumInputTokens", price.maximumInputTokens.map { .integer($0) })
    members += counting(price.counting)
    members.add("provisioned", price.provisioned.map(provisioned))
    members.add("checked", .string(price.checked.description))
    members.add("source", .string(price.source))
    members.add("note", entry.note.map { .string($0) })
    return .object(members)
  }

  private static func rates(_ rates: TokenRates) -> JSONText {
    var members: [JSONText.Member] = []
    func number(_ value: Double?) -> JSONText? { value.map { .number($0) } }
    members.add("input", number(rates.input))
    members.add("cacheRead", number(rates.cacheRead), unless: rates.cacheRead == rates.input)
    members.add("cacheWrite5m", number(rates.cacheWrite5m))
    members.add(
      "cacheWrite1h", number(rates.cacheWrite1h), unless: rates.cacheWrite1h == rates.cacheWrite5m)
    members.add("output", number(rates.output))
    members.add("reasoning", number(rates.reasoning))
    members.add("audioInput", number(rates.audioInput))
    members.add("audioCacheRead", number(rates.audioCacheRead))
    members.add("imageInput", number(rates.imageInput))
    members.add("audioOutput", number(rates.audioOutput))
    members.add("imageOutput", number(rates.imageOutput))
    return .object(members)
  }

  private static func steps(_ table: RateTable) -> JSONText {
    .array(
      table.longContexts.map { step in
        var members: [JSONText.Member] = []
        members.add("threshold", .integer(step.threshold))
        members.add("inclusive", .bool(true), unless: !step.inclusive)
        members.add("rates", rates(step.rates))
        return .object(members)
      })
  }

  private static func tier(_ tier: TierPrice, over standard: RateTable) -> JSONText {
    if tier.factor > 0, tier.factor <= 100,
      standard.scaled(by: tier.factor).isNearly(tier.table)
    {
      return ["factor": .number(tier.factor)]
    }
    var members: [JSONText.Member] = []
    members.add("rates", rates(tier.table.rates))
    let isPlain = standard.longContexts.isEmpty && tier.table.longContexts.isEmpty
    members.add("longContext", steps(tier.table), unless: isPlain)
    return .object(members)
  }

  private static func offPeak(_ offPeak: OffPeak) -> JSONText {
    let windows = offPeak.windows.map { window -> JSONText in
      var members: [JSONText.Member] = []
      members.add("from", .string(time(window.start)))
      members.add("until", .string(time(window.end)))
      members.add(
        "weekdays", .array(window.weekdays.sorted().map { .integer($0) }),
        unless: window.weekdays.count == 7)
      return .object(members)
    }
    var members: [JSONText.Member] = []
    members.add("windows", .array(windows))
    members.add(
      "weekdaysAheadOfUTC", .integer(offPeak.weekdayOffset), unless: offPeak.weekdayOffset == 0)
    members.add("rates", rates(offPeak.rates))
    return .object(members)
  }

  private static func time(_ minute: Int) -> String {
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return padded(minute / 60) + ":" + padded(minute % 60)
  }

  private static func regions(_ uplifts: RegionalUplifts) -> JSONText {
    let byRegion = uplifts.byRegion.sorted { $0.key < $1.key }
      .map { JSONText.Member(key: $0.key, value: .number($0.value)) }
    var members: [JSONText.Member] = []
    members.add("byRegion", .object(byRegion), unless: byRegion.isEmpty)
    members.add("elsewhere", uplifts.elsewhere.map { .number($0) })
    return .object(members)
  }

  private static func fees(_ fees: CallFees) -> JSONText {
    var members: [JSONText.Member] = []
    members.add("request", .number(fees.request), unless: fees.request == 0)
    members.add(
      "webSearch",
      fees.webSearch.map { fee in
        var members: [JSONText.Member] = []
        members.add("price", .number(fee.price))
        members.add("per", .string(fee.unit.rawValue))
        members.add(
          "free",
          fee.free.map { free in
            var members: [JSONText.Member] = []
            members.add("count", .integer(free.count))
            members.add("period", .string(free.period.rawValue))
            members.add("group", free.group.map { .string($0) })
            return .object(members)
          })
        return .object(members)
      })
    return .object(members)
  }

  private static func counting(_ counting: TokenCounting) -> [JSONText.Member] {
    var members: [JSONText.Member] = []
    members.add(
      "toolPrompt",
      counting.toolPrompt.map { ["auto": .integer($0.auto), "required": .integer($0.required)] })
    members.add("images", counting.images.map(images))
    members.add("audioTokensPerSecond", counting.audioTokensPerSecond.map { .number($0) })
    members.add("videoTokensPerSecond", counting.videoTokensPerSecond.map { .number($0) })
    members.add(
      "tokenizer",
      counting.tokenizer.map { ["base": .string($0.base), "ratio": .number($0.ratio)] })
    return members
  }

  private static func images(_ rule: ImageTokens) -> JSONText {
    switch rule {
    case .patches(let side, let factor, let overhead, let maximum):
      var members: [JSONText.Member] = []
      members.add("patch", .integer(side))
      members.add("factor", .number(factor), unless: factor == 1)
      members.add("overhead", .integer(overhead), unless: overhead == 0)
      members.add("maximum", maximum.map { .integer($0) })
      return .object(members)
    case .tiles(let side, let perTile):
      return ["tile": .integer(side), "perTile": .integer(perTile)]
    case .flat(let count): return ["flat": .integer(count)]
    }
  }

  private static func provisioned(_ units: ProvisionedUnits) -> JSONText {
    var members: [JSONText.Member] = []
    members.add("tokensPerMinute", .number(units.tokensPerMinute))
    members.add("outputWeight", .number(units.outputWeight))
    members.add("minimum", .integer(units.minimum))
    members.add("step", .integer(units.step))
    members.add("pricePerUnitHour", units.pricePerUnitHour.map { .number($0) })
    return .object(members)
  }
}

extension [JSONText.Member] {
  /// Leaves out what is `nil` and what is so by default.
  fileprivate mutating func add(_ key: String, _ value: JSONText?, unless isDefault: Bool = false) {
    if let value, !isDefault { append(JSONText.Member(key: key, value: value)) }
  }
}
