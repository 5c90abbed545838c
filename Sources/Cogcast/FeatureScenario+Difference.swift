import Economics
import Reports
import Scenarios
import Simulation
import Summaries

extension FeatureScenario {
  /// Trials of each of the forecasts in between: their means differ on common random numbers, so a
  /// quarter of the default is plenty.
  private static let attributionTrials = 1024

  /// Holds this scenario against an earlier version of itself, on the same random numbers.
  ///
  /// The mean change is shared out among the changed fields as Shapley values.
  ///
  /// - Parameters:
  ///   - base: The version to compare with.
  ///   - options: Method, trials or precision, seed, threads.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for options that the engine cannot serve,
  ///   ``CogcastError/cancelled`` when the task is.
  public func difference(
    from base: FeatureScenario, _ options: RunOptions = RunOptions(),
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureDifference {
    let scenarios = [base.scenario, scenario]
    let half = progress.map { report in { @Sendable (share: Double) in report(share / 2) } }
    let simulation = JointSimulation(
      over: scenarios, try options.simulation(.distributions), progress: half)
    let runs = try await simulation.run(
      scenarios.map { JointSimulation.Part(scenario: $0) }, precision: options.precision
    ).map { CompletedRun(evaluator: $0, gates: []) }
    let attribution = try await attribution(from: base, options)
    progress?(1)
    return FeatureDifference(
      ForecastDifference(
        base: runs[0].record, head: runs[1].record, metrics: Self.changes(runs),
        attribution: attribution.shares, costless: attribution.costless,
        warnings: runs[1].warnings + Self.remarks(base.scenario, scenario)))
  }

  /// What keeps a change of a metric from being one of cost.
  private static func remarks(_ base: Scenario, _ head: Scenario) -> [Warning] {
    var remarks: [String] = []
    if base.horizon.weeks != head.horizon.weeks {
      remarks.append(
        "The horizons differ (\(base.horizon.weeks) and \(head.horizon.weeks) weeks): totals change "
          + "with them; an average month or a unit is the average of each version's own horizon.")
    }
    if base.unit != head.unit {
      remarks.append(
        "The units differ (\(base.unit) and \(head.unit)): costs of a unit are not "
          + "those of the same thing.")
    }
    return remarks.map { Warning(location: nil, message: $0) }
  }

  /// Metrics that both runs answer.
  private static func changes(_ runs: [CompletedRun]) -> [ForecastDifference.Change] {
    let names = runs.map { run in
      MetricReference.all(in: run.scenario).map(\.name)
        .filter { $0 != .costMonth || run.result.months.fullMonths > 0 }
    }
    return names[1].filter(names[0].contains).map { name in
      let reference = MetricReference(name)
      let series = runs.map { $0.evaluator.series(for: reference) }
      let randomisations = runs[1].result.randomisations
      let change = PairedDifference(
        series[1], less: series[0], randomisations: randomisations, hasMean: name.hasMean)
      return ForecastDifference.Change(
        name, base: runs[0].evaluator.band(for: reference),
        head: runs[1].evaluator.band(for: reference), change: change.band,
        higher: change.secondLower,
        isNoise: change.band.mean.map { isNoise($0, randomisations: randomisations) }
          ?? change.band.quantiles.allSatisfy { $0.estimate.value == 0 })
    }
  }

  /// Whether the 99 % interval holds zero.
  private static func isNoise(_ estimate: Estimate, randomisations: Int) -> Bool {
    estimate.interval(level: 0.99, randomisations: randomisations).contains(0)
  }

  private func attribution(
    from base: FeatureScenario, _ options: RunOptions
  ) async throws(CogcastError) -> (
    shares: ForecastDifference.Attribution?, costless: [String]
  ) {
    guard let texts = ScenarioDifference(base: base.text, head: text) else {
      preconditionFailure("two decoded scenarios are two objects")
    }
    let files = changedFiles(from: base)
    let mixture = ScenarioMixture(base: base, head: self, texts: texts, files: files)
    let parts = mixture.independentParts()
    guard !parts.isEmpty else { return (nil, texts.others) }
    var means = try options.simulation(.means)
    means.trials = min(means.trials, Self.attributionTrials)
    let simulation = JointSimulation(over: [base.scenario, scenario], means)
    let metric =
      min(
        base.scenario.months.fullMonths, scenario.months.fullMonths) > 0
      ? MetricName.costMonth : .costTotal
    let shapley: ShapleyValues
    do {
      func mean(_ coalition: Set<Int>) async throws -> [Double] {
        let paths = Set(coalition.flatMap { parts[$0] })
        let part = JointSimulation.Part(scenario: try mixture.scenario(with: paths).scenario)
        let evaluator = try await simulation.run([part])[0]
        let series = evaluator.series(for: MetricReference(metric)).expected
        let size = series.count / evaluator.result.randomisations
        return stride(from: 0, to: series.count, by: size).map { start in
          series[start..<start + size].reduce(0, +) / Double(size)
        }
      }
      shapley = try await ShapleyValues(count: parts.count, seed: options.seed, value: mean)
    } catch {
      throw error as? CogcastError ?? .cancelled
    }
    let shares = zip(parts, shapley.values).map { paths, amount in
      let changed = paths.map { path in mixture.change(at: path) }
      return ForecastDifference.Part(
        path: paths.joined(separator: " + "),
        before: changed.count == 1 ? changed[0].before : nil,
        after: changed.count == 1 ? changed[0].after : nil, amount: amount,
        isNoise: Self.isNoise(amount, randomisations: RunOptions.randomisations))
    }.sorted { abs($0.amount.value) > abs($1.amount.value) }
    let way =
      shapley.isExact
      ? "Shapley values over all orders of \(parts.count) change\(parts.count == 1 ? "" : "s")"
      : "Shapley values over \(ShapleyValues.sampledOrders) random orders of \(parts.count) changes"
    return (
      ForecastDifference.Attribution(
        method: "\(way), each mean on \(means.trials) trials.", metric: metric,
        total: shapley.total, parts: shares), texts.others
    )
  }

  /// Files that both versions read and that differ, by name.
  private func changedFiles(from base: FeatureScenario) -> [String] {
    files.keys.filter { base.files[$0] != nil && base.files[$0] != files[$0] }.sorted()
  }
}

extension Scenario {
  fileprivate var months: MonthGrid { MonthGrid(weeks: horizon.weeks) }
}
