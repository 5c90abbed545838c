/// How a gate holds a number against its limit.
package enum Comparison: String, Sendable, CaseIterable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// True for an upper limit.
  package var isUpperLimit: Bool { self == .less || self == .lessOrEqual }

  package var allowsEqual: Bool { self == .lessOrEqual || self == .greaterOrEqual }

  package func holds(_ value: Double, _ limit: Double) -> Bool {
    switch self {
    case .less: value < limit
    case .lessOrEqual: value <= limit
    case .greater: value > limit
    case .greaterOrEqual: value >= limit
    }
  }
  /// Differences below this part of either number are rounding, not results.
  private static let relativeSlack = 1e-9

  /// Inconclusive where the limit lies inside the interval; without error, numbers compare with
  /// relative slack.
  func verdict(_ value: Double, in interval: ClosedRange<Double>, limit: Double) -> Verdict {
    let slack = Self.relativeSlack * max(value.magnitude, limit.magnitude)
    if interval.upperBound - interval.lowerBound <= 2 * slack {
      if (value - limit).magnitude <= slack { return allowsEqual ? .pass : .fail }
      return holds(value, limit) ? .pass : .fail
    }
    let ends = (holds(interval.lowerBound, limit), holds(interval.upperBound, limit))
    return ends.0 == ends.1 ? (ends.0 ? .pass : .fail) : .inconclusive
  }
}
