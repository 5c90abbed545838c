/// Capacity for a model that is paid by the hour, used or not, instead of by the token.
package struct Capacity: Sendable {
  package enum Kind: Sendable {
    case provisioned(Provisioned)
    case selfHosted(SelfHosted)
  }

  /// Throughput reserved at the model's provider.
  package struct Provisioned: Sendable {
    /// Units that are bought: on the provider's step, and no fewer than its minimum.
    package let units: Int
    /// Input tokens a minute that one unit serves, and what an output token weighs.
    package let tokensPerMinute: Quantity
    package let outputWeight: Quantity
    /// US dollars.
    package let pricePerUnitHour: Quantity

    package init(
      units: Int, tokensPerMinute: Quantity, outputWeight: Quantity, pricePerUnitHour: Quantity
    ) {
      self.units = units
      self.tokensPerMinute = tokensPerMinute
      self.outputWeight = outputWeight
      self.pricePerUnitHour = pricePerUnitHour
    }
  }

  /// Servers of one's own, whose number follows the load of the hour.
  package struct SelfHosted: Sendable {
    /// Of one replica with nothing else to do.
    package let inputTokensPerSecond: Quantity
    package let outputTokensPerSecond: Quantity
    package let gpusPerReplica: Int
    /// US dollars.
    package let pricePerGPUHour: Quantity
    package let minimumReplicas: Int
    /// `nil` where there are always enough.
    package let maximumReplicas: Int?
    /// Share of a replica's throughput that load may take.
    package let targetUtilisation: Quantity

    package init(
      inputTokensPerSecond: Quantity, outputTokensPerSecond: Quantity, gpusPerReplica: Int,
      pricePerGPUHour: Quantity, minimumReplicas: Int, maximumReplicas: Int?,
      targetUtilisation: Quantity
    ) {
      self.inputTokensPerSecond = inputTokensPerSecond
      self.outputTokensPerSecond = outputTokensPerSecond
      self.gpusPerReplica = gpusPerReplica
      self.pricePerGPUHour = pricePerGPUHour
      self.minimumReplicas = minimumReplicas
      self.maximumReplicas = maximumReplicas
      self.targetUtilisation = targetUtilisation
    }
  }

  package let name: String
  package let model: String
  package let kind: Kind

  package init(name: String, model: String, kind: Kind) {
    self.name = name
    self.model = model
    self.kind = kind
  }
}
