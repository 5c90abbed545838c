import Glibc

extension Beta {
  /// The beta law of a given mean with the largest concentration that has a given quantile.
  ///
  /// Not every quantile goes with every mean: between the constant (concentration ∞) and the coin
  /// that shows 0 or 1 (concentration 0) the quantile has a largest or smallest value.
  ///
  /// - Throws: A ``LawError`` that names the attainable extreme.
  package init(mean: Double, through point: QuantilePoint) throws(LawError) {
    try LawError.require(
      mean > 0 && mean < 1, "mean", mean, allowed: "a number strictly between 0 and 1")
    try point.require(above: 0)
    try point.require(below: 1)
    guard let concentration = Self.largestConcentration(mean: mean, through: point) else {
      throw Self.unattainable(mean: mean, point)
    }
    try self.init(mean: mean, concentration: concentration)
  }

  /// Logarithms of the concentrations that are searched: down to where a shape would leave
  /// ``shapes``.
  private static func searched(mean: Double) -> ClosedRange<Double> {
    let lowest = 1.000_001 * shapes.lowerBound / min(mean, 1 - mean)
    return log(min(lowest, 1e9))...log(1e9)
  }

  /// Step of the search; the quantile turns round at most once and slowly.
  private static let searchStep = 0.1

  private static func law(mean: Double, logConcentration: Double) -> Beta {
    let concentration = exp(logConcentration)
    let limits = Beta.shapes
    return Beta(
      unchecked: max(mean * concentration, limits.lowerBound),
      max((1 - mean) * concentration, limits.lowerBound))
  }

  private static func largestConcentration(mean: Double, through point: QuantilePoint) -> Double? {
    // The sign of F(x) - p says on which side of the point the quantile is.
    func excess(_ logConcentration: Double) -> Double {
      law(mean: mean, logConcentration: logConcentration).cdf(point.x) - point.p
    }
    let searched = searched(mean: mean)
    var upper = searched.upperBound
    let sign = excess(upper)
    guard sign != 0 else { return exp(upper) }
    while upper > searched.lowerBound {
      var lower = max(upper - searchStep, searched.lowerBound)
      let next = excess(lower)
      if (next < 0) != (sign < 0) || next == 0 {
        for _ in 0..<60 {
          let middle = (lower + upper) / 2
          if (excess(middle) < 0) == (sign < 0) { upper = middle } else { lower = middle }
        }
        return exp((lower + upper) / 2)
      }
      upper = lower
    }
    return nil
  }

  private static func unattainable(mean: Double, _ point: QuantilePoint) -> LawError {
    let name = point.name
    let isAbove = point.x > mean
    let searched = searched(mean: mean)
    var logConcentration = searched.upperBound
    var extreme = mean
    while logConcentration > searched.lowerBound {
      let x = law(mean: mean, logConcentration: logConcentration).quantile(point.p)
      extreme = isAbove ? max(extreme, x) : min(extreme, x)
      logConcentration -= searchStep
    }
    let kind = isAbove ? "largest" : "smallest"
    let change = isAbove ? "lower" : "raise"
    return LawError(
      parameter: name,
      message: "no beta law of mean \(figure(mean)) has \(name) at \(figure(point.x)); the \(kind)"
        + " \(name) it can have is \(roundedFigure(extreme)): \(change) \(name) or change the"
        + " mean.")
  }
}
