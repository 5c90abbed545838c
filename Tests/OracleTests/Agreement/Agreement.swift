import Scenarios
import Simulation

/// The engine's forecast of one scenario beside the oracle's.
struct Agreement {
  let comparisons: [Comparison]

  /// The bound exceeded is what fails; the names say where.
  var disagreements: [Comparison] { comparisons.filter { $0.strain > 1 } }

  /// - Parameter tolerance: Relative tolerance on quantiles, for the engine's model of request noise.
  init(_ result: SimulationResult, _ oracle: OracleSample, tolerance: Double) {
    let strategy = result.strategies[0]
    var comparisons: [Comparison] = []
    for key in oracle.keys.sorted(by: { "\($0)" < "\($1)" }) {
      guard let series = strategy.columns[key] else { continue }
      comparisons.append(
        Comparison(
          name: "mean of \(key.flow) \(key.scope) \(key.period)",
          engine: Estimate(meanOf: series.expected), oracle: Estimate(meanOf: oracle.series(key)),
          modelTolerance: 0))
    }
    for entry in strategy.breakdown {
      let place = OracleReading.Entry(
        segment: entry.segment, call: entry.call, model: entry.model, meter: entry.meter)
      comparisons.append(
        Comparison(
          name: "mean of \(place)", engine: Estimate(meanOf: entry.means),
          oracle: Estimate(meanOf: oracle.series(place)), modelTolerance: 0))
    }
    for period in [Period.total, .month(0)] {
      let engine = Self.cost(period) { strategy.columns[$0]!.sampled }
      let reference = Self.cost(period, oracle.series)
      for p in [0.05, 0.5, 0.95] {
        comparisons.append(
          Comparison(
            name: "quantile \(p) of cost \(period)", engine: Estimate(quantile: p, of: engine),
            oracle: Estimate(quantile: p, of: reference), modelTolerance: tolerance))
      }
    }
    self.comparisons = comparisons
  }

  private static func cost(_ period: Period, _ series: (ColumnKey) -> [Double]) -> [Double] {
    let parts = [Flow.inferenceCost, .harnessCost, .fixedCost].map {
      series(ColumnKey($0, period: period))
    }
    return parts[0].indices.map { parts[0][$0] + parts[1][$0] + parts[2][$0] }
  }
}
