import Economics
import Governance
import Scenarios
import Simulation
import Summaries

extension GuideFigures {
  /// Forecasts every scenario and holds each printed figure against its forecast.
  ///
  /// All scenarios are simulated on the same random numbers, so that noise cancels in a ratio of two.
  ///
  /// - Parameters:
  ///   - options: Method, trials or precision, seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for options that the engine cannot serve,
  ///   ``CogcastError/cancelled`` when the task is.
  public func check(
    _ options: RunOptions = RunOptions(), progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> GuideCheck {
    let simulation = JointSimulation(
      over: scenarios.map(\.feature.scenario), try options.simulation(.distributions),
      progress: progress)
    let evaluators = try await simulation.run(
      scenarios.map { part($0.name, $0.feature.scenario) }, precision: options.precision)
    func value(_ measured: (scenario: String, measure: GuideMeasure)) -> Replicated? {
      scenarios.firstIndex { $0.name == measured.scenario }
        .flatMap { measured.measure.value(on: evaluators[$0]) }
    }
    return GuideCheck(
      lines: entries.map { entry in
        GuideCheckLine(
          entry.figure, quantity: value(entry.measures[0]),
          divisor: entry.measures.dropFirst().first.flatMap(value))
      })
  }

  /// What is simulated of a scenario: the strategy in use and those that measures name.
  private func part(_ name: String, _ scenario: Scenario) -> JointSimulation.Part {
    let measures = entries.flatMap(\.measures).filter { $0.scenario == name }.map(\.measure)
    let strategies = scenario.routing.map { routing in
      measures.compactMap { $0.requiredStrategy(in: scenario) }
        .reduce(into: [routing.use]) { if !$0.contains($1) { $0.append($1) } }
    }
    return JointSimulation.Part(
      scenario: scenario, strategies: strategies ?? [],
      columns: measures.flatMap { $0.requiredColumns(for: scenario) })
  }
}
