import Economics
import Foundation
import Governance
import Reports
import Scenarios
import Simulation

/// A finished simulation with what its documents have in common.
struct CompletedRun {
  let evaluator: MetricEvaluator
  let gates: [GateLine]
  /// What was asked for, relative.
  var precision: Double?

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
      } + missedPrecision
  }

  private var missedPrecision: [Warning] {
    guard let precision, evaluator.relativeHalfWidth > precision else { return [] }
    func percent(_ share: Double) -> String { String(format: "%.2g %%", 100 * share) }
    return [
      Warning(
        location: nil,
        message: "the P95 of cost.total is known to \(percent(evaluator.relativeHalfWidth)), not to"
          + " the \(percent(precision)) asked for: trials have doubled \(JointSimulation.doublings) times."
          + " Begin with more --trials.")
    ]
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
