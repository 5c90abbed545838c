import Governance
import Simulation

/// Everything that one check of a scenario's gates prints.
package struct GateCheck: Sendable {
  package let run: RunRecord
  package let gates: [GateLine]
  package let warnings: [Warning]
  package let notes: [EngineNote]

  package var verdict: Verdict { gates.verdict }

  package init(
    run: RunRecord, gates: [GateLine], warnings: [Warning], notes: [EngineNote]
  ) {
    self.run = run
    self.gates = gates
    self.warnings = warnings
    self.notes = notes
  }
}
