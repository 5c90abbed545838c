import Simulation

/// The request noise of the entries of a breakdown, trial by trial.
///
/// The engine records the noise of what each model costs, and of what each segment does. An allocation takes
/// those of one partition, so that the parts sum to the sampled whole; within a model or a segment the entries
/// share its noise in proportion to what they cost.
struct AllocationNoise {
  enum Partition {
    /// What each model costs, and the harness of all sessions.
    case models
    /// What each segment costs, its harness with it.
    case segments
  }

  private enum Group: Hashable {
    case model(String)
    case harness
    case segment(Int)
  }

  private let partition: Partition
  /// By trial, sampled over expected cost of the entries that have noise.
  private var factors: [Group: [Double]] = [:]

  /// - Precondition: The entries have their costs by trial.
  init(_ metrics: Metrics, _ entries: [BreakdownEntry], _ partition: Partition) {
    self.partition = partition
    var bases: [Group: [Double]] = [:]
    for entry in entries {
      guard let group = group(of: entry) else { continue }
      bases[group] = bases[group].map { zip($0, entry.trials).map(+) } ?? entry.trials
    }
    factors = bases.reduce(into: [:]) { factors, base in
      let recorded = Self.recorded(base.key, metrics)
      factors[base.key] = base.value.indices.map { trial in
        let cost = base.value[trial]
        let noise = recorded.sampled[trial] - recorded.expected[trial]
        return cost > 0 ? 1 + noise / cost : 1
      }
    }
  }

  /// What an entry costs with its noise, by trial.
  func sampled(_ entry: BreakdownEntry) -> [Double] {
    guard let factors = group(of: entry).flatMap({ factors[$0] }) else { return entry.trials }
    return zip(entry.trials, factors).map { $0 * $1 }
  }

  /// `nil` for what has no noise: what no segment causes, and what does not fit into a capacity.
  private func group(of entry: BreakdownEntry) -> Group? {
    guard let segment = entry.segment, entry.meter != .spill else { return nil }
    switch partition {
    case .segments: return .segment(segment)
    case .models: return entry.model.map { .model($0) } ?? .harness
    }
  }

  private static func recorded(_ group: Group, _ metrics: Metrics) -> TrialSeries {
    switch group {
    case .model(let name): metrics.column(.inferenceCost, .model(name))
    case .harness: metrics.column(.harnessCost)
    case .segment(let index):
      metrics.column(.inferenceCost, .segment(index))
        + metrics.column(.harnessCost, .segment(index))
    }
  }
}
