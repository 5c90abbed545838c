import Simulation
import Summaries

/// The forecast month by month, from launch to the end of the horizon.
package struct Ramp: Sendable {
  package struct Month: Sendable {
    /// 1-based.
    package let number: Int
    /// True for a last month that the horizon cuts short: shown, and counted in no decision.
    package let isPartial: Bool
    package let cost: Band
    /// `nil` where the scenario does not say what a unit is worth.
    package let value: Value?
  }

  package struct Value: Sendable {
    package let profit: Band
    /// Return on everything spent so far; `nil` for a partial month.
    package let roi: Band?
    /// Return as the FinOps-for-AI guide prints it; `nil` for a partial month and without fixed
    /// cost.
    package let roiAsPrinted: Band?
  }

  package let months: [Month]

  package init(_ evaluator: MetricEvaluator, strategy: String? = nil) {
    let result = evaluator.result
    let index = evaluator.strategy(of: MetricReference(.costTotal, strategy: strategy))
    let metrics = Metrics(result, strategy: index)
    let valuation = Valuation(metrics)
    func band(_ series: TrialSeries) -> Band { Band(series, randomisations: result.randomisations) }
    var spent = valuation?.oneOff
    var earned = TrialSeries(repeating: 0, count: result.trials)
    var months: [Month] = []
    for month in 0..<result.months.count {
      let period = Period.month(month)
      let cost = metrics.cost(.all, period)
      var value: Value?
      if let valuation, let before = spent {
        let now = valuation.value(.all, period)
        let allSpent = before + cost
        earned = earned + now
        spent = allSpent
        let isFull = !result.months.isPartial(month)
        let printed = isFull ? band(valuation.roiAsPrinted(month: month + 1)) : nil
        value = Value(
          profit: band(now - cost),
          roi: isFull ? band(.ratio(earned - allSpent, allSpent)) : nil,
          roiAsPrinted: printed?.quantiles.isEmpty == false ? printed : nil)
      }
      months.append(
        Month(
          number: month + 1, isPartial: result.months.isPartial(month),
          cost: evaluator.band(
            for: MetricReference(.costMonth, index: month + 1, strategy: strategy)),
          value: value))
    }
    self.months = months
  }
}
