import Economics
import Scenarios
import Simulation
import Summaries

/// What a forecast says of the numbers that levers move, trial by trial.
package struct LeverMeasurement: Sendable {
  /// Cost of the average full month, and of the first months together.
  let month: TrialSeries
  let firstMonths: TrialSeries
  let total: TrialSeries
  let success: TrialSeries
  let perSuccessfulUnit: TrialSeries
  /// Of the average full month; `nil` where the scenario does not say what a unit is worth.
  let profit: TrialSeries?
  /// Of the whole horizon; `nil` as ``profit``, and for subscriptions, which are paid whether sessions
  /// succeed or not.
  let value: TrialSeries?
  /// Whether the forecast's value stays as it is when fewer sessions succeed: what is displaced is told
  /// by a rate that holds success inside.
  let holdsValue: Bool
  let randomisations: Int

  /// - Parameter months: First months whose saving may pay an effort back.
  /// - Precondition: The horizon has as many full months, at least one.
  package init(_ evaluator: MetricEvaluator, months: Int) {
    let full = evaluator.result.months.fullMonths
    precondition((1...full).contains(months), "\(months) of \(full) months")
    func series(_ name: MetricName, _ index: Int? = nil) -> TrialSeries {
      evaluator.series(for: MetricReference(name, index: index))
    }
    func sum(_ name: MetricName, _ count: Int) -> TrialSeries {
      (2...max(count, 2)).prefix(count - 1).reduce(series(name, 1)) { $0 + series(name, $1) }
    }
    month = series(.costMonth)
    firstMonths = sum(.costMonth, months)
    total = series(.costTotal)
    success = series(.qualitySuccess)
    perSuccessfulUnit = series(.costPerSuccessfulUnit)
    randomisations = evaluator.result.randomisations
    let scenario = evaluator.result.scenario
    profit = scenario.value.map { _ in sum(.profitMonth, full).scaled(by: 1 / Double(full)) }
    holdsValue = if case .costDisplacement? = scenario.value { true } else { false }
    let metrics = Metrics(
      evaluator.result, strategy: evaluator.strategy(of: MetricReference(.costTotal)))
    if case .premium? = scenario.value {
      value = nil
    } else {
      value = Valuation(metrics)?.value()
    }
  }

  package func mean(_ series: TrialSeries) -> Estimate? {
    Estimate(meanOf: series.expected, randomisations: randomisations)
  }

  /// US dollars of the average full month.
  package var meanMonth: Estimate? { mean(month) }
  package var meanSuccess: Estimate? { mean(success) }
}

extension LeverMeasurement {
  /// Cost of the average full month.
  package var monthBand: Band { Band(month, randomisations: randomisations) }
}
