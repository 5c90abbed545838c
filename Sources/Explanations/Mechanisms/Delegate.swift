import Simulation

extension Mechanism {
  static let delegate = Mechanism(
    "delegate", "delegation",
    "Agent runs start further runs of the same call, each from the instructions and the message. A"
      + " Galton-Watson process with two caps: no run of the last generation starts another, and none"
      + " starts once there are as many as allowed.",
    fields: [.value("children", "c"), .value("maxDepth", "G"), .value("maxAgents", "A")],
    isSwitchable: true,
    sources: [
      Source("Harris, \"The Theory of Branching Processes\" (1963), ch. I", .recalled)
    ], guide: .repetition
  ) { site in
    guard let delegation = site.call?.delegation else { return [] }
    return [
      Figure("N", "expected runs of a turn besides the first", "runs") {
        $0.descendants(delegation).mean
      },
      Figure("V", "their variance", "runs²") { $0.descendants(delegation).variance },
      Figure("R", "expected runs of a turn", "runs", "1 + N") {
        1 + $0.descendants(delegation).mean
      },
      Figure("L", "share of turns that reach the number allowed", "") {
        let law = $0.descendants(delegation).probabilities
        return law.count >= delegation.maxAgents ? law[delegation.maxAgents - 1] : 0
      },
    ]
  }
}
