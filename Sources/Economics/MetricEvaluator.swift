import Scenarios
import Simulation
import Summaries

/// Answers every metric of one simulation, those of columns and the economic ones, and remembers
/// the bands it has made.
///
/// Not for use from several tasks at once.
package final class MetricEvaluator {
  package let result: SimulationResult
  private var bands: [BandKey: Band] = [:]
  private let alongLines: SimulationResult?
  private var quantiles: [MetricReference: Result<LineQuantiles, LineQuantiles.Obstacle>] = [:]

  private struct BandKey: Hashable {
    let reference: MetricReference
    let probabilities: [Double]
  }

  package init(_ result: SimulationResult) {
    self.result = result
    alongLines = result.alongLines
  }

  /// Index into the result's strategies of the one that a metric is about: the one it names, else
  /// the one in use, else (when that was not simulated) the first.
  package func strategy(of reference: MetricReference) -> Int {
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

  /// The metric in every trial; NaN in a trial where it is undefined.
  ///
  /// - Precondition: An economic metric needs a scenario with a `value` block.
  package func series(for reference: MetricReference) -> TrialSeries {
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

  package func band(
    for reference: MetricReference, probabilities: [Double] = Band.standardProbabilities
  ) -> Band {
    let key = BandKey(reference: reference, probabilities: probabilities)
    if let band = bands[key] { return band }
    let series = series(for: reference)
    var band: Band
    if case .success(let lines)? = lineQuantiles(for: reference),
      probabilities.allSatisfy({ $0 > 0 && $0 < 1 })
    {
      band = Band(
        series, randomisations: result.randomisations, probabilities: probabilities,
        hasMean: reference.name.hasMean, lines: lines)
    } else {
      band = Band(
        series, randomisations: result.randomisations, probabilities: probabilities,
        hasMean: reference.name.hasMean)
    }
    bands[key] = band
    return band
  }

  /// Quantiles of a metric of cost by integration along lines, or what stands in their way; `nil` of
  /// other metrics, and of a run without lines.
  package func lineQuantiles(
    for reference: MetricReference
  ) -> Result<LineQuantiles, LineQuantiles.Obstacle>? {
    guard reference.name.isIntegrated, let alongLines else { return nil }
    if let known = quantiles[reference] { return known }
    let strategy = strategy(of: reference)
    guard let lines = result.strategies[strategy].lines,
      let values = Metrics(alongLines, strategy: strategy).series(for: reference)
    else { return nil }
    let trials = series(for: reference).sampled
    // What every trial has alike needs no line.
    guard !trials.allSatisfy({ $0 == trials[0] }) else { return nil }
    let randomisations = result.randomisations
    let found = Result { () throws(LineQuantiles.Obstacle) in
      try LineQuantiles(
        values.sampled, trials: trials, lines: lines, randomisations: randomisations)
    }
    quantiles[reference] = found
    return found
  }
}
