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

  package func holds(promptTokens: Double) -> Bool {
    inclusive ? promptTokens >= Double(threshold) : promptTokens > Double(threshold)
  }
}

/// The rates of one service tier, by the length of the prompt.
package struct RateTable: Sendable, Equatable {
  package let rates: TokenRates
  /// By rising threshold.
  package let longContexts: [LongContext]

  /// - Precondition: Thresholds rise.
  package init(rates: TokenRates, longContexts: [LongContext]) {
    precondition(
      zip(longContexts, longContexts.dropFirst()).allSatisfy { $0.threshold < $1.threshold },
      "thresholds \(longContexts.map(\.threshold)) do not rise")
    self.rates = rates
    self.longContexts = longContexts
  }

  /// The rates of a request whose prompt, cached tokens included, has this many tokens: those of the
  /// highest threshold it crosses, for all its tokens.
  package func rates(promptTokens: Double) -> TokenRates {
    longContexts.last { $0.holds(promptTokens: promptTokens) }?.rates ?? rates
  }

  package func scaled(by factor: Double) -> RateTable {
    RateTable(
      rates: rates.scaled(by: factor),
      longContexts: longContexts.map {
        LongContext(
          threshold: $0.threshold, inclusive: $0.inclusive, rates: $0.rates.scaled(by: factor))
      })
  }
}
