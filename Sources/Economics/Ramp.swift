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
    /// `nil` for a partial month, and where the scenario does not say what a unit is worth.
    package let value: Value?
  }

  package struct Value: Sendable {
    package let profit: Band
    /// Return on everything spent so far.
    package let roi: Band
    /// Return as the FinOps-for-AI guide prints it; `nil` without fixed cost.
    package let roiAsPrinted: Band?
  }

  package let months: [Month]

  package init(_ evaluator: MetricEvaluator) {
    let grid = evaluator.result.months
    let hasValue = evaluator.result.scenario.value != nil
    months = (1...grid.count).map { number in
      func band(_ name: MetricName) -> Band {
        evaluator.band(for: MetricReference(name, index: number))
      }
      func value() -> Value {
        let printed = band(.roiAsPrintedMonth)
        return Value(
          profit: band(.profitMonth), roi: band(.roiMonth),
          roiAsPrinted: printed.quantiles.isEmpty ? nil : printed)
      }
      let isPartial = grid.isPartial(number - 1)
      return Month(
        number: number, isPartial: isPartial, cost: band(.costMonth),
        value: hasValue && !isPartial ? value() : nil)
    }
  }
}
