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
}
