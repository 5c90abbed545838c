import Governance
import Simulation

/// Everything that one check of a scenario's gates prints.
package struct GateCheck: Sendable {
  /// The scenario's file, as it was named.
  package let file: String
  /// What changes were held against; `nil` without a base.
  package let base: String?
  package let run: RunRecord
  /// Name of the strategy in use; `nil` for a scenario without routing.
  package let strategy: String?
  /// The forecast that the gates are held against, in one sentence.
  package let headline: String
  /// Every metric without an index.
  package let bands: [MetricBand]
  /// Gates of the scenario first, then what the policy asks.
  package let gates: [GateLine]
  package let warnings: [Warning]
  package let notes: [EngineNote]

  package var verdict: Verdict { gates.verdict }

  package init(
    file: String, base: String?, run: RunRecord, strategy: String?, headline: String,
    bands: [MetricBand], gates: [GateLine], warnings: [Warning], notes: [EngineNote]
  ) {
    self.file = file
    self.base = base
    self.run = run
    self.strategy = strategy
    self.headline = headline
    self.bands = bands
    self.gates = gates
    self.warnings = warnings
    self.notes = notes
  }
}
