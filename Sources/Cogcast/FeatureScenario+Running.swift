import Economics
import Governance
import Reports
import Scenarios
import Simulation
import Summaries

extension FeatureScenario {
  /// Forecasts the cost of the strategy in use.
  ///
  /// - Parameters:
  ///   - options: Method, trials or precision, seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for options that the engine cannot serve,
  ///   ``CogcastError/cancelled`` when the task is.
  public func estimate(
    _ options: RunOptions = RunOptions(), progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureEstimate {
    let run = try await simulate(options, strategies: usedStrategies, progress: progress)
    return FeatureEstimate(Forecast(run))
  }

  /// Forecasts strategies side by side, on the same random numbers.
  ///
  /// - Parameters:
  ///   - names: The strategies, in this order; all of the scenario when empty.
  ///   - options: Method, trials or precision, seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for an unknown strategy, one named twice or fewer
  ///   than two, and as ``estimate(_:progress:)`` does.
  public func compare(
    strategies names: [String] = [], _ options: RunOptions = RunOptions(),
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureComparison {
    let names = names.isEmpty ? strategies : names
    var asked: [Int] = []
    for name in names {
      let index = try index(ofStrategy: name)
      guard !asked.contains(index) else {
        throw .invalidRequest("strategy `\(name)` is named twice; name each once.")
      }
      asked.append(index)
    }
    guard asked.count >= 2 else {
      throw .invalidRequest(
        "a comparison needs two strategies; \(file) has "
          + (strategies.isEmpty ? "no routing." : "\(strategies.joined(separator: ", "))."))
    }
    let needed = gates.isEmpty ? asked : asked + usedStrategies.filter { !asked.contains($0) }
    let run = try await simulate(options, strategies: needed, progress: progress)
    return FeatureComparison(ForecastComparison(run, sides: asked.count))
  }

  /// Holds the scenario's gates against its forecast.
  ///
  /// - Parameters:
  ///   - options: Method, trials or precision, seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` for a scenario without gates: nothing
  ///   would be checked, which must not read as a pass; and as ``estimate(_:progress:)`` does.
  public func checkGates(
    _ options: RunOptions = RunOptions(), progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureGateCheck {
    guard !gates.isEmpty else {
      let finding = Diagnostic(
        severity: .error, location: SourceLocation(line: 1, column: 1, pointer: "/gates"),
        message: "the scenario has no gates, so there is nothing to check; add some, "
          + "e.g. \"gates\": [\"p95(cost.month) <= 5000\"].")
      throw .invalidScenario(file: file, findings: [Finding(finding)])
    }
    let run = try await simulate(options, strategies: usedStrategies, progress: progress)
    return FeatureGateCheck(GateCheck(run))
  }

  /// The strategy in use, then those that gates name; empty without routing.
  private var usedStrategies: [Int] {
    guard let routing = scenario.routing else { return [] }
    var strategies = [routing.use]
    for (gate, _) in gates {
      guard let named = gate.requiredStrategy(in: scenario), !strategies.contains(named) else {
        continue
      }
      strategies.append(named)
    }
    return strategies
  }

  private func simulate(
    _ options: RunOptions, strategies: [Int], progress: (@Sendable (Double) -> Void)?
  ) async throws(CogcastError) -> CompletedRun {
    var simulation = try options.simulation(strategies: strategies)
    simulation.extraColumns = gates.flatMap { $0.gate.requiredColumns(for: scenario) }
    let result: SimulationResult
    do {
      result = try await Simulator(scenario: scenario, options: simulation).run(progress: progress)
    } catch {
      // The engine's only error.
      throw .cancelled
    }
    let evaluator = MetricEvaluator(result)
    return CompletedRun(
      evaluator: evaluator,
      gates: gates.map { GateLine($0.gate.report(on: evaluator, at: $0.location)) })
  }
}
