/// Servers of one's own for a model: they cost by the hour, and their number follows the peak.
package struct SelfHostedCapacity: Sendable, Equatable {
  /// Of one replica with nothing else to do.
  package let inputTokensPerSecond: Double
  package let outputTokensPerSecond: Double
  package let gpusPerReplica: Int
  /// US dollars.
  package let pricePerGPUHour: Double
  package let minimumReplicas: Int
  /// Share of a replica's throughput that peak load may take, so that queues stay short; 0...1.
  package let targetUtilisation: Double

  /// - Precondition: Throughputs, GPUs and the utilisation are positive, the utilisation is at most
  ///   1, the price and the minimum are not negative.
  package init(
    inputTokensPerSecond: Double, outputTokensPerSecond: Double, gpusPerReplica: Int,
    pricePerGPUHour: Double, minimumReplicas: Int, targetUtilisation: Double
  ) {
    precondition(inputTokensPerSecond > 0 && outputTokensPerSecond > 0 && gpusPerReplica >= 1)
    precondition(targetUtilisation > 0 && targetUtilisation <= 1)
    precondition(pricePerGPUHour >= 0 && minimumReplicas >= 0)
    self.inputTokensPerSecond = inputTokensPerSecond
    self.outputTokensPerSecond = outputTokensPerSecond
    self.gpusPerReplica = gpusPerReplica
    self.pricePerGPUHour = pricePerGPUHour
    self.minimumReplicas = minimumReplicas
    self.targetUtilisation = targetUtilisation
  }

  /// Replicas that a rate of tokens keeps busy: reading and writing share a replica's time.
  package func load(inputTokensPerSecond input: Double, outputTokensPerSecond output: Double)
    -> Double
  {
    input / inputTokensPerSecond + output / outputTokensPerSecond
  }

  /// Replicas for a peak load.
  package func replicas(forLoad load: Double) -> Int {
    max(minimumReplicas, Int((load / targetUtilisation).rounded(.up)))
  }

  /// US dollars for replicas that run for some hours.
  package func cost(replicas: Int, hours: Double) -> Double {
    Double(replicas * gpusPerReplica) * hours * pricePerGPUHour
  }

  /// Mean share of the throughput that is used; 0 without replicas.
  package func utilisation(meanLoad: Double, replicas: Int) -> Double {
    replicas == 0 ? 0 : meanLoad / Double(replicas)
  }
}
