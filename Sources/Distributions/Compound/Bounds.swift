/// The words and rules that `min` and `max` share.
enum Bounds {
  static func require(_ lower: Double?, _ upper: Double?) throws(LawError) {
    if let lower { try LawError.requireFinite("min", lower) }
    if let upper { try LawError.requireFinite("max", upper) }
    if let lower, let upper {
      try LawError.require(
        lower < upper, "max", upper, allowed: "a number above min (\(figure(lower)))")
    }
  }

  static func words(_ lower: Double?, _ upper: Double?) -> String {
    let low = lower.flatMap { $0.isFinite ? roundedFigure($0) : nil }
    let high = upper.flatMap { $0.isFinite ? roundedFigure($0) : nil }
    return switch (low, high) {
    case (let low?, let high?): "from \(low) to \(high)"
    case (let low?, nil): "from \(low) up"
    case (nil, let high?): "up to \(high)"
    case (nil, nil): "without bounds"
    }
  }
}
