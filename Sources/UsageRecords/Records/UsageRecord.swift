import Pricing

/// One call of a model, or several of the same kind, as every log is normalised to it.
package struct UsageRecord: Sendable, Equatable {
  /// As the log writes it.
  package let model: String
  /// Who served it, as the log writes it; `nil` where the name of the model says it.
  package let provider: String?
  package let usage: Usage
  package let attribution: Attribution
  /// Whether the log counts cached tokens in its input; answers count as the log does.
  package let countsCachedInput: Bool
  /// US dollars that the log says the call cost; `nil` where it does not say.
  package let recordedCost: Double?

  package init(
    model: String, provider: String? = nil, usage: Usage, attribution: Attribution = Attribution(),
    countsCachedInput: Bool = false, recordedCost: Double? = nil
  ) {
    self.model = model
    self.provider = provider
    self.usage = usage
    self.attribution = attribution
    self.countsCachedInput = countsCachedInput
    self.recordedCost = recordedCost
  }
}
