import Summaries

/// The sentence that opens a report of sensitivity.
struct SensitivityHeadline {
  let sentence: String

  init(_ sensitivity: ForecastSensitivity) {
    guard !sensitivity.assumptions.isEmpty else {
      sentence = "Every input is a plain number: there is nothing to measure."
      return
    }
    let explained = Self.explained(sensitivity)
    let deciding = sensitivity.gates.compactMap { gate in
      gate.flips.first { !$0.isNoise }.map { (gate: gate, finding: $0) }
    }.max { $0.finding.estimate.value < $1.finding.estimate.value }
    if let deciding {
      let chance = Numerals.fixed(deciding.finding.estimate.value, decimals: 2)
      sentence =
        "Measure \(deciding.finding.assumption.path.printable) first: it decides "
        + "\(deciding.gate.line.expression.printable) with probability \(chance)"
        + (explained.map { "; \($0)" } ?? "") + "."
      return
    }
    guard let explained else {
      sentence = "No unknown input moves \(sensitivity.metric.printable)."
      return
    }
    sentence =
      (sensitivity.gates.isEmpty ? "" : "No single input is found to decide a gate; ") + explained
      + "."
  }

  private static func explained(_ sensitivity: ForecastSensitivity) -> String? {
    guard let factor = sensitivity.variance?.factors.first(where: { !$0.isDemand }) else {
      return nil
    }
    let share = NumberStyle(.fraction, magnitude: 0).text(min(max(factor.first.value, 0), 1))
    return "\(factor.name.printable) explains \(share) of the variance of "
      + sensitivity.metric.printable
  }
}
