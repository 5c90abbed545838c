/// How one model is billed on the day a scenario was priced.
package struct ModelPrice: Sendable, Equatable {
  package let name: String
  package let provider: String
  /// Where the entry holds, in the provider's words (`eu`, `us-east-1`, `global`); `nil` where the
  /// provider has one price for all.
  package let region: String?
  /// Kind of deployment, in the provider's words (`data-zone`, `regional`).
  package let deployment: String?
  package let standard: RateTable
  package let tiers: [ServiceTier: TierPrice]
  package let offPeak: OffPeak?
  package let uplifts: RegionalUplifts
  package let fees: CallFees
  /// US dollars per million tokens kept for an hour in an explicit cache.
  package let cacheStoragePerHour: Double?
  /// Shortest prefix that the provider caches, tokens.
  package let minimumCacheTokens: Int
  /// Cached lengths are multiples of this many tokens.
  package let cacheBlockTokens: Int
  /// Longest prompt that the model reads, tokens; `nil` where the entry does not say.
  package let maximumInputTokens: Int?
  package let counting: TokenCounting
  package let provisioned: ProvisionedUnits?
  /// Day on which the entry was compared with its source.
  package let checked: CalendarDate
  package let source: String

  package init(
    name: String, provider: String, region: String? = nil, deployment: String? = nil,
    standard: RateTable, tiers: [ServiceTier: TierPrice] = [:], offPeak: OffPeak? = nil,
    uplifts: RegionalUplifts = .none, fees: CallFees = .none, cacheStoragePerHour: Double? = nil,
    minimumCacheTokens: Int, cacheBlockTokens: Int, maximumInputTokens: Int? = nil,
    counting: TokenCounting = .none, provisioned: ProvisionedUnits? = nil, checked: CalendarDate,
    source: String
  ) {
    self.name = name
    self.provider = provider
    self.region = region
    self.deployment = deployment
    self.standard = standard
    self.tiers = tiers
    self.offPeak = offPeak
    self.uplifts = uplifts
    self.fees = fees
    self.cacheStoragePerHour = cacheStoragePerHour
    self.minimumCacheTokens = minimumCacheTokens
    self.cacheBlockTokens = cacheBlockTokens
    self.maximumInputTokens = maximumInputTokens
    self.counting = counting
    self.provisioned = provisioned
    self.checked = checked
    self.source = source
  }

  /// A model with one price cliff at most, and a batch tier by a factor.
  package init(
    name: String, provider: String, rates: TokenRates, longContext: LongContext?,
    batchFactor: Double?, minimumCacheTokens: Int, cacheBlockTokens: Int,
    maximumInputTokens: Int? = nil, checked: CalendarDate, source: String
  ) {
    let standard = RateTable(rates: rates, longContexts: longContext.map { [$0] } ?? [])
    let batch = batchFactor.map {
      TierPrice(table: standard.scaled(by: $0), factor: $0)
    }
    self.init(
      name: name, provider: provider, standard: standard,
      tiers: batch.map { [.batch: $0] } ?? [:], minimumCacheTokens: minimumCacheTokens,
      cacheBlockTokens: cacheBlockTokens, maximumInputTokens: maximumInputTokens, checked: checked,
      source: source)
  }

  /// The standard rates below every threshold.
  package var rates: TokenRates { standard.rates }

  /// The first of the price cliffs; most models have one or none.
  package var longContext: LongContext? { standard.longContexts.first }
}
