import HandMade
import Scenarios

/// The scenario that gates of the parsing tests are read against.
enum GateExamples {
  static let scenario = HandMade.scenario(
    segments: ["free", "paid"], strategies: ["tiered", "all-large"],
    workflows: [HandMade.workflow(system: HandMade.known(100), output: HandMade.known(10))],
    value: .premium(subscriptionPrice: HandMade.known(9)))
}
