import Scenarios
import Simulation
import Summaries

/// Something that a report shows a band of.
package enum Measure: Hashable, Sendable {
  case metric(MetricReference)
  case unit(UnitMeasure)

  /// False for what says nothing on average, being infinite in some trials.
  var hasMean: Bool {
    switch self {
    case .metric(let reference): reference.name.hasMean
    case .unit(let measure): measure.hasMean
    }
  }
}

extension SimulationResult {
  /// Everything that a report of one run shows.
  package var shownMeasures: [Measure] {
    let costs = costMetrics
    return costs.map { .metric($0) }
      + (shownMetrics.filter { !costs.contains($0) } + monthlyMetrics).map { .metric($0) }
      + UnitMeasure.allCases.filter { $0.applies(to: scenario) }.map { .unit($0) }
  }

  /// Metrics without an index that a report shows.
  package var shownMetrics: [MetricReference] {
    MetricReference.all(in: scenario).filter { $0.name != .costMonth || months.fullMonths > 0 }
  }

  /// Metrics of cost whose quantiles a report shows, of every strategy that was simulated.
  var costMetrics: [MetricReference] {
    let names = shownMetrics.map(\.name).filter(\.isIntegrated)
    let strategies = strategies.count > 1 ? strategies.map(\.name) : [nil]
    return strategies.flatMap { strategy in
      names.map { MetricReference($0, strategy: strategy) }
        + (1...months.count).map { MetricReference(.costMonth, index: $0, strategy: strategy) }
        + (1...scenario.horizon.weeks).map {
          MetricReference(.costWeek, index: $0, strategy: strategy)
        }
    }
  }

  /// What full months are worth.
  private var monthlyMetrics: [MetricReference] {
    guard scenario.value != nil, months.fullMonths > 0 else { return [] }
    return [MetricName.profitMonth, .roiMonth, .roiAsPrintedMonth].flatMap { name in
      (1...months.fullMonths).map { MetricReference(name, index: $0) }
    }
  }
}
