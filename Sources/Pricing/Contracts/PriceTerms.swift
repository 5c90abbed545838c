/// What a customer's contract and choice of region change about list prices.
package struct PriceTerms: Sendable, Equatable {
  /// Share off the list price, 0...1, by provider.
  package let discounts: [String: Double]
  /// Where requests are served; `nil` where the provider is free to choose.
  package let region: String?

  package static let list = PriceTerms(discounts: [:], region: nil)

  package init(discounts: [String: Double], region: String?) {
    self.discounts = discounts
    self.region = region
  }
}

extension ModelPrice {
  /// The price under a contract: the region's uplift on every token rate, then the provider's discount
  /// on everything that it bills by use. Capacity that is bought by the hour keeps its price.
  package func under(_ terms: PriceTerms) -> ModelPrice {
    let uplift = regionalUplift(terms.region)
    let share = 1 - (terms.discounts[provider] ?? 0)
    if uplift == 1, share == 1 { return self }
    return replacing(
      rates: { $0.scaled(by: uplift * share) },
      fees: CallFees(
        request: fees.request * share,
        webSearch: fees.webSearch.map {
          SearchFee(price: $0.price * share, unit: $0.unit, free: $0.free)
        }),
      cacheStoragePerHour: cacheStoragePerHour.map { $0 * uplift * share })
  }

  /// The same model under another name or with other rates; the uplifts are in the rates then, and
  /// tokens are counted as before.
  ///
  /// - Parameter rates: Applied to every set of rates: below and beyond thresholds, of every tier and
  ///   off peak.
  package func replacing(
    name: String? = nil, provider: String? = nil, source: String? = nil,
    rates transform: (TokenRates) -> TokenRates, fees: CallFees? = nil,
    cacheStoragePerHour: Double? = nil, maximumInputTokens: Int? = nil
  ) -> ModelPrice {
    func table(_ table: RateTable) -> RateTable {
      RateTable(
        rates: transform(table.rates),
        longContexts: table.longContexts.map {
          LongContext(
            threshold: $0.threshold, inclusive: $0.inclusive, rates: transform($0.rates))
        })
    }
    var counting = counting
    if name != nil, counting.tokenizer == nil {
      counting = TokenCounting(
        toolPrompt: counting.toolPrompt, images: counting.images,
        audioTokensPerSecond: counting.audioTokensPerSecond,
        videoTokensPerSecond: counting.videoTokensPerSecond,
        tokenizer: Tokenizer(base: self.name, ratio: 1))
    }
    return ModelPrice(
      name: name ?? self.name, provider: provider ?? self.provider, region: region,
      deployment: deployment, standard: table(standard),
      tiers: tiers.mapValues { TierPrice(table: table($0.table), factor: $0.factor) },
      offPeak: offPeak.map {
        OffPeak(
          windows: $0.windows, weekdayOffset: $0.weekdayOffset, rates: transform($0.rates))
      },
      uplifts: .none, fees: fees ?? self.fees,
      cacheStoragePerHour: cacheStoragePerHour ?? self.cacheStoragePerHour,
      minimumCacheTokens: minimumCacheTokens, cacheBlockTokens: cacheBlockTokens,
      maximumInputTokens: maximumInputTokens ?? self.maximumInputTokens,
      counting: counting, provisioned: provisioned, checked: checked, source: source ?? self.source
    )
  }
}
