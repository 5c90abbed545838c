import Economics
import Governance
import Reports
import Scenarios
import Simulation
import Summaries

/// What learning each assumption would do to the gates and to a launch, from the trials of one
/// forecast.
struct SensitivityLearning {
  let gates: [ForecastSensitivity.Gate]
  let decision: ForecastSensitivity.Decision?

  init(_ request: SensitivityRequest, _ evaluator: MetricEvaluator) {
    let result = evaluator.result
    let assumptions = result.scenario.assumptions.map(ForecastSensitivity.Assumption.init)
    let slices = result.assumptionValues.map {
      AssumptionSlices($0, randomisations: result.randomisations)
    }
    func findings(_ estimates: [Estimate]) -> [ForecastSensitivity.Finding] {
      zip(assumptions, estimates).enumerated().sorted {
        ($1.element.1.value, $0.offset) < ($0.element.1.value, $1.offset)
      }.map {
        ForecastSensitivity.Finding(
          $0.element.0, $0.element.1, randomisations: result.randomisations)
      }
    }
    var decidingMonths: [Int?] = []
    gates = request.gates.map { asked in
      let report = asked.placed?.report(on: evaluator) ?? asked.gate.report(on: evaluator)
      decidingMonths.append(report.month)
      let learning = GateLearning(of: asked.gate, on: evaluator, given: slices)
      return ForecastSensitivity.Gate(
        number: asked.number, line: GateLine(RuleReport(report)), holds: learning?.holds,
        flips: findings(learning?.flips ?? []))
    }
    let payoff = LaunchPayoff(request.gates.map(\.gate), months: decidingMonths, evaluator)
    let value = payoff.flatMap {
      InformationValue(of: $0.values, given: slices, randomisations: result.randomisations)
    }
    decision = payoff.flatMap { payoff in
      guard let value, !assumptions.isEmpty else { return nil }
      return ForecastSensitivity.Decision(
        payoff: payoff.words, mean: value.payoff, loss: value.loss, everything: value.everything,
        values: findings(value.assumptions))
    }
  }
}

/// What going ahead with a feature gives, against nothing for not launching it.
private struct LaunchPayoff {
  let words: String
  /// US dollars by trial, as expected given what the trial draws.
  let values: [Double]

  /// The net present value where the scenario says what a unit is worth; else what the first gate with
  /// an upper limit in US dollars leaves of its limit; `nil` without either.
  ///
  /// - Parameter months: The month that decides each gate; `nil` for one that does not cover months.
  init?(_ gates: [Gate], months: [Int?], _ evaluator: MetricEvaluator) {
    if evaluator.result.scenario.value != nil {
      words = "going ahead earns npv (value less all cost, the one-off cost included)"
      values = evaluator.series(for: MetricReference(.npv)).expected
      return
    }
    for (gate, month) in zip(gates, months) {
      guard gate.metric.name.unit == .dollars, let limit = gate.upperLimit else { continue }
      let metric = month.map { gate.metric.month($0) } ?? gate.metric
      words =
        "going ahead saves what \(metric.description) stays below "
        + "\(NumberStyle(.dollars, magnitude: limit).text(limit)), or loses what it goes beyond"
      values = evaluator.series(for: metric).expected.map { limit - $0 }
      return
    }
    return nil
  }
}

extension Gate {
  /// The most that its metric may be; `nil` for a lower limit.
  fileprivate var upperLimit: Double? {
    if case .probability(let inner, let bound) = aggregation {
      return inner.isUpperLimit && !comparison.isUpperLimit ? bound : nil
    }
    return comparison.isUpperLimit ? limit : nil
  }
}
