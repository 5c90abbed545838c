/// A log-normal law that starts at a number other than 0: a mean of counts that cannot be below 1.
package struct ShiftedLogNormal: Law {
  package let shift: Double
  package let base: LogNormal

  package init(shift: Double, base: LogNormal) throws(LawError) {
    try LawError.requireFinite("min", shift)
    self.shift = shift
    self.base = base
  }

  /// Through two quantiles above the shift.
  package init(
    shift: Double, through low: QuantilePoint, _ high: QuantilePoint
  ) throws(LawError) {
    try low.require(above: shift)
    let base = try LogNormal(
      through: QuantilePoint(p: low.p, x: low.x - shift),
      QuantilePoint(p: high.p, x: high.x - shift))
    try self.init(shift: shift, base: base)
  }

  package var description: String {
    "\(figure(shift)) + lognormal(p50 \(roundedFigure(base.quantile(0.5))),"
      + " p95 \(roundedFigure(base.quantile(0.95))))"
  }

  // MARK: Moments

  package var mean: Double { shift + base.mean }
  package var variance: Double { base.variance }
  package var support: ClosedRange<Double> { shift ... .infinity }
  package var isDiscrete: Bool { false }

  package func partialMoments(_ x: Double) -> PartialMoments { base.partialMoments(x - shift) }

  package func limitedMean(_ limit: Double) -> Double { shift + base.limitedMean(limit - shift) }

  // MARK: Density, distribution, quantile

  package func density(_ x: Double) -> Double { base.density(x - shift) }
  package func cdf(_ x: Double) -> Double { base.cdf(x - shift) }
  package func quantile(_ p: Double) -> Double { shift + base.quantile(p) }
}
