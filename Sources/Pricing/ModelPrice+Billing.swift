extension ModelPrice {
  /// The rates of a request whose prompt, cached tokens included, has this many tokens.
  ///
  /// All tokens of the request bill at them, the output too; no provider bills a margin beyond the
  /// threshold only.
  package func rates(promptTokens: Double) -> TokenRates {
    guard let longContext else { return rates }
    let threshold = Double(longContext.threshold)
    let isLong = longContext.inclusive ? promptTokens >= threshold : promptTokens > threshold
    return isLong ? longContext.rates : rates
  }
}
