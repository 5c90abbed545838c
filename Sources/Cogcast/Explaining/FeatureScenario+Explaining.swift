import Economics
import Explanations
import Reports
import Scenarios
import Simulation
import Summaries

extension FeatureScenario {
  /// Trials that an explanation takes unless asked otherwise: its formulas need none, and its bands no
  /// more.
  public static let explanationTrials = 512

  /// Says how a figure comes about: formula, inputs, result, and the literature that it is from.
  ///
  ///     let retry = try await scenario.explain("workflows.chat.calls.answer.retry")
  ///     print(retry.report(.text))
  ///
  /// Results are the engine's own, with every unknown input at its median; beside them stands their
  /// spread over the trials, and what the scenario costs more with the mechanism than without, on the
  /// same random numbers. Where a formula is given, it evaluates to the result.
  ///
  /// - Parameters:
  ///   - path: Dotted path of a mechanism or of a field inside one, calls by name; or a metric as gates
  ///     write it, e.g. `roi.month(6)`. Empty, or the path of a map, for a list of what can be
  ///     explained.
  ///   - options: Method, trials, seed, threads; precision is not looked at.
  ///   - progress: Called with the share of the work that is done, from any thread.
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a path that leads nowhere, with what is there
  ///   instead, and for options that the engine cannot serve; ``CogcastError/cancelled`` when the task
  ///   is.
  public func explain(
    _ path: String = "", _ options: RunOptions = RunOptions(trials: explanationTrials),
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws(CogcastError) -> FeatureExplanation {
    let simulation = try options.simulation(.distributions)
    if let metric = try explainedMetric(path) {
      return try await explain(metric, simulation, progress)
    }
    let explainer = Explainer(scenario, text: text)
    if path.isEmpty {
      return list(explainer.paths + Explanation.metrics(of: scenario), path, simulation)
    }
    do {
      switch try explainer.finding(path) {
      case .list(let paths): return list(paths, path, simulation)
      case .mechanism(let mechanism):
        return try await explain(mechanism, path, simulation, progress)
      }
    } catch let failure as ExplanationFailure {
      throw .invalidRequest("\(file): \(failure.message)")
    } catch let error as CogcastError {
      throw error
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private func list(
    _ paths: [ExplainablePath], _ path: String, _ options: SimulationOptions
  ) -> FeatureExplanation {
    FeatureExplanation(
      ForecastExplanation(
        run: RunRecord(version: cogcastVersion, scenario, options: options, trials: 0),
        strategy: strategyInUse, path: path, content: .list(paths)))
  }

  /// The metric that a path names; `nil` for a path of the scenario.
  private func explainedMetric(_ path: String) throws(CogcastError) -> MetricReference? {
    let word = path.prefix { !"({".contains($0) }
    let isMetric = MetricName(rawValue: String(word)) != nil
    let families = Set(MetricName.allCases.map { $0.rawValue.prefix { $0 != "." } })
    let blocks = ["routing"]
    let family = word.prefix { $0 != "." }
    guard isMetric || families.contains(family) && !blocks.contains(String(family)) else {
      return nil
    }
    do throws(ExpressionError) {
      return try MetricReference(parsing: path, in: scenario)
    } catch {
      throw .invalidRequest("\(file): \(error.message)")
    }
  }

  private func explain(
    _ metric: MetricReference, _ options: SimulationOptions,
    _ progress: (@Sendable (Double) -> Void)?
  ) async throws(CogcastError) -> FeatureExplanation {
    // On the points of an estimate of the strategy, which are turned to where its cost grows.
    let strategy = scenario.routing.map { routing in
      routing.strategies.firstIndex { $0.name == metric.strategy } ?? routing.use
    }
    let used = strategy.map(scenario.using) ?? scenario
    let part = JointSimulation.Part(
      scenario: used, strategies: strategy.map { [$0] } ?? [],
      columns: metric.requiredColumns(for: used))
    let evaluator = try await JointSimulation(over: [used], options, progress: progress)
      .run([part])[0]
    let band = MetricBand(
      name: metric.description, unit: metric.name.unit, band: evaluator.band(for: metric))
    return FeatureExplanation(
      ForecastExplanation(
        run: CompletedRun(evaluator: evaluator, gates: []).record,
        strategy: metric.strategy ?? strategyInUse, path: metric.description,
        content: .figure(
          Explanation(of: metric, evaluator),
          ForecastExplanation.Difference(effects: [], metrics: [band]))))
  }

  private func explain(
    _ mechanism: ExplainedMechanism, _ path: String, _ options: SimulationOptions,
    _ progress: (@Sendable (Double) -> Void)?
  ) async throws(CogcastError) -> FeatureExplanation {
    var options = options
    options.detail = .means
    let strategies = mechanism.strategy.map { [$0] } ?? scenario.routing.map { [$0.use] } ?? []
    let without = mechanism.textWithout.flatMap { try? FeatureScenario(policy: $0, of: self) }
    let scenarios = [scenario] + (without.map { [$0.scenario] } ?? [])
    let runs = try await JointSimulation(over: scenarios, options, progress: progress)
      .run(scenarios.map { JointSimulation.Part(scenario: $0, strategies: strategies) })
    let explanation = mechanism.explanation(
      trials: runs[0].result.assumptionValues, seed: options.seed)
    return FeatureExplanation(
      ForecastExplanation(
        run: CompletedRun(evaluator: runs[0], gates: []).record,
        strategy: runs[0].result.strategies[0].name, path: path,
        content: .figure(
          explanation,
          ForecastExplanation.Difference(
            effects: runs.count > 1 ? effects(runs[0], less: runs[1]) : [],
            metrics: metrics(mechanism.mechanism.metrics, of: runs[0])))))
  }

  /// Mean changes of what a mechanism may move.
  private func effects(
    _ run: MetricEvaluator, less other: MetricEvaluator
  ) -> [ForecastExplanation.Effect] {
    let names = [
      run.result.months.fullMonths > 0 ? MetricName.costMonth : .costTotal, .costPerUnit,
      .costPerSuccessfulUnit, .qualitySuccess,
    ]
    return names.compactMap { name in
      let difference = PairedDifference(
        run.series(for: reference(name, run)), less: other.series(for: reference(name, other)),
        randomisations: run.result.randomisations)
      return difference.band.mean.map { mean in
        let interval = mean.interval(level: 0.99, randomisations: run.result.randomisations)
        return ForecastExplanation.Effect(
          metric: name, estimate: mean, isNoise: interval.contains(0))
      }
    }
  }

  private func metrics(_ names: [MetricName], of run: MetricEvaluator) -> [MetricBand] {
    names.filter { !$0.needsValue || scenario.value != nil }
      .map { MetricBand($0, run.band(for: reference($0, run))) }
  }

  /// Of the strategy that was simulated.
  private func reference(_ name: MetricName, _ run: MetricEvaluator) -> MetricReference {
    MetricReference(name, strategy: run.result.strategies[0].name)
  }
}
