import Economics
import Governance
import Reports
import Scenarios
import Simulation

extension FeatureScenario {
  /// Looks for the five anti-patterns of the FinOps-for-AI guide in the forecast of the strategy in use.
  ///
  /// The same feature is simulated without its background work, its egress and its repetition on the
  /// same random numbers: the differences are what these cost.
  ///
  /// - Parameters:
  ///   - options: Method, trials or precision, seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: As ``estimate(_:allocatedBy:progress:)`` does.
  public func patterns(
    _ options: RunOptions = RunOptions(), progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> PatternReport {
    let (base, forecast) = try await patternForecast(options, progress: progress)
    return PatternReport(
      PatternDocument(
        version: cogcastVersion, scenario: base.record, log: nil, findings: forecast.findings))
  }

  /// Looks for them in the forecast and in a log of the running feature, for which the scenario says
  /// what a unit is worth and what is committed to.
  ///
  /// - Parameters:
  ///   - log: What a log says, as ``UsageLog/history(reading:reporting:)`` reads it.
  ///   - options: Method, trials or precision, seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: As ``estimate(_:allocatedBy:progress:)`` does.
  public func patterns(
    in log: LoggedUse, _ options: RunOptions = RunOptions(),
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> PatternReport {
    let (base, forecast) = try await patternForecast(options, progress: progress)
    return PatternReport(
      PatternDocument(
        version: cogcastVersion, scenario: base.record, log: log.summary,
        findings: forecast.findings + PatternLog(log.history, forecast: forecast).findings),
      invalidRecords: log.invalidRecords)
  }

  private func patternForecast(
    _ options: RunOptions, progress: (@Sendable (Double) -> Void)?
  ) async throws(CogcastError) -> (CompletedRun, PatternForecast) {
    let variants = PatternVariant.allCases.compactMap { variant in
      variant.removed(from: scenario).map { (variant, $0) }
    }
    let layout = OuterLayout([scenario] + variants.map(\.1))
    let strategies = Array(usedStrategies.prefix(1))
    var simulated = try options.simulation(.distributions)
    simulated.sessionsPerTrial = Self.sessionsPerTrial
    let base = try await JointSimulation(on: layout, simulated) { progress?(0.6 * $0) }
      .run(
        [JointSimulation.Part(scenario: scenario, strategies: strategies)],
        precision: options.precision)[0]
    simulated.sessionsPerTrial = 0
    simulated.detail = .means
    let others = try await JointSimulation(on: layout, simulated) { progress?(0.6 + 0.4 * $0) }
      .run(
        variants.map { JointSimulation.Part(scenario: $0.1, strategies: strategies) },
        trials: base.result.trials)
    let without = Dictionary(uniqueKeysWithValues: zip(variants.map(\.0), others))
    return (
      CompletedRun(evaluator: base, gates: []), PatternForecast(base, without: without)
    )
  }
}
