import Scenarios
import Simulation
import Summaries

/// Works metrics of one simulation out, those of columns and the economic ones.
struct MetricReading: Sendable {
  let result: SimulationResult
  private let alongLines: SimulationResult?

  init(_ result: SimulationResult) {
    self.result = result
    alongLines = result.alongLines
  }

  func strategy(of reference: MetricReference) -> Int {
    let names = result.strategies.map(\.name)
    if let name = reference.strategy {
      guard let index = names.firstIndex(of: name) else {
        preconditionFailure("strategy \(name) was not simulated")
      }
      return index
    }
    let used = result.scenario.routing.map { $0.strategies[$0.use].name }
    return names.firstIndex(of: used) ?? 0
  }

  func series(for measure: Measure) -> TrialSeries {
    switch measure {
    case .metric(let reference): series(for: reference)
    case .unit(let unit):
      unit.series(Metrics(result, strategy: strategy(of: MetricReference(.costTotal))))
    }
  }

  func series(for reference: MetricReference) -> TrialSeries {
    let metrics = Metrics(result, strategy: strategy(of: reference))
    if let series = metrics.series(for: reference) { return series }
    guard let valuation = Valuation(metrics) else {
      preconditionFailure("\(reference.description) needs a value block")
    }
    switch (reference.name, reference.index) {
    case (.marginPerUnit, _): return valuation.marginPerUnit(reference.scope)
    case (.profitMonth, let month?): return valuation.profit(.month(month - 1))
    case (.roiMonth, let month?): return valuation.roi(byMonth: month)
    case (.roiAsPrintedMonth, let month?): return valuation.roiAsPrinted(month: month)
    case (.paybackMonths, _): return valuation.paybackMonths()
    case (.npv, _): return valuation.netPresentValue()
    default: preconditionFailure("\(reference.description) lacks its index")
    }
  }

  /// - Parameters:
  ///   - series: Of the measure.
  ///   - lines: Of it, where quantiles may come from them.
  func band(
    for measure: Measure, _ series: TrialSeries, _ lines: MetricEvaluator.LineOutcome?,
    probabilities: [Double]
  ) -> Band {
    if case .success(let lines)? = lines, probabilities.allSatisfy({ $0 > 0 && $0 < 1 }) {
      return Band(
        series, randomisations: result.randomisations, probabilities: probabilities,
        hasMean: measure.hasMean, lines: lines)
    }
    return Band(
      series, randomisations: result.randomisations, probabilities: probabilities,
      hasMean: measure.hasMean)
  }

  /// - Parameter series: Of the measure.
  func lineQuantiles(
    for measure: Measure, _ series: @autoclosure () -> TrialSeries
  ) -> MetricEvaluator.LineOutcome? {
    guard case .metric(let reference) = measure, reference.name.isIntegrated, let alongLines
    else { return nil }
    let strategy = strategy(of: reference)
    guard let lines = result.strategies[strategy].lines,
      let values = Metrics(alongLines, strategy: strategy).series(for: reference)
    else { return nil }
    let trials = series().sampled
    // What every trial has alike needs no line.
    guard !trials.allSatisfy({ $0 == trials[0] }) else { return nil }
    let randomisations = result.randomisations
    return Result { () throws(LineQuantiles.Obstacle) in
      try LineQuantiles(
        values.sampled, trials: trials, lines: lines, randomisations: randomisations)
    }
  }
}
