import Economics
import Governance
import JSONDocuments
import Reports
import Scenarios
import Simulation
import Summaries

extension FeatureScenario {
  /// Fields by which an estimate can allocate the cost: labels of the attribution, then `call`, `layer`,
  /// `model`, `provider` and `segment`.
  public var allocationFields: [String] { Allocation.fields(of: scenario) }

  /// Forecasts the cost of the strategy in use.
  ///
  /// - Parameters:
  ///   - fields: Of ``allocationFields``: the report shows what each of their values costs a month. Labels
  ///     that differ within the scenario are always shown.
  ///   - options: Method, trials or precision, seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for options that the engine cannot serve or a field that
  ///   the scenario does not have, ``CogcastError/cancelled`` when the task is.
  public func estimate(
    _ options: RunOptions = RunOptions(), allocatedBy fields: [String] = [],
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureEstimate {
    var simulated = try options.simulation(.full, isHeld: false)
    simulated.sessionsPerTrial = Self.sessionsPerTrial
    let fields = try allocations(fields)
    simulated.keepsTrialCosts = !fields.isEmpty
    let simulation = JointSimulation(over: [scenario], simulated, progress: progress)
    var part = part(strategies: usedStrategies)
    let gates = gates.map(\.gate)
    let judged = gates.flatMap { $0.judgedMetrics(in: MonthGrid(weeks: scenario.horizon.weeks)) }
    part.makeReader = {
      MeasureReader(
        metrics: judged, probabilities: gates.compactMap(\.probability),
        allocatedBy: fields)
    }
    let evaluators = try await simulation.run([part], precision: options.precision)
    await evaluators[0].prepare(threads: simulated.threads)
    var run = completed(evaluators[0])
    run.precision = options.precision
    return FeatureEstimate(Forecast(run, allocatedBy: fields))
  }

  /// The fields asked for, then labels that differ within the scenario.
  private func allocations(_ fields: [String]) throws(CogcastError) -> [String] {
    let known = allocationFields
    for (place, field) in fields.enumerated() {
      guard known.contains(field) else {
        throw .invalidRequest(
          "no field `\(field)` to allocate cost by in \(file).\(Spelling.suggestion(for: field, among: known))"
            + " It has \(known.joined(separator: ", ")).")
      }
      guard !fields[..<place].contains(field) else {
        throw .invalidRequest("`\(field)` is named twice; leave one out.")
      }
    }
    return fields + Allocation.varyingLabels(of: scenario).filter { !fields.contains($0) }
  }

  /// Forecasts strategies side by side, on the same random numbers.
  ///
  /// - Parameters:
  ///   - names: The strategies, in this order; all of the scenario when empty.
  ///   - options: Method, trials or precision, seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for an unknown strategy, one named twice or fewer
  ///   than two, and as ``estimate(_:allocatedBy:progress:)`` does.
  public func compare(
    strategies names: [String] = [], _ options: RunOptions = RunOptions(),
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureComparison {
    try await Self.compare([self], strategies: names, options, progress: progress)
  }

  /// 8,192 sessions with the default number of trials, 82 of them beyond the P99; they take 2 to 4 %
  /// of the time of the scenarios shipped here.
  static let sessionsPerTrial = 8

  /// The strategy in use, then those that gates name; empty without routing.
  var usedStrategies: [Int] { scenario.strategies(neededBy: gates.map(\.gate)) }

  /// What is simulated of this scenario: its gates read columns besides the standard ones.
  func part(strategies: [Int]) -> JointSimulation.Part {
    JointSimulation.Part(
      scenario: scenario, strategies: strategies,
      columns: gates.flatMap { $0.gate.requiredColumns(for: scenario) })
  }

  /// A finished simulation of this scenario, with what its gates say of it.
  func completed(_ evaluator: MetricEvaluator) -> CompletedRun {
    CompletedRun(
      evaluator: evaluator,
      gates: gates.map { GateLine(RuleReport($0.report(on: evaluator))) })
  }
}
