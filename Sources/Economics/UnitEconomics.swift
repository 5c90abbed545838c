import Simulation
import Summaries

/// What one unit costs, layer on layer, and what it earns.
package struct UnitEconomics: Sendable {
  /// US dollars a unit: the model's requests.
  package let inference: Band
  /// US dollars a unit: everything around the model.
  package let harness: Band
  /// US dollars a unit: the monthly fixed cost over the units of the horizon.
  package let fixed: Band
  /// US dollars a unit: commitments over the units of the horizon, layer 3 too; `nil` without any.
  package let commitments: Band?
  /// The three layers together: `cost.perUnit`.
  package let cost: Band
  package let costPerSuccessfulUnit: Band
  package let callsPerUnit: Band
  package let success: Band
  /// `nil` where the scenario does not say what a unit is worth.
  package let value: Value?

  package struct Value: Sendable {
    /// US dollars a unit.
    package let perUnit: Band
    /// US dollars a unit: value less inference and harness.
    package let margin: Band
    /// Units a month that pay the fixed cost; infinite where a unit loses money.
    package let breakEvenUnitsPerMonth: Band
    /// Units of one user a month that use up a subscription; `nil` for other value methods.
    package let breakEvenUnitsPerUserMonth: Band?
    package let payback: Band
    package let netPresentValue: Band
  }

  package init(_ evaluator: MetricEvaluator) {
    let scenario = evaluator.result.scenario
    func metric(_ name: MetricName) -> Band { evaluator.band(for: MetricReference(name)) }
    func unit(_ measure: UnitMeasure) -> Band { evaluator.band(for: .unit(measure)) }
    func ifAny(_ measure: UnitMeasure) -> Band? {
      measure.applies(to: scenario) ? unit(measure) : nil
    }
    inference = unit(.inference)
    harness = unit(.harness)
    fixed = unit(.fixed)
    commitments = ifAny(.commitments)
    cost = metric(.costPerUnit)
    costPerSuccessfulUnit = metric(.costPerSuccessfulUnit)
    callsPerUnit = metric(.callsPerUnit)
    success = metric(.qualitySuccess)
    value = ifAny(.value).map { perUnit in
      Value(
        perUnit: perUnit, margin: metric(.marginPerUnit),
        breakEvenUnitsPerMonth: unit(.breakEvenUnitsPerMonth),
        breakEvenUnitsPerUserMonth: ifAny(.breakEvenUnitsPerUserMonth),
        payback: metric(.paybackMonths), netPresentValue: metric(.npv))
    }
  }
}
