/// One value for certain.
package struct PointMass: Law {
  package let value: Double

  /// - Precondition: `value` is finite.
  package init(_ value: Double) {
    precondition(value.isFinite, "point mass at \(value)")
    self.value = value
  }

  package var description: String { figure(value) }

  // MARK: Moments

  package var mean: Double { value }
  package var variance: Double { 0 }
  package var support: ClosedRange<Double> { value...value }
  package var isDiscrete: Bool { true }

  package func partialMoments(_ x: Double) -> PartialMoments { .none }

  package func limitedMean(_ limit: Double) -> Double { min(value, limit) }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double { x == value ? 1 : 0 }
  package func cdf(_ x: Double) -> Double { x >= value ? 1 : 0 }
  package func quantile(_ p: Double) -> Double { value }
}
