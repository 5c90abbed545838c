import Foundation
import Kernels

/// Decides whether `--precision` holds: the relative half-width of the 95 % interval of the P95 of
/// `cost.total`.
enum PrecisionRule {
  static let probability = 0.95
  static let level = 0.95

  static func relativeHalfWidth(_ result: SimulationResult) -> Double {
    result.strategies.map { relativeHalfWidth($0, result) }.max() ?? 0
  }

  private static func relativeHalfWidth(
    _ strategy: StrategyResult, _ result: SimulationResult
  ) -> Double {
    var totals = strategy.columns[ColumnKey(.inferenceCost)]!.sampled
    for flow in [Flow.harnessCost, .fixedCost] {
      let part = strategy.columns[ColumnKey(flow)]!.sampled
      for trial in totals.indices { totals[trial] += part[trial] }
    }
    let size = result.trialsPerRandomisation
    let count = result.randomisations
    let estimates = (0..<count).map { quantile(totals[($0 * size)..<(($0 + 1) * size)]) }
    let pooled = quantile(totals[...])
    let mean = estimates.reduce(0, +) / Double(count)
    let squares = estimates.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    let error = (squares / Double(count - 1) / Double(count)).squareRoot()
    let t = StudentT.quantile((1 + level) / 2, degreesOfFreedom: Double(count - 1))
    return pooled > 0 ? t * error / pooled : 0
  }

  private static func quantile(_ values: ArraySlice<Double>) -> Double {
    let sorted = values.sorted()
    return OrderStatistics.quantile(probability, ofSorted: sorted.span)
  }
}
