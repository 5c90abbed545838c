import Simulation

/// Which part of the variance of `cost.total` comes from what is not known, and which from chance.
package struct VarianceSplit: Sendable, Equatable {
  /// From the parameters: more knowledge would shrink it.
  package let uncertainty: Double
  /// From the weekly demand process.
  package let demand: Double
  /// From one request to the next.
  package let request: Double

  package var variability: Double { demand + request }

  /// Shares that sum to 1; `nil` where nothing varies.
  ///
  /// A component that its estimate puts below zero counts as zero.
  package init?(_ variance: VarianceShares) {
    let parts = [variance.uncertainty, variance.demand, variance.request].map { max($0, 0) }
    let total = parts.reduce(0, +)
    guard total > 0 else { return nil }
    uncertainty = parts[0] / total
    demand = parts[1] / total
    request = parts[2] / total
  }
}
