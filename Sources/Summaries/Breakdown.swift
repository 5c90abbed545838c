import Scenarios
import Simulation

/// The mean of `cost.total` taken apart in five ways; the parts of each sum to the whole.
package struct Breakdown: Sendable, Equatable {
  /// Names of the parts that belong to no model, call or segment.
  package static let harness = "(harness)"
  package static let fixed = "(fixed)"
  /// Name of what no segment causes by its use.
  package static let shared = "(shared)"
  /// Name, among models, of what is committed to with a provider.
  package static func committed(with provider: String) -> String { "(committed: \(provider))" }

  package struct Part: Sendable, Equatable {
    package let name: String
    /// US dollars over the horizon.
    package let cost: Estimate

    package init(name: String, cost: Estimate) {
      self.name = name
      self.cost = cost
    }
  }

  package let total: Estimate
  /// `inference`, `harness`, `fixed`, and `commitments` where there are any, in this order.
  package let layers: [Part]
  /// The other four are largest first.
  package let models: [Part]
  package let meters: [Part]
  package let segments: [Part]
  package let calls: [Part]

  package init(_ result: SimulationResult, strategy: Int) {
    let entries = result.strategies[strategy].breakdown
    let fixed = result.strategies[strategy].fixedMeans

    func parts(_ name: (BreakdownEntry) -> String) -> [Part] {
      var tally = Tally()
      for entry in entries { tally.add(entry.means, to: name(entry)) }
      tally.add(fixed, to: Self.fixed)
      return tally.parts.sorted { ($1.cost.value, $0.name) < ($0.cost.value, $1.name) }
    }
    let providers = Dictionary(
      uniqueKeysWithValues: result.scenario.commitments.map { ($0.label, $0.provider) })
    models = parts { entry in
      entry.model ?? entry.call.flatMap { providers[$0] }.map { Self.committed(with: $0) }
        ?? Self.harness
    }
    meters = parts { $0.meter.rawValue }
    segments = parts { entry in
      entry.segment.map { result.scenario.segments[$0].name } ?? Self.shared
    }
    calls = parts { $0.call ?? Self.harness }

    var layers = Tally()
    let none = [Double](repeating: 0, count: result.randomisations)
    layers.add(none, to: "inference")
    layers.add(none, to: "harness")
    layers.add(none, to: "fixed")
    for entry in entries { layers.add(entry.means, to: entry.meter.layer) }
    layers.add(fixed, to: "fixed")
    self.layers = layers.parts

    var all = Tally()
    for entry in entries { all.add(entry.means, to: "total") }
    all.add(fixed, to: "total")
    total = all.parts[0].cost
  }
}

extension CostMeter {
  var layer: String {
    switch self {
    case .input, .cacheRead, .cacheWrite, .output, .fees, .provisioned, .selfHosted, .spill:
      "inference"
    case .harnessPerUnit, .responseCache, .vectorQueries, .egress, .compute, .retrieval,
      .vectorStore, .embeddings, .guardrails, .observability, .storage:
      "harness"
    case .commitment, .idleCommitment: "commitments"
    }
  }
}

/// Sums by name of the means of each randomisation, names in the order of their first appearance.
private struct Tally {
  private var names: [String] = []
  private var sums: [String: [Double]] = [:]

  mutating func add(_ means: [Double], to name: String) {
    guard let sum = sums[name] else {
      names.append(name)
      sums[name] = means
      return
    }
    sums[name] = zip(sum, means).map { $0 + $1 }
  }

  var parts: [Breakdown.Part] {
    names.map { name in
      let means = sums[name] ?? []
      return Breakdown.Part(name: name, cost: Estimate(meanOfReplicates: means))
    }
  }
}
