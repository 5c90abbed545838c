import Scenarios

/// What all sessions of a workflow draw alike, with the numbers of one trial.
struct SampledWorkflow {
  let turnTable: CountTable
  /// By call.
  var lengths: [DrawnLengths]

  init(_ workflow: Workflow, _ trial: WorkflowTrial, _ inputs: Inputs) {
    turnTable = CountTable(trial.turns.probabilities)
    lengths = workflow.calls.map { DrawnLengths($0, inputs) }
  }

  /// Throws away what has been drawn ahead for a play of so many sessions, and turns of theirs.
  mutating func expect(turns: Int, sessions: Int) {
    for call in lengths.indices { lengths[call].expect(turns: turns, sessions: sessions) }
  }
}
