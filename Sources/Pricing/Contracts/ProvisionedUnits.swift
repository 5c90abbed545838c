/// Reserved throughput that is billed by the hour, used or not.
///
/// - Source: Microsoft, azure-ai-docs, "Provisioned throughput sizing" (2026-05-21).
package struct ProvisionedUnits: Sendable, Equatable {
  /// Input tokens a minute that one unit serves.
  package let tokensPerMinute: Double
  /// Input tokens that one output token weighs.
  package let outputWeight: Double
  /// Fewest units that can be bought, and the step above them.
  package let minimum: Int
  package let step: Int
  /// US dollars; `nil` where the provider publishes none.
  package let pricePerUnitHour: Double?

  /// - Precondition: `tokensPerMinute` is positive, `step` and `minimum` are at least 1.
  package init(
    tokensPerMinute: Double, outputWeight: Double, minimum: Int, step: Int,
    pricePerUnitHour: Double?
  ) {
    precondition(tokensPerMinute > 0 && step >= 1 && minimum >= 1)
    self.tokensPerMinute = tokensPerMinute
    self.outputWeight = outputWeight
    self.minimum = minimum
    self.step = step
    self.pricePerUnitHour = pricePerUnitHour
  }

  /// The load of a peak minute, in units, before the minimum and the step.
  ///
  /// - Parameters:
  ///   - requestsPerMinute: At the peak.
  ///   - cachedShare: Of the input, 0...1; cached tokens take no capacity.
  package func load(
    requestsPerMinute: Double, inputTokens: Double, outputTokens: Double, cachedShare: Double = 0
  ) -> Double {
    requestsPerMinute * (inputTokens * (1 - cachedShare) + outputWeight * outputTokens)
      / tokensPerMinute
  }

  /// The units to buy for a load: the next step above it, and no fewer than the minimum.
  package func units(forLoad load: Double) -> Int {
    max(minimum, Int((load / Double(step)).rounded(.up)) * step)
  }

  /// US dollars; reserved units are billed around the clock. `nil` without a price.
  package func cost(units: Int, hours: Double) -> Double? {
    pricePerUnitHour.map { Double(units) * hours * $0 }
  }
}
