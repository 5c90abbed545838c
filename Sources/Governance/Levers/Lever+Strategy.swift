import JSONDocuments
import Scenarios

extension Lever {
  /// Another of the scenario's own strategies.
  static let strategy = Lever(.strategy) { site in
    guard let routing = site.scenario.routing else {
      return .idle(.strategy, "the calls name their models; there are no strategies to choose from")
    }
    guard routing.strategies.count > 1, site.hasRoutedCalls else {
      return .idle(.strategy, "the scenario lists one strategy")
    }
    let others = routing.strategies.enumerated().filter { $0.offset != routing.use }
    return Findings(
      proposals: others.map { _, other in
        LeverProposal(
          .strategy, at: "routing.use", "use the strategy \(Wording.code(other.name))",
          [site.edit([.member("routing")], "use", to: .string(other.name))],
          quality: .modelled("by the success rates that the scenario gives the strategy"))
      })
  }
}
