import JSONDocuments

extension PriceImport.Collector {
  /// Reads `model_prices_and_context_window.json`.
  mutating func readLiteLLM(_ root: JSONNode) throws(PriceBookError) {
    guard case .object(let members) = root.value else {
      throw wrongMap(root, "LiteLLM's map is an object of models by name")
    }
    for member in members {
      if member.key == "sample_spec" {
        skip(member.key, "explains the format")
        continue
      }
      guard case .object(let fields) = member.value.value else {
        skip(member.key, "is no object")
        continue
      }
      guard let name = Self.text(member.key), name == member.key else {
        skip(member.key, "has a name that a book cannot hold")
        continue
      }
      var entry = LiteLLMEntry(name: name, members: fields)
      if let read = readModel(&entry) { add([read]) }
    }
    if entries.isEmpty {
      throw wrongMap(root, "none of its entries is a model that is priced per token")
    }
  }

  private mutating func readModel(_ entry: inout LiteLLMEntry) -> PriceBook.Entry? {
    let name = entry.name
    let hasRanges = entry.node("tiered_pricing") != nil
    let prices = ["input_cost_per_token", "output_cost_per_token"].compactMap { entry.number($0) }
    guard hasRanges || !prices.isEmpty else {
      skip(name, "no price per token (mode \(entry.text("mode") ?? "unknown"))")
      return nil
    }
    let provider = entry.text("litellm_provider") ?? "unknown"
    let isInclusive = provider == "xai"
    let standard: RateTable
    if hasRanges {
      guard let ranged = entry.rangedTable() else {
        skip(name, "tiered_pricing whose ranges are not of tokens, or leave gaps")
        return nil
      }
      standard = ranged
    } else {
      standard = entry.table(suffix: "", inclusive: isInclusive)
    }
    let (uplifts, fast) = entry.factors()
    let (fees, hasSearchSizes) = entry.fees()
    let offPeak = entry.offPeak(over: standard.rates)
    let tiers = tiers(of: &entry, standard: standard, fast: fast, inclusive: isInclusive)
    if offPeak == nil, entry.node("off_peak_pricing") != nil {
      leaveOut(name, "off-peak hours that cannot be read")
    }
    if hasSearchSizes {
      leaveOut(name, "searches of three sizes; the price of the middle one holds")
    }
    // An older name of the cache read rate.
    let hit = entry.number("input_cost_per_token_cache_hit")
    if let hit, hit != entry.number("cache_read_input_token_cost") {
      leaveOut(name, "two rates of cached input")
    }
    for field in entry.unreadPrices { leaveOut(name, "no meter for \(field)") }
    let (minimum, block) = cacheRule(of: &entry, provider: provider)
    return PriceBook.Entry(
      price: ModelPrice(
        name: name, provider: Self.text(provider) ?? "unknown", standard: standard, tiers: tiers,
        offPeak: offPeak, uplifts: uplifts, fees: fees, minimumCacheTokens: minimum,
        cacheBlockTokens: block,
        maximumInputTokens: entry.number("max_input_tokens").flatMap { Int(exactly: $0) }
          .flatMap { $0 > 0 ? $0 : nil }, checked: checked,
        source: entry.text("source").flatMap(Self.text) ?? "LiteLLM's price map"),
      validFrom: nil, validUntil: lastDay(of: &entry))
  }

  private mutating func tiers(
    of entry: inout LiteLLMEntry, standard: RateTable, fast: Double?, inclusive: Bool
  ) -> [ServiceTier: TierPrice] {
    var tiers: [ServiceTier: TierPrice] = [:]
    func add(_ tier: ServiceTier, _ table: RateTable) {
      let input = standard.rates.input
      tiers[tier] = TierPrice(table: table, factor: input > 0 ? table.rates.input / input : 1)
    }
    if let batch = entry.batchTable(inclusive: inclusive) { add(.batch, batch) }
    for suffix in LiteLLMEntry.tierSuffixes {
      let listed = ["input", "output"].filter { side in
        entry.number("\(side)_cost_per_token_\(suffix)") != nil
      }
      guard let tier = ServiceTier(rawValue: suffix), !listed.isEmpty else { continue }
      if listed == ["input"], standard.rates.output > 0 {
        leaveOut(entry.name, "no \(suffix) price of output; the standard one holds")
      }
      add(tier, entry.table(suffix: "_" + suffix, inclusive: inclusive))
    }
    if let fast {
      tiers[.fast] = TierPrice(table: standard.scaled(by: fast), factor: fast)
    }
    return tiers
  }

  /// The map has the shortest cached prefix of some models only. OpenAI's is documented.
  ///
  /// - Source: developers.openai.com/api/docs/guides/prompt-caching: 1,024 tokens, in steps of 128.
  private func cacheRule(
    of entry: inout LiteLLMEntry, provider: String
  ) -> (minimum: Int, block: Int) {
    if let minimum = entry.number("prompt_cache_min_tokens").flatMap({ Int(exactly: $0) }),
      minimum >= 0
    {
      return (minimum, 1)
    }
    let isOpenAI = provider == "openai" || provider == "azure"
    guard isOpenAI, entry.number("cache_read_input_token_cost") != nil else { return (0, 1) }
    // Models that bill writes cache in steps of one token.
    return (1024, entry.number("cache_creation_input_token_cost") == nil ? 128 : 1)
  }

  /// The day before the provider takes the model away.
  private mutating func lastDay(of entry: inout LiteLLMEntry) -> CalendarDate? {
    guard let text = entry.text("deprecation_date") else { return nil }
    guard let day = CalendarDate(text) else {
      leaveOut(entry.name, "a deprecation date that is no day (\(text.prefix(40)))")
      return nil
    }
    return day.adding(days: -1)
  }
}
