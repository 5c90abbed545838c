import Pricing

/// Prices with round numbers, for arithmetic by hand.
enum SmallPrice {
  static let day = CalendarDate("2026-11-01") ?? CalendarDate(daysSinceEpoch: 0)

  /// Dollars per million tokens: 10 in, 1 read, 12 and 20 written, 50 out.
  static let rates = TokenRates(
    input: 10, cacheRead: 1, cacheWrite5m: 12, cacheWrite1h: 20, output: 50)

  static let longRates = TokenRates(
    input: 20, cacheRead: 2, cacheWrite5m: 24, cacheWrite1h: 40, output: 75)

  static func model(
    rates: TokenRates = rates, longContexts: [LongContext] = [],
    tiers: [ServiceTier: TierPrice] = [:], offPeak: OffPeak? = nil,
    uplifts: RegionalUplifts = .none, fees: CallFees = .none, storage: Double? = nil,
    counting: TokenCounting = .none, name: String = "m"
  ) -> ModelPrice {
    ModelPrice(
      name: name, provider: "p",
      standard: RateTable(rates: rates, longContexts: longContexts), tiers: tiers,
      offPeak: offPeak, uplifts: uplifts, fees: fees, cacheStoragePerHour: storage,
      minimumCacheTokens: 0, cacheBlockTokens: 1, counting: counting, checked: day, source: "s")
  }
}

extension ModelPrice {
  /// Price of a batch request over its standard price, on input; `nil` where no batch tier is listed.
  var batchFactor: Double? { tiers[.batch]?.factor }
}

/// Equal to the last digits of a double: sums of products of round numbers.
func isClose(_ value: Double, _ expected: Double) -> Bool {
  abs(value - expected) <= 1e-12 * max(abs(expected), 1e-300)
}
