import Economics
import Reports
import Scenarios
import Simulation
import Summaries

/// One scenario of a comparison, simulated.
struct ComparedRun {
  let file: String
  let run: CompletedRun
  /// Indices into its strategies; empty for a scenario without routing.
  let strategies: [Int]
}

extension ForecastComparison {
  /// Sets strategies of scenarios that were simulated together side by side.
  init(_ runs: [ComparedRun]) {
    let labels = ComparisonLabels(files: runs.map(\.file)).all
    let subjects = zip(runs, labels).map { compared, label in
      Subject(
        label: label, file: compared.file, run: compared.run.record, gates: compared.run.gates,
        warnings: compared.run.warnings, notes: compared.run.notes)
    }
    let costs = ComparableCosts(runs.map(\.run.scenario))
    let all = runs.indices.flatMap { subject in
      ComparedSide.all(of: runs[subject], subject, label: runs.count > 1 ? labels[subject] : nil)
    }
    let series = all.map { side in costs.metrics.map { side.series(of: $0) } }
    let randomisations = runs[0].run.result.randomisations
    let pairs = all.indices.flatMap { first in
      all.indices.dropFirst(first + 1).map { second in
        Pair(
          first: all[first].label, second: all[second].label,
          differences: costs.metrics.indices.map { metric in
            let paired = PairedDifference(
              series[first][metric], less: series[second][metric],
              randomisations: randomisations)
            return Difference(
              costs.metrics[metric], band: paired.band,
              firstCheaper: paired.firstLower.map(Chance.init),
              secondCheaper: paired.secondLower.map(Chance.init))
          })
      }
    }
    self.init(subjects: subjects, sides: all.map(\.side), pairs: pairs, notes: costs.notes)
  }
}

/// Costs that may be subtracted from each other, and what is said of those that may not.
private struct ComparableCosts {
  let metrics: [MetricName]
  let notes: [EngineNote]

  init(_ scenarios: [Scenario]) {
    let weeks = Set(scenarios.map(\.horizon.weeks)).sorted()
    let units = scenarios.reduce(into: [String]()) { units, scenario in
      if !units.contains(scenario.unit) { units.append(scenario.unit) }
    }
    let hasMonths = weeks.allSatisfy { MonthGrid(weeks: $0).fullMonths > 0 }
    metrics = ForecastComparison.subtractedMetrics.filter { metric in
      switch metric {
      case .costTotal: weeks.count == 1
      case .costMonth: hasMonths
      default: units.count == 1
      }
    }
    var notes: [String] = []
    if weeks.count > 1 {
      let lengths = weeks.map(String.init).joined(separator: ", ")
      notes.append(
        "The horizons differ (\(lengths) weeks): totals are not subtracted, and an average month or "
          + "a unit is the average of each scenario's own horizon.")
    }
    if units.count > 1 {
      notes.append(
        "The units differ (\(units.joined(separator: ", "))): costs of a unit are shown and not "
          + "subtracted.")
    }
    self.notes = notes.map { EngineNote(kind: .selection, message: $0) }
  }
}

/// One side with the simulation that it belongs to.
private struct ComparedSide {
  private let evaluator: MetricEvaluator
  private let subject: Int
  private let strategy: Strategy?
  let label: String

  /// - Parameter label: The scenario's, where there are several.
  static func all(of compared: ComparedRun, _ subject: Int, label: String?) -> [ComparedSide] {
    let evaluator = compared.run.evaluator
    guard let routing = compared.run.scenario.routing else {
      return [ComparedSide(evaluator, subject, nil, label: label ?? compared.file)]
    }
    return compared.strategies.map { index in
      let strategy = routing.strategies[index]
      let name = (label.map { $0 + ": " } ?? "") + strategy.name
      return ComparedSide(evaluator, subject, strategy, label: name)
    }
  }

  private init(
    _ evaluator: MetricEvaluator, _ subject: Int, _ strategy: Strategy?, label: String
  ) {
    self.evaluator = evaluator
    self.subject = subject
    self.strategy = strategy
    self.label = label
  }

  func series(of metric: MetricName) -> TrialSeries {
    evaluator.series(for: MetricReference(metric, strategy: strategy?.name))
  }

  var side: ForecastComparison.Side {
    let scenario = evaluator.result.scenario
    let used = scenario.routing.map { $0.strategies[$0.use].name }
    return ForecastComparison.Side(
      label: label, subject: subject, strategy: strategy?.name,
      isInUse: strategy?.name == used, latencyClass: strategy?.latencyClass,
      metrics: scenario.comparedMetrics(strategy: strategy?.name).map {
        MetricBand($0.name, evaluator.band(for: $0))
      })
  }
}

extension Scenario {
  /// What a comparison shows of a side.
  fileprivate func comparedMetrics(strategy: String?) -> [MetricReference] {
    MetricReference.all(in: self).map { MetricReference($0.name, strategy: strategy) }
  }
}

extension MetricEvaluator {
  /// What a comparison shows of some strategies; of a scenario without routing, which names none, all.
  func comparedMeasures(strategies: [Int]) -> [Measure] {
    let scenario = result.scenario
    let names: [String?] =
      scenario.routing.map { routing in strategies.map { routing.strategies[$0].name } } ?? [nil]
    return names.flatMap { scenario.comparedMetrics(strategy: $0) }.map { .metric($0) }
  }
}
