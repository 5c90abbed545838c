import Scenarios
import Simulation
import Summaries

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
