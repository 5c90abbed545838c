import Distributions

extension InputRange.Shape {
  /// What two bare percentiles of the shape stand for.
  var domain: PercentileDomain {
    switch self {
    case .positive: .positive
    case .unit: .unit
    case .atLeastOne: .atLeastOne
    case .signed: .signed
    }
  }
}
