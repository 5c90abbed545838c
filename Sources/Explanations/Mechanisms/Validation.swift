import Simulation

extension Mechanism {
  static let validation = Mechanism(
    "validation", "validation",
    "A second call checks the answer; a rejected answer is made and checked again, at most m rounds."
      + " An absorbing chain with one state a round.",
    fields: [
      .value("failureRate", "v"), .value("maxRounds", "m"), .value("with"), .value("prompt"),
      .value("output"),
    ],
    isSwitchable: true, sources: [.kemeny], guide: .sessionModel
  ) { site in
    guard let validation = site.call?.validation, let workflow = site.workflowIndex,
      let call = site.call
    else { return [] }
    let label = "\(scenarioName(workflow, site)).\(call.name).validate"
    return [
      Figure("R", "expected rounds of a request", "rounds", "(1 - v^m) / (1 - v)") {
        $0.rounds(validation).count
      },
      Figure("A", "share of answers accepted in the end", "", "1 - v^m") {
        $0.rounds(validation).delivered
      },
      Figure("K", "checks over the horizon", "requests") { $0.total(workflow, label, \.requests) },
      Figure("X", "cost of the checks over the horizon", "USD") {
        $0.total(workflow, label, \.cost)
      },
    ]
  }

  static func scenarioName(_ workflow: Int, _ site: Site) -> String {
    site.scenario.workflows[workflow].name
  }
}
