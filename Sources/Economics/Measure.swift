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

/// What the economics of one unit are read from besides metrics, under the strategy in use.
package enum UnitMeasure: String, CaseIterable, Sendable {
  case inference = "inference.perUnit"
  case harness = "harness.perUnit"
  case fixed = "fixed.perUnit"
  case commitments = "commitments.perUnit"
  case value = "value.perUnit"
  case breakEvenUnitsPerMonth = "breakEven.unitsPerMonth"
  case breakEvenUnitsPerUserMonth = "breakEven.unitsPerUserMonth"

  var hasMean: Bool {
    self != .breakEvenUnitsPerMonth && self != .breakEvenUnitsPerUserMonth
  }

  /// Whether it tells something of a scenario.
  package func applies(to scenario: Scenario) -> Bool {
    switch self {
    case .inference, .harness, .fixed: true
    case .commitments: !scenario.commitments.isEmpty
    case .value, .breakEvenUnitsPerMonth: scenario.value != nil
    case .breakEvenUnitsPerUserMonth: if case .premium? = scenario.value { true } else { false }
    }
  }

  /// - Precondition: It applies to the scenario.
  func series(_ metrics: Metrics) -> TrialSeries {
    func perUnit(_ series: TrialSeries) -> TrialSeries { .ratio(series, metrics.column(.units)) }
    switch self {
    case .inference: return perUnit(metrics.column(.inferenceCost))
    case .harness: return perUnit(metrics.column(.harnessCost))
    case .fixed: return perUnit(metrics.column(.fixedCost))
    case .commitments: return perUnit(metrics.column(.commitmentCost))
    case .value, .breakEvenUnitsPerMonth, .breakEvenUnitsPerUserMonth: break
    }
    guard let valuation = Valuation(metrics) else {
      preconditionFailure("\(rawValue) needs a value block")
    }
    switch self {
    case .value: return perUnit(valuation.value())
    case .breakEvenUnitsPerMonth: return valuation.breakEvenUnitsPerMonth()
    default: return valuation.breakEvenUnitsPerUserMonth()
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
