import Economics
import Governance
import Reports
import Scenarios
import Simulation
import Summaries

extension FeatureScenario {
  /// Says which unknown input moves a metric, and which decides a gate or a launch.
  ///
  /// Three answers: the metric with one input at a time at its P5 and P95; Sobol indices, first-order
  /// and total, of its expectation; and for each gate the probability that learning an input turns
  /// the verdict, with what that knowledge is worth in money where something says what a launch
  /// earns.
  ///
  /// - Parameters:
  ///   - metric: As gates name it, e.g. `cost.month{segment:free}`; one that has a mean.
  ///   - gates: Numbers of the scenario's gates, from 1, or gate expressions; every gate of the
  ///     scenario that needs no base when empty.
  ///   - options: Method, trials or precision, seed, threads. Sobol indices take a quarter of the
  ///     trials, rounded down to a power of two, as their base points.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a metric or gate that the scenario cannot answer
  ///   and for options that the engine cannot serve, ``CogcastError/cancelled`` when the task is.
  public func sensitivity(
    metric: String = "cost.total", gates: [String] = [], _ options: RunOptions = RunOptions(),
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureSensitivity {
    let request = try SensitivityRequest(metric: metric, gates: gates, of: self)
    var simulation = try options.simulation(.distributions)
    let part = JointSimulation.Part(
      scenario: scenario, strategies: request.strategies(of: scenario),
      columns: request.columns(of: scenario))
    let evaluator = try await JointSimulation(over: [scenario], simulation) { progress?($0 * 0.3) }
      .run([part], precision: options.precision)[0]
    let learning = SensitivityLearning(request, evaluator)
    var tornado: ForecastSensitivity.Tornado?
    var variance: ForecastSensitivity.VarianceTable?
    if !scenario.assumptions.isEmpty {
      simulation.detail = .means
      let designs = SensitivityDesigns(part, request.metric, simulation)
      variance = try await designs.variance(trials: evaluator.result.trials) {
        progress?(0.3 + $0 * 0.6)
      }
      tornado = try await designs.tornado { progress?(0.9 + $0 * 0.1) }
    }
    let run = CompletedRun(evaluator: evaluator, gates: [])
    let strategy = evaluator.strategy(of: request.metric)
    return FeatureSensitivity(
      ForecastSensitivity(
        run: run.record, strategy: evaluator.result.strategies[strategy].name,
        metric: request.metric.description, unit: request.metric.name.unit,
        mean: evaluator.band(for: request.metric).mean,
        assumptions: scenario.assumptions.map(ForecastSensitivity.Assumption.init),
        tornado: tornado, variance: variance, gates: learning.gates, decision: learning.decision,
        warnings: run.warnings, notes: run.notes + Self.notes(scenario, request)))
  }

  private static func notes(_ scenario: Scenario, _ request: SensitivityRequest) -> [EngineNote] {
    var notes = request.omitted.map { EngineNote(kind: .selection, message: $0) }
    let tied = SensitivityFactors(scenario).groups.filter { $0.count > 1 }
    for group in tied {
      let names = group.map { scenario.assumptions[$0].path }.joined(separator: ", ")
      notes.append(
        EngineNote(
          kind: .correlation,
          message:
            "correlated, and so one factor of the variance: \(names); one at a time they move "
            + "as if they were independent, and what learning one says of the others counts for "
            + "gates and decisions"))
    }
    return notes
  }
}

extension ForecastSensitivity.Assumption {
  init(_ assumption: Scenarios.Assumption) {
    self.init(
      path: assumption.path, source: assumption.source,
      range: (
        assumption.law.quantile(SensitivityFactors.lowProbability),
        assumption.law.quantile(SensitivityFactors.highProbability)
      ))
  }
}
