/// What a per-event input counts or measures.
struct EventKind: Sendable {
  let name: String
  let range: InputRange
  let unit: String

  /// Lengths of a message.
  static let tokens = EventKind(name: "tokens", range: .nonNegative, unit: "tokens")
  static let turns = EventKind(name: "turns", range: .turnCount, unit: "turns")
  static let steps = EventKind(name: "steps", range: .stepCount, unit: "steps")
  /// Read like steps.
  static let agents = EventKind(name: "steps", range: .stepCount, unit: "agents")
  static let seconds = EventKind(name: "seconds", range: .positive, unit: "seconds")

  /// Mean of a law of this input, where it counts.
  var meanRange: InputRange? {
    switch range {
    case .turnCount: .turnMean
    case .stepCount: .stepMean
    default: nil
    }
  }

  /// Whether some value of the law can be told from the smallest count.
  func allows(_ shape: LawShape) -> Bool { range.lower < 1 || !shape.isShare }

  /// What a parameter of a law of this input may be.
  func range(of parameter: LawShape.Parameter, in shape: LawShape) -> InputRange {
    guard let meanRange, parameter.name == "mean" || parameter.name == "p50" else {
      return parameter.range
    }
    return shape.isCount ? meanRange : .roundedMean
  }
}

extension LawShape {
  /// Laws on whole numbers; on a count they begin at its smallest value.
  var isCount: Bool {
    switch family {
    case .geometric, .poisson, .negativeBinomial, .binomial: true
    default: false
    }
  }

  /// Laws on 0...1. A count from 1 up has no use for them.
  var isShare: Bool { family == .beta || family == .bernoulli }
}
