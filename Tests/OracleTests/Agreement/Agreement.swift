import Scenarios
import Simulation

/// The engine's forecast of one scenario beside the oracle's.
struct Agreement {
  let comparisons: [Comparison]

  /// The bound exceeded is what fails; the names say where.
  var disagreements: [Comparison] { comparisons.filter { $0.strain > 1 } }

  /// What is granted to the law of an hour's load, which is matched by three moments and spills at the
  /// week's mean price: at a few sessions an hour, some per cent of what spills, and a trace where only
  /// the far tail does. With dozens of sessions an hour `CapacityHoursTests` holds it to 2 %.
  private static let spillTolerance = 0.1
  private static let traceOfCapacity = 0.001

  /// - Parameter tolerance: Relative tolerance on quantiles, for the engine's model of request noise.
  init(_ result: SimulationResult, _ oracle: OracleSample, tolerance: Double) {
    let strategy = result.strategies[0]
    var comparisons: [Comparison] = []
    let spill = Self.spillSlack(strategy.breakdown)
    for key in oracle.keys.sorted(by: { "\($0)" < "\($1)" }) {
      guard let series = strategy.columns[key] else { continue }
      comparisons.append(
        Comparison(
          name: "mean of \(key.flow) \(key.scope) \(key.period)",
          engine: Estimate(meanOf: series.expected), oracle: Estimate(meanOf: oracle.series(key)),
          modelTolerance: key.flow == .inferenceCost ? Self.share(of: spill, in: key, strategy) : 0)
      )
    }
    for entry in strategy.breakdown {
      let place = OracleReading.Entry(
        segment: entry.segment, call: entry.call, model: entry.model, meter: entry.meter)
      comparisons.append(
        Comparison(
          name: "mean of \(place)", engine: Estimate(meanOf: entry.means),
          oracle: Estimate(meanOf: oracle.series(place)),
          modelTolerance: entry.meter == .spill ? spill[place]! / Self.mean(entry.means) : 0))
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
    for flow in [Flow.sessions, .successes, .calls, .outputTokens] {
      let key = ColumnKey(flow)
      // A quantile of a few steps from one whole number to the next, by more than any error.
      guard let series = strategy.columns[key], Self.mean(oracle.series(key)) >= 100 else {
        continue
      }
      for p in [0.05, 0.95] {
        comparisons.append(
          Comparison(
            name: "quantile \(p) of \(flow)", engine: Estimate(quantile: p, of: series.sampled),
            oracle: Estimate(quantile: p, of: oracle.series(key)), modelTolerance: tolerance))
      }
    }
    self.comparisons = comparisons
  }

  /// By place of spilled cost, the dollars that it may be off by.
  private static func spillSlack(
    _ breakdown: [BreakdownEntry]
  ) -> [OracleReading.Entry: Double] {
    var slack: [OracleReading.Entry: Double] = [:]
    for entry in breakdown where entry.meter == .spill {
      let whole = breakdown.filter { $0.call == entry.call }.reduce(0) { $0 + mean($1.means) }
      let place = OracleReading.Entry(
        segment: entry.segment, call: entry.call, model: entry.model, meter: entry.meter)
      slack[place] = spillTolerance * mean(entry.means) + traceOfCapacity * whole
    }
    return slack
  }

  /// The same over the inference cost of a column.
  private static func share(
    of slack: [OracleReading.Entry: Double], in key: ColumnKey, _ strategy: StrategyResult
  ) -> Double {
    let matching = slack.filter { place, _ in
      switch key.scope {
      case .all: true
      case .segment(let segment): place.segment == segment
      case .model(let model): place.model == model
      }
    }
    guard !matching.isEmpty,
      let whole = strategy.columns[ColumnKey(.inferenceCost, scope: key.scope)]
    else { return 0 }
    return matching.values.reduce(0, +) / mean(whole.expected)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  private static func cost(_ period: Period, _ series: (ColumnKey) -> [Double]) -> [Double] {
    let parts = [Flow.inferenceCost, .harnessCost, .fixedCost, .commitmentCost].map {
      series(ColumnKey($0, period: period))
    }
    return parts[0].indices.map { trial in parts.reduce(0) { $0 + $1[trial] } }
  }
}
