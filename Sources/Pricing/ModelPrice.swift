/// US dollars per million tokens of one model, by meter.
package struct TokenRates: Sendable, Equatable {
  package let input: Double
  package let cacheRead: Double
  /// `nil` where the provider does not meter writes: written tokens are then plain input.
  package let cacheWrite5m: Double?
  package let cacheWrite1h: Double?
  package let output: Double

  package init(
    input: Double, cacheRead: Double, cacheWrite5m: Double?, cacheWrite1h: Double?, output: Double
  ) {
    self.input = input
    self.cacheRead = cacheRead
    self.cacheWrite5m = cacheWrite5m
    self.cacheWrite1h = cacheWrite1h
    self.output = output
  }
}

/// A whole-request price cliff: beyond the threshold every token of that request, output too, is
/// billed at the long rates. The prompt counts cached tokens.
package struct LongContext: Sendable, Equatable {
  package let threshold: Int
  /// True where a prompt of exactly `threshold` tokens is long (xAI).
  package let inclusive: Bool
  package let rates: TokenRates

  package init(threshold: Int, inclusive: Bool, rates: TokenRates) {
    self.threshold = threshold
    self.inclusive = inclusive
    self.rates = rates
  }
}

/// How one model is billed on the day a scenario was priced.
package struct ModelPrice: Sendable, Equatable {
  package let name: String
  package let provider: String
  package let rates: TokenRates
  package let longContext: LongContext?
  /// Factor on every token rate of a batch request; `nil` where no batch tier is listed.
  package let batchFactor: Double?
  /// Shortest prefix that the provider caches, tokens.
  package let minimumCacheTokens: Int
  /// Cached lengths are multiples of this many tokens.
  package let cacheBlockTokens: Int
  /// Day on which the entry was compared with its source.
  package let checked: CalendarDate
  package let source: String

  package init(
    name: String, provider: String, rates: TokenRates, longContext: LongContext?,
    batchFactor: Double?, minimumCacheTokens: Int, cacheBlockTokens: Int, checked: CalendarDate,
    source: String
  ) {
    self.name = name
    self.provider = provider
    self.rates = rates
    self.longContext = longContext
    self.batchFactor = batchFactor
    self.minimumCacheTokens = minimumCacheTokens
    self.cacheBlockTokens = cacheBlockTokens
    self.checked = checked
    self.source = source
  }
}
