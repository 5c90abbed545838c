/// Where the values of an input lie, which decides the law behind its bare percentiles.
package enum PercentileDomain: Sendable, CaseIterable {
  /// (0, ∞)
  case positive
  /// 0...1
  case unit
  /// [1, ∞), a mean number of turns
  case atLeastOne
  /// Any number
  case signed

  /// The smallest value, `nil` where there is none.
  package var lower: Double? {
    switch self {
    case .positive, .unit: 0
    case .atLeastOne: 1
    case .signed: nil
    }
  }

  /// The largest value, `nil` where there is none.
  package var upper: Double? { self == .unit ? 1 : nil }
}

/// Laws through percentiles: what `{"p5": 2, "p95": 4.5}` means.
package enum Percentiles {
  /// The law through the percentiles of an unknown input.
  ///
  /// Two give a log-normal, logit-normal, shifted log-normal or normal law by domain, truncated to
  /// the bounds; three or more a metalog on the domain and the bounds.
  ///
  /// - Parameters:
  ///   - percentiles: Probabilities in (0, 1) with their values, in any order.
  ///   - lower: `min`, where given.
  ///   - upper: `max`, where given.
  package static func law(
    percentiles: [(p: Double, x: Double)], domain: PercentileDomain, lower: Double? = nil,
    upper: Double? = nil
  ) throws(LawError) -> any Law {
    var points: [QuantilePoint] = []
    for (p, x) in percentiles { points.append(try QuantilePoint(p: p, x: x)) }
    points = try QuantilePoint.rising(points)
    try requireInside(points, domain: domain, lower: lower, upper: upper)
    switch points.count {
    case 0, 1:
      throw LawError(
        parameter: points.first?.name,
        message: points.isEmpty
          ? "no percentiles are given; give two, such as p5 and p95."
          : "one percentile says no width; give two, such as p5 and p95.")
    case 2:
      let law = try law(through: points[0], points[1], domain: domain)
      return lower == nil && upper == nil ? law : try Truncated(law, lower: lower, upper: upper)
    default:
      return try Metalog(
        through: points, lower: tighter(lower, domain.lower, max),
        upper: tighter(upper, domain.upper, min))
    }
  }

  private static func law(
    through low: QuantilePoint, _ high: QuantilePoint, domain: PercentileDomain
  ) throws(LawError) -> any Law {
    switch domain {
    case .positive: try LogNormal(through: low, high)
    case .unit: try LogitNormal(through: low, high)
    case .atLeastOne: try ShiftedLogNormal(shift: 1, through: low, high)
    case .signed: try Normal(through: low, high)
    }
  }

  private static func tighter(
    _ bound: Double?, _ other: Double?, _ choose: (Double, Double) -> Double
  ) -> Double? {
    guard let bound, let other else { return bound ?? other }
    return choose(bound, other)
  }

  private static func requireInside(
    _ points: [QuantilePoint], domain: PercentileDomain, lower: Double?, upper: Double?
  ) throws(LawError) {
    guard let first = points.first, let last = points.last else { return }
    if let bound = domain.lower { try first.require(above: bound) }
    if let bound = domain.upper { try last.require(below: bound) }
    try Bounds.require(lower, upper)
    if let lower, lower >= first.x {
      throw LawError(
        parameter: "min",
        message: "min (\(figure(lower))) is not below \(first.name) (\(figure(first.x)));"
          + " lower it.")
    }
    if let upper, upper <= last.x {
      throw LawError(
        parameter: "max",
        message: "max (\(figure(upper))) is not above \(last.name) (\(figure(last.x)));"
          + " raise it.")
    }
  }
}
