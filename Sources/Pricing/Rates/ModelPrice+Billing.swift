extension ModelPrice {
  /// The standard rates of a request whose prompt, cached tokens included, has this many tokens.
  ///
  /// All tokens of the request bill at them, the output too; no provider bills a margin beyond the
  /// threshold only.
  package func rates(promptTokens: Double) -> TokenRates {
    standard.rates(promptTokens: promptTokens)
  }

  /// The rates of a request by its tier, its prompt and its time, before any regional uplift.
  ///
  /// Off-peak rates are those of the standard tier, in a provider's own words; without a time, the
  /// peak holds.
  ///
  /// - Throws: ``ChargeError`` for a tier that the book has no price of.
  package func rates(
    promptTokens: Double, tier: ServiceTier, at moment: Moment?
  ) throws(ChargeError) -> TokenRates {
    guard tier != .standard else {
      if let offPeak, let moment, offPeak.holds(at: moment) { return offPeak.rates }
      return standard.rates(promptTokens: promptTokens)
    }
    guard let price = tiers[tier] else {
      throw .tierWithoutPrice(model: name, tier: tier, priced: tiers.keys.map(\.rawValue).sorted())
    }
    return price.table.rates(promptTokens: promptTokens)
  }

  /// The factor on every token rate of a request that was served in a region.
  package func regionalUplift(_ region: String?) -> Double {
    guard let region else { return 1 }
    return uplifts.factor(in: region)
  }

  /// What a usage costs, by meter.
  ///
  /// - Parameter freeSearches: Units of web search that cost nothing, as ``AllowanceLedger`` says.
  /// - Throws: ``ChargeError`` for a tier that the book has no price of.
  package func charge(
    for usage: Usage, freeSearches: Int = 0
  ) throws(ChargeError) -> Charge {
    let rates = try rates(
      promptTokens: usage.promptTokensPerRequest, tier: usage.serviceTier, at: usage.at)
    let scale = regionalUplift(usage.region) / 1e6
    var charge = Charge()
    func cost(_ tokens: Int, _ rate: Double) -> Double { Double(tokens) * rate * scale }
    charge.input = cost(
      usage.uncachedInputTokens - usage.audioInputTokens - usage.imageInputTokens, rates.input)
    charge.audioInput = cost(usage.audioInputTokens, rates.audioInput ?? rates.input)
    charge.imageInput = cost(usage.imageInputTokens, rates.imageInput ?? rates.input)
    charge.cacheRead =
      cost(usage.cacheReadTokens - usage.audioCacheReadTokens, rates.cacheRead)
      + cost(usage.audioCacheReadTokens, rates.audioCacheRead ?? rates.cacheRead)
    let write5m = rates.cacheWrite5m ?? rates.input
    charge.cacheWrite5m = cost(usage.cacheWrite5mTokens, write5m)
    charge.cacheWrite1h = cost(usage.cacheWrite1hTokens, rates.cacheWrite1h ?? write5m)
    charge.output = cost(
      usage.outputTokens - usage.reasoningTokens - usage.audioOutputTokens
        - usage.imageOutputTokens, rates.output)
    charge.reasoning = cost(usage.reasoningTokens, rates.reasoning ?? rates.output)
    charge.audioOutput = cost(usage.audioOutputTokens, rates.audioOutput ?? rates.output)
    charge.imageOutput = cost(usage.imageOutputTokens, rates.imageOutput ?? rates.output)
    if usage.cacheStorageTokenHours > 0 {
      guard let perHour = cacheStoragePerHour else { throw .storageWithoutPrice(model: name) }
      charge.cacheStorage = usage.cacheStorageTokenHours * perHour * scale
    }
    charge.requests = Double(usage.requests) * fees.request
    if usage.webSearches > 0 {
      guard let fee = fees.webSearch else { throw .searchWithoutPrice(model: name) }
      let units = fee.units(searches: usage.webSearches, requests: usage.requests)
      charge.webSearches = Double(max(units - freeSearches, 0)) * fee.price
    }
    return charge
  }
}

/// Why a usage has no cost.
package enum ChargeError: Error, Equatable, Sendable, CustomStringConvertible {
  case tierWithoutPrice(model: String, tier: ServiceTier, priced: [String])
  case searchWithoutPrice(model: String)
  case storageWithoutPrice(model: String)

  package var description: String {
    switch self {
    case .tierWithoutPrice(let model, let tier, let priced):
      "the price book has no \(tier.rawValue) price of \(model); it has "
        + (["standard"] + priced).joined(separator: ", ") + "."
    case .searchWithoutPrice(let model):
      "the price book has no price of a web search by \(model); add `fees.webSearch` to its entry."
    case .storageWithoutPrice(let model):
      "the price book has no price of cache storage of \(model); add `cacheStoragePerHour` to its"
        + " entry."
    }
  }
}
