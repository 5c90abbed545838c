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

  /// The strategy in use, then those that gates name; empty without routing.
  var usedStrategies: [Int] { scenario.strategies(neededBy: gates.map(\.gate)) }

  private func simulate(
    _ options: RunOptions, strategies: [Int], progress: (@Sendable (Double) -> Void)?
  ) async throws(CogcastError) -> CompletedRun {
    let part = JointSimulation.Part(
      scenario: scenario, strategies: strategies, columns: gateColumns)
    let simulation = JointSimulation(over: [scenario], try options.simulation(), progress: progress)
    return completed(try await simulation.run([part], precision: options.precision)[0])
  }

  /// Columns that gates read besides the standard ones.
  var gateColumns: [ColumnKey] { gates.flatMap { $0.gate.requiredColumns(for: scenario) } }

  /// A finished simulation of this scenario, with what its gates say of it.
  func completed(_ evaluator: MetricEvaluator) -> CompletedRun {
    CompletedRun(
      evaluator: evaluator,
      gates: gates.map { GateLine(RuleReport($0.report(on: evaluator))) })
  }
}
