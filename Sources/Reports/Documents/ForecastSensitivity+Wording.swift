import Summaries

extension ForecastSensitivity.Bar {
  /// The end with the larger error.
  var worstError: Estimate? {
    [low, high].compactMap { $0 }.max { $0.error < $1.error }
  }

  /// The assumption's own P5 and P95: "0.4 to 2".
  var range: String {
    let (low, high) = assumption.range
    return "\(Self.digits(low)) to \(Self.digits(high))"
  }

  /// Three significant digits or all of the whole part, without trailing zeros.
  private static func digits(_ value: Double) -> String {
    let decimals = min(Numerals.decimals(forMagnitude: value, money: false), 8)
    var text = Numerals.fixed(value, decimals: decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

extension ForecastSensitivity.VarianceTable {
  /// How the indices were estimated, and from how much.
  var remark: String {
    let points = Numerals.grouped(UInt64(basePoints))
    let left =
      omitted > 0
      ? " \(Numerals.grouped(UInt64(omitted))) points do not define the metric and are left out."
      : ""
    return "Estimator: \(method). \(points) base points, "
      + "\(Numerals.grouped(UInt64(evaluations))) evaluations.\(left)"
  }
}

extension ForecastSensitivity.Decision {
  /// What the decision is and what all knowledge is worth.
  ///
  /// - Parameter hasNone: Whether no single assumption is worth knowing.
  func sentences(unless hasNone: Bool) -> [String] {
    let dollars = NumberStyle(.dollars, magnitude: max(mean.value.magnitude, everything.value))
    func text(_ estimate: Estimate) -> String {
      let error = dollars.error(of: estimate)
      return dollars.text(estimate.value) + (error.isEmpty ? "" : " \(error)")
    }
    let chance = NumberStyle(.fraction, magnitude: 0).text(loss.value)
    let stay = mean.value < 0 ? "not to launch" : "to launch"
    return [
      "The decision: \(payoff); not launching gives nothing. On average \(text(mean)), with a loss in "
        + "\(chance) of the trials: as things stand, the better choice is \(stay).",
      (hasNone ? "No single assumption is found worth knowing for that choice. " : "")
        + "Knowing everything, the demand of every week too, would be worth \(text(everything)).",
    ]
  }
}
