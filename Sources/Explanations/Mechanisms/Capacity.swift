import Scenarios
import Simulation

extension Mechanism {
  /// Hours of a month of 13/3 weeks.
  private static let hours = 728.0

  static let capacity = Mechanism(
    "capacity", "capacity",
    "Capacity for a model that is paid by the hour, used or not. What an hour's load exceeds it by is"
      + " paid by the token; the estimate says where both cost the same.",
    fields: [.value("model"), .part("provisioned"), .part("selfHosted")],
    metrics: [.costInference], sources: [.definition], guide: .capacity)

  static let provisioned = Mechanism(
    "provisioned", "provisioned throughput",
    "Units reserved at the provider, each serving so many tokens a minute, where an output token weighs"
      + " as much as several of input.",
    fields: [
      .value("units"), .value("tokensPerMinute"), .value("outputWeight"), .value("minimum"),
      .value("step"), .value("pricePerUnitHour"),
    ],
    sources: [.definition, Source("Units of the provider's price page (price book)", .official)],
    guide: .capacity
  ) { site in
    guard let capacity = site.capacity, case .provisioned(let bought) = capacity.kind else {
      return []
    }
    return [
      Figure("U", "units that are bought", "units") { _ in Double(bought.units) },
      Figure("c", "input tokens a minute that one serves", "tokens") { $0(bought.tokensPerMinute) },
      Figure("T", "input tokens a minute that all serve", "tokens", "U * c") {
        Double(bought.units) * $0(bought.tokensPerMinute)
      },
      Figure("p", "price of a unit for an hour", "USD") { $0(bought.pricePerUnitHour) },
      Figure("F", "price of all for a month of 728 hours", "USD", "U * p * 728") {
        Double(bought.units) * $0(bought.pricePerUnitHour) * hours
      },
    ]
  }

  static let selfHosted = Mechanism(
    "selfHosted", "self-hosted capacity",
    "Servers of one's own, as many in each hour as its load needs at the utilisation aimed at, within"
      + " the smallest and the largest number.",
    fields: [
      .value("inputTokensPerSecond"), .value("outputTokensPerSecond"), .value("gpusPerReplica"),
      .value("pricePerGPUHour"), .value("minimumReplicas"), .value("maximumReplicas"),
      .value("targetUtilisation"),
    ],
    sources: [.definition], guide: .capacity
  ) { site in
    guard let capacity = site.capacity, case .selfHosted(let servers) = capacity.kind else {
      return []
    }
    return [
      Figure("g", "GPUs of a replica", "") { _ in Double(servers.gpusPerReplica) },
      Figure("p", "price of a GPU for an hour", "USD") { $0(servers.pricePerGPUHour) },
      Figure("r", "price of a replica for an hour", "USD", "g * p") {
        Double(servers.gpusPerReplica) * $0(servers.pricePerGPUHour)
      },
      Figure("n", "replicas that always run", "") { _ in Double(servers.minimumReplicas) },
      Figure("F", "price of those for a month of 728 hours", "USD", "n * r * 728") {
        Double(servers.minimumReplicas) * Double(servers.gpusPerReplica)
          * $0(servers.pricePerGPUHour) * hours
      },
    ]
  }
}
