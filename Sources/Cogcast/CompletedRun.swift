import Economics
import Governance
import Reports
import Scenarios
import Simulation

/// A finished simulation with what its documents have in common.
struct CompletedRun {
  let evaluator: MetricEvaluator
  let gates: [GateLine]

  var result: SimulationResult { evaluator.result }
  var scenario: Scenario { result.scenario }

  var record: RunRecord {
    RunRecord(
      version: cogcastVersion, scenario, options: result.options, trials: result.options.trials)
  }

  /// What the file, then the engine, warns of.
  var warnings: [Warning] {
    scenario.warnings.map { Warning(location: $0.location, message: $0.message) }
      + result.notes.filter { $0.kind == .warning }.map {
        Warning(location: nil, message: $0.message)
      }
  }

  var notes: [EngineNote] {
    result.notes.filter { $0.kind != .warning } + evaluator.quantileNotes
  }
}

extension RunRecord {
  init(version: String, _ scenario: Scenario, options: SimulationOptions, trials: Int) {
    self.init(
      version: version, scenario: scenario.name, unit: scenario.unit,
      attribution: scenario.attribution.fields, horizon: scenario.horizon,
      book: Book(
        name: scenario.prices.book, asOf: scenario.prices.asOf.description,
        sha256: scenario.prices.sha256),
      seed: options.seed, method: options.method, trials: trials,
      randomisations: options.randomisations)
  }
}
