import Governance
import Simulation

/// Everything that one check of a scenario's gates prints.
package struct GateCheck: Sendable {
  package let run: RunRecord
  /// Name of the strategy in use; `nil` for a scenario without routing.
  package let strategy: String?
  /// The forecast that the gates are held against, in one sentence.
  package let headline: String
  package let gates: [GateLine]
  package let warnings: [Warning]
  package let notes: [EngineNote]

  package var verdict: Verdict { gates.verdict }

  package init(
    run: RunRecord, strategy: String?, headline: String, gates: [GateLine], warnings: [Warning],
    notes: [EngineNote]
  ) {
    self.run = run
    self.strategy = strategy
    self.headline = headline
    self.gates = gates
    self.warnings = warnings
    self.notes = notes
  }
}
