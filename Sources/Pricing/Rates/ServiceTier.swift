/// How fast, and at what price, a provider serves a request.
///
/// The names are those of the public price maps; `fast` is Anthropic's fast mode.
package enum ServiceTier: String, Sendable, CaseIterable {
  case standard, batch, flex, balanced, priority, fast, ultrafast
}

/// The prices of a tier other than the standard one.
package struct TierPrice: Sendable, Equatable {
  package let table: RateTable
  /// Price of a token of input over its standard price. It is that of every meter where the book
  /// writes the tier as a factor; otherwise single meters may differ.
  package let factor: Double

  package init(table: RateTable, factor: Double) {
    self.table = table
    self.factor = factor
  }
}
