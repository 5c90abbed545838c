import Kernels

/// A quantile that a law must have: P(X ≤ x) = p. In the scenario language `"p95": 320`.
package struct QuantilePoint: Equatable, Sendable {
  /// Strictly between 0 and 1.
  package let p: Double
  package let x: Double

  package init(p: Double, x: Double) throws(LawError) {
    let name = Self.name(of: p)
    guard p > 0, p < 1 else {
      throw LawError(parameter: name, message: "\(name) is no percentile; allowed is p1 to p99.")
    }
    try LawError.requireFinite(name, x)
    self.p = p
    self.x = x
  }

  /// As the language spells it: `p95`.
  package var name: String { Self.name(of: p) }

  private static func name(of p: Double) -> String {
    let percent = 100 * p
    let whole = percent.rounded()
    return "p" + (abs(percent - whole) < 1e-9 ? figure(whole) : roundedFigure(percent))
  }

  /// The probability behind a name such as `p95`, for p1 to p99.
  package static func probability(named name: String) -> Double? {
    guard name.first == "p", let percent = Int(name.dropFirst()), (1...99).contains(percent),
      name == "p\(percent)"
    else { return nil }
    return Double(percent) / 100
  }

  /// Refuses points that do not rise, naming the two that clash.
  ///
  /// - Returns: The points by rising p.
  static func rising(_ points: [QuantilePoint]) throws(LawError) -> [QuantilePoint] {
    let sorted = points.sorted { $0.p < $1.p }
    for (low, high) in zip(sorted, sorted.dropFirst()) {
      let (a, b) = (low.name, high.name)
      guard low.p < high.p else {
        throw LawError(parameter: b, message: "\(b) is given twice; leave one out.")
      }
      guard low.x < high.x else {
        let relation = low.x == high.x ? "equal to" : "below"
        throw LawError(
          parameter: b,
          message: "\(figure(high.x)) is \(relation) \(a) (\(figure(low.x)));"
            + " raise \(b) or lower \(a).")
      }
    }
    return sorted
  }

  func require(above bound: Double) throws(LawError) {
    try LawError.require(x > bound, name, x, allowed: "a number above \(figure(bound))")
  }

  func require(below bound: Double) throws(LawError) {
    try LawError.require(x < bound, name, x, allowed: "a number below \(figure(bound))")
  }

  /// Mean and standard deviation of the normal law through two transformed points.
  func normalFit(
    _ other: QuantilePoint, value: (QuantilePoint) -> Double
  ) -> (center: Double, spread: Double) {
    let (z0, z1) = (StandardNormal.quantile(p), StandardNormal.quantile(other.p))
    let (v0, v1) = (value(self), value(other))
    let spread = (v1 - v0) / (z1 - z0)
    return (v0 - spread * z0, spread)
  }
}
