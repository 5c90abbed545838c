import Scenarios
import Simulation

extension Mechanism {
  static let loop = Mechanism(
    "loop", "agent loop",
    "The model calls tools: each step sends the whole context again with the tool's result, until it"
      + " answers or M steps are reached. Requests of a turn are one more than its steps. As every step"
      + " reads all before it, k steps cost about k² times the tokens of one.",
    fields: [.value("steps", "s"), .value("maxSteps", "M"), .value("toolResult", "t")],
    isSwitchable: true, sources: [.kemeny], guide: .sessionModel
  ) { site in
    guard let loop = site.call?.loop else { return [] }
    return geometric(loop) + [
      Figure("K", "expected steps of a turn", "steps", meanFormula(loop)) { $0.steps(loop).mean },
      Figure("V", "variance of the steps of a turn", "steps²", varianceFormula(loop)) {
        $0.steps(loop).variance
      },
      Figure("Q", "expected requests of a turn", "requests", "1 + K") { 1 + $0.steps(loop).mean },
      Figure("L", "share of turns that reach the limit", "", isGeometric(loop) ? "r^M" : nil) {
        let law = $0.steps(loop).probabilities
        return law.count > loop.maxSteps ? law[loop.maxSteps] : 0
      },
    ]
  }

  /// A geometric law of steps that nothing but the limit cuts.
  private static func isGeometric(_ loop: Loop) -> Bool {
    guard case .varying(let law) = loop.steps.value else { return false }
    return law.family == .geometric && law.lowerCap == nil && law.upperCap == nil
      && law.parameters.map(\.name) == ["mean"]
  }

  private static func geometric(_ loop: Loop) -> [Figure] {
    guard isGeometric(loop), case .varying(let law) = loop.steps.value else { return [] }
    let mean = law.parameters[0].quantity
    return [
      Figure("m", "mean steps were there no limit", "steps") { $0(mean) },
      Figure("r", "probability of another step", "", "m / (1 + m)") { $0(mean) / (1 + $0(mean)) },
    ]
  }

  private static func meanFormula(_ loop: Loop) -> String? {
    isGeometric(loop) ? "r * (1 - r^M) / (1 - r)" : nil
  }

  private static func varianceFormula(_ loop: Loop) -> String? {
    isGeometric(loop)
      ? "2 * r * (1 - (M + 1) * r^M + M * r^(M + 1)) / (1 - r)^2 - K - K^2" : nil
  }
}
