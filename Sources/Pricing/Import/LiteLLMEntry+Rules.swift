import JSONDocuments

extension LiteLLMEntry {
  /// Prices by ranges of the prompt (`tiered_pricing`): they replace the flat ones.
  ///
  /// - Returns: `nil` where the model has none, or none that can be read.
  /// - Source: LiteLLM 1.109.1, llm_cost_calc/tiered_pricing.py: `start < tokens <= end`.
  mutating func rangedTable() -> RateTable? {
    guard case .array(let nodes) = node("tiered_pricing")?.value else { return nil }
    let modelOutput = number("output_cost_per_token")
    var steps: [LongContext] = []
    var ends: [Int: Double] = [:]
    for node in nodes {
      guard case .object(let members) = node.value else { return nil }
      var range = LiteLLMEntry(name: name, members: members)
      guard case .array(let bounds) = range.node("range")?.value, bounds.count == 2,
        let start = Self.number(bounds[0]).flatMap({ Int(exactly: $0) }), start >= 0,
        let end = Self.number(bounds[1]), let input = range.number("input_cost_per_token")
      else { return nil }
      let output = range.number("output_cost_per_token") ?? modelOutput ?? 0
      let write = range.number("cache_creation_input_token_cost")
      let reasoning = range.number("output_cost_per_reasoning_token")
      let rates = TokenRates(
        input: perMillion(input),
        cacheRead: perMillion(range.number("cache_read_input_token_cost") ?? input),
        cacheWrite5m: write.map(perMillion),
        cacheWrite1h: (range.number("cache_creation_input_token_cost_above_1hr") ?? write)
          .map(perMillion),
        output: perMillion(output),
        reasoning: reasoning == output ? nil : reasoning.map(perMillion))
      ends[start] = end
      steps.append(LongContext(threshold: start, inclusive: false, rates: rates))
    }
    steps.sort { $0.threshold < $1.threshold }
    guard let first = steps.first, first.threshold == 0,
      zip(steps, steps.dropFirst()).allSatisfy({ $0.threshold < $1.threshold }),
      zip(steps, steps.dropFirst()).allSatisfy({ ends[$0.threshold] == Double($1.threshold) })
    else { return nil }
    // The flat prices beside the ranges never apply.
    markRead { key in
      [
        "input_cost_per_token", "output_cost_per_token", "output_cost_per_reasoning_token",
        "cache_read_input_token_cost", "cache_creation_input_token_cost",
      ].contains { key.hasPrefix($0) }
    }
    return RateTable(rates: first.rates, longContexts: Array(steps.dropFirst()))
  }

  /// - Returns: `nil` where the model has none, or one whose hours cannot be read.
  /// - Source: LiteLLM 1.109.1, `apply_off_peak_pricing`: a rate that the block leaves out stays.
  mutating func offPeak(over standard: TokenRates) -> OffPeak? {
    guard case .object(let members) = node("off_peak_pricing")?.value else { return nil }
    var block = LiteLLMEntry(name: name, members: members)
    var windows: [OffPeak.Window] = []
    var rules: [LiteLLMEntry] = [block]
    if case .array(let nodes) = block.node("windows")?.value {
      rules += nodes.compactMap { node in
        guard case .object(let members) = node.value else { return nil }
        return LiteLLMEntry(name: name, members: members)
      }
    }
    for var rule in rules {
      guard let hours = rule.node("hours_utc") else { continue }
      var weekdays = Set(1...7)
      if case .array(let days) = rule.node("weekdays")?.value {
        weekdays = Set(days.compactMap { Self.number($0).flatMap { Int(exactly: $0) } })
        guard !weekdays.isEmpty, weekdays.allSatisfy((1...7).contains) else { return nil }
      }
      let texts: [JSONNode]
      if case .array(let several) = hours.value { texts = several } else { texts = [hours] }
      for text in texts {
        guard case .string(let text) = text.value else { return nil }
        let ends = text.split(separator: "-").map { minuteOfDay(String($0)) }
        guard ends.count == 2, let start = ends[0], let end = ends[1] else { return nil }
        windows.append(OffPeak.Window(start: start, end: end, weekdays: weekdays))
      }
    }
    guard !windows.isEmpty else { return nil }
    let offset: Int
    switch block.text("weekday_timezone") {
    case nil, "UTC": offset = 0
    case "Asia/Shanghai": offset = 8
    default: return nil
    }
    let input = block.number("input_cost_per_token").map(perMillion)
    let isReadListed = number("cache_read_input_token_cost") != nil
    let read = block.number("cache_read_input_token_cost").map(perMillion)
    return OffPeak(
      windows: windows, weekdayOffset: offset,
      rates: TokenRates(
        input: input ?? standard.input,
        cacheRead: read ?? (isReadListed ? standard.cacheRead : input ?? standard.cacheRead),
        cacheWrite5m: block.number("cache_creation_input_token_cost").map(perMillion)
          ?? standard.cacheWrite5m,
        cacheWrite1h: standard.cacheWrite1h,
        output: block.number("output_cost_per_token").map(perMillion) ?? standard.output,
        reasoning: block.number("output_cost_per_reasoning_token").map(perMillion)
          ?? standard.reasoning,
        audioInput: standard.audioInput, audioCacheRead: standard.audioCacheRead,
        imageInput: standard.imageInput, audioOutput: standard.audioOutput,
        imageOutput: standard.imageOutput))
  }

  /// Factors by region, and that of Anthropic's fast mode.
  mutating func factors() -> (uplifts: RegionalUplifts, fast: Double?) {
    var byRegion: [String: Double] = [:]
    for region in ["eu", "us"] {
      byRegion[region] = number("regional_processing_uplift_multiplier_\(region)")
    }
    var fast: Double?
    if case .object(let members) = node("provider_specific_entry")?.value {
      for member in members {
        guard let factor = Self.number(member.value) else { continue }
        if member.key == "fast" { fast = factor } else { byRegion[member.key] = factor }
      }
    }
    let uplifts = RegionalUplifts(
      byRegion: byRegion, elsewhere: number("regional_endpoint_uplift_multiplier"))
    return (uplifts, fast)
  }

  /// - Returns: The fees, and whether searches have several prices, of which the middle one is taken,
  ///   as LiteLLM does without a size.
  mutating func fees() -> (fees: CallFees, hasSearchSizes: Bool) {
    let request = number("input_cost_per_request") ?? 0
    let billingUnit = text("web_search_billing_unit")
    let provider = text("litellm_provider") ?? ""
    var free: FreeAllowance?
    if case .object(let members) = node("search_free_requests")?.value {
      var block = LiteLLMEntry(name: name, members: members)
      if let count = block.number("count").flatMap({ Int(exactly: $0) }), count > 0,
        let period = block.text("period").flatMap(FreeAllowance.Period.init)
      {
        free = FreeAllowance(count: count, period: period, group: block.text("shared_group"))
      }
    }
    guard case .object(let members) = node("search_context_cost_per_query")?.value else {
      return (CallFees(request: request), false)
    }
    var sizes = LiteLLMEntry(name: name, members: members)
    let prices = ["low", "medium", "high"].compactMap { sizes.number("search_context_size_\($0)") }
    let price = sizes.number("search_context_size_medium") ?? prices.first
    // Google bills a prompt that searched, unless the map says that it bills queries.
    let isGoogle = provider.hasPrefix("gemini") || provider.hasPrefix("vertex_ai")
    let unit: SearchFee.Unit = isGoogle && billingUnit != "per_query" ? .prompt : .query
    return (
      CallFees(
        request: request,
        webSearch: price.map { SearchFee(price: $0, unit: unit, free: free) }),
      Set(prices).count > 1
    )
  }
}
