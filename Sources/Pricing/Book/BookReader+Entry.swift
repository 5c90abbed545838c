import JSONDocuments

extension BookReader {
  /// Reads one entry of `models`; `nil` after a finding about how its fields go together.
  func entry(_ checker: inout BookChecker, at pointer: String) -> PriceBook.Entry? {
    let validFrom = day("validFrom")
    let validUntil = day("validUntil")
    if let validFrom, let validUntil, validUntil < validFrom {
      report(&checker, "validUntil", pointer, "\(validUntil) is before `validFrom` (\(validFrom)).")
      return nil
    }
    guard let standard = rateTable(&checker, at: pointer) else { return nil }
    var tiers: [ServiceTier: TierPrice] = [:]
    if let written = object("tiers") {
      for tier in ServiceTier.allCases {
        guard let reader = written.object(tier.rawValue) else { continue }
        let place = pointer + "/tiers/" + tier.rawValue
        guard let price = reader.tierPrice(over: standard, &checker, at: place) else { return nil }
        tiers[tier] = price
      }
    }
    if let images = object("images"), !images.hasOnlyFieldsOfItsRule(&checker, pointer) {
      return nil
    }
    let price = ModelPrice(
      name: requiredText("name"), provider: requiredText("provider"), region: text("region"),
      deployment: text("deployment"), standard: standard, tiers: tiers,
      offPeak: object("offPeak")?.offPeak(over: standard.rates),
      uplifts: object("regions")?.uplifts() ?? .none, fees: object("fees")?.fees() ?? .none,
      cacheStoragePerHour: number("cacheStoragePerHour"),
      minimumCacheTokens: requiredInteger("minimumCacheTokens"),
      cacheBlockTokens: requiredInteger("cacheBlockTokens"),
      maximumInputTokens: integer("maximumInputTokens"), counting: counting(),
      provisioned: object("provisioned")?.provisionedUnits(), checked: requiredDay("checked"),
      source: requiredText("source"))
    return PriceBook.Entry(
      price: price, validFrom: validFrom, validUntil: validUntil, note: text("note"))
  }

  private func report(
    _ checker: inout BookChecker, _ field: String, _ pointer: String, _ message: String
  ) {
    let position = node.member(field)?.value.position ?? node.position
    checker.error(position, JSONPointer.appending(field, to: pointer), message)
  }

  /// Reads `rates` and `longContext`; `nil` after a finding.
  private func rateTable(_ checker: inout BookChecker, at pointer: String) -> RateTable? {
    let steps = nodes("longContext").map(BookReader.init).map {
      LongContext(
        threshold: $0.requiredInteger("threshold"), inclusive: $0.flag("inclusive") ?? false,
        rates: $0.requiredObject("rates").tokenRates())
    }
    for (step, next) in zip(steps, steps.dropFirst()) where next.threshold <= step.threshold {
      report(
        &checker, "longContext", pointer,
        "\(next.threshold) follows \(step.threshold); thresholds must rise.")
      return nil
    }
    return RateTable(rates: requiredObject("rates").tokenRates(), longContexts: steps)
  }

  /// A read without a rate costs the input rate, and an hour's write without one that of 5 minutes,
  /// as LiteLLM's calculator has it.
  private func tokenRates() -> TokenRates {
    let input = requiredNumber("input")
    let write5m = number("cacheWrite5m")
    return TokenRates(
      input: input, cacheRead: number("cacheRead") ?? input, cacheWrite5m: write5m,
      cacheWrite1h: number("cacheWrite1h") ?? write5m, output: requiredNumber("output"),
      reasoning: number("reasoning"), audioInput: number("audioInput"),
      audioCacheRead: number("audioCacheRead"), imageInput: number("imageInput"),
      audioOutput: number("audioOutput"), imageOutput: number("imageOutput"))
  }

  private func tierPrice(
    over standard: RateTable, _ checker: inout BookChecker, at pointer: String
  ) -> TierPrice? {
    if let factor = number("factor") {
      guard !has("longContext") else {
        report(
          &checker, "longContext", pointer,
          "a tier by `factor` has the standard thresholds; remove this, or give `rates`.")
        return nil
      }
      return TierPrice(table: standard.scaled(by: factor), factor: factor)
    }
    guard has("longContext") || standard.longContexts.isEmpty else {
      report(
        &checker, "rates", pointer,
        "this model has long-context prices; add `longContext` to the tier, or [] where the tier"
          + " has none.")
      return nil
    }
    guard let table = rateTable(&checker, at: pointer) else { return nil }
    let factor = standard.rates.input > 0 ? table.rates.input / standard.rates.input : 1
    return TierPrice(table: table, factor: factor)
  }

  private func offPeak(over standard: TokenRates) -> OffPeak {
    let windows = nodes("windows").map(BookReader.init).map { window in
      let weekdays = window.nodes("weekdays").compactMap { node -> Int? in
        guard case .number(let value) = node.value else { return nil }
        return Int(exactly: value)
      }
      return OffPeak.Window(
        start: minuteOfDay(window.requiredText("from")) ?? 0,
        end: minuteOfDay(window.requiredText("until")) ?? 0,
        weekdays: Set(window.has("weekdays") ? weekdays : Array(1...7)))
    }
    return OffPeak(
      windows: windows, weekdayOffset: integer("weekdaysAheadOfUTC") ?? 0,
      rates: number("factor").map { standard.scaled(by: $0) }
        ?? requiredObject("rates").tokenRates())
  }

  private func uplifts() -> RegionalUplifts {
    var byRegion: [String: Double] = [:]
    if case .object(let members) = node.member("byRegion")?.value.value {
      for member in members {
        if case .number(let factor) = member.value.value { byRegion[member.key] = factor }
      }
    }
    return RegionalUplifts(byRegion: byRegion, elsewhere: number("elsewhere"))
  }

  private func fees() -> CallFees {
    CallFees(
      request: number("request") ?? 0,
      webSearch: object("webSearch").map { search in
        SearchFee(
          price: search.requiredNumber("price"),
          unit: SearchFee.Unit(rawValue: search.requiredText("per")) ?? .query,
          free: search.object("free").map {
            FreeAllowance(
              count: $0.requiredInteger("count"),
              period: FreeAllowance.Period(rawValue: $0.requiredText("period")) ?? .month,
              group: $0.text("group"))
          })
      })
  }

  private func provisionedUnits() -> ProvisionedUnits {
    ProvisionedUnits(
      tokensPerMinute: requiredNumber("tokensPerMinute"),
      outputWeight: requiredNumber("outputWeight"), minimum: requiredInteger("minimum"),
      step: requiredInteger("step"), pricePerUnitHour: number("pricePerUnitHour"))
  }

  private func counting() -> TokenCounting {
    TokenCounting(
      toolPrompt: object("toolPrompt").map {
        ToolPrompt(auto: $0.requiredInteger("auto"), required: $0.requiredInteger("required"))
      },
      images: object("images")?.imageTokens(),
      audioTokensPerSecond: number("audioTokensPerSecond"),
      videoTokensPerSecond: number("videoTokensPerSecond"),
      tokenizer: object("tokenizer").map {
        Tokenizer(base: $0.requiredText("base"), ratio: $0.requiredNumber("ratio"))
      })
  }

  private func imageTokens() -> ImageTokens {
    if let side = integer("patch") {
      return .patches(
        side: side, factor: number("factor") ?? 1, overhead: integer("overhead") ?? 0,
        maximum: integer("maximum"))
    }
    if let side = integer("tile") {
      return .tiles(side: side, perTile: requiredInteger("perTile"))
    }
    return .flat(requiredInteger("flat"))
  }

  /// True where `images` has the fields of its rule and no others, so that none is ignored.
  private func hasOnlyFieldsOfItsRule(_ checker: inout BookChecker, _ pointer: String) -> Bool {
    let own = pointer + "/images"
    let others =
      has("patch")
      ? ["perTile"] : ["factor", "overhead", "maximum"] + (has("flat") ? ["perTile"] : [])
    if let odd = others.first(where: has) {
      report(&checker, odd, own, "this rule has no \(Wording.code(odd)); remove it.")
      return false
    }
    if has("tile") && !has("perTile") {
      report(&checker, "tile", own, "`tile` needs `perTile`; add it: tokens of a tile.")
      return false
    }
    return true
  }
}
