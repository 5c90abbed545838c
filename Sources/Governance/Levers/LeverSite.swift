import JSONDocuments
import Pricing
import Scenarios
import Simulation

/// A scenario with its text, as levers look at it.
package struct LeverSite {
  let scenario: Scenario
  let root: JSONNode
  /// Unknown inputs at their medians.
  let point: EnginePoint
  let settings: LeverSettings
  let book: PriceBook

  /// - Parameter text: Of a scenario that decodes to `scenario`.
  package init(_ scenario: Scenario, text: [UInt8], book: PriceBook, _ settings: LeverSettings) {
    guard let root = JSONParser.parse(text, as: .scenario).root else {
      preconditionFailure("a decoded scenario is valid JSON")
    }
    self.scenario = scenario
    self.root = root
    self.settings = settings
    self.book = book
    point = EngineProbe(scenario).medians
  }

  /// A workflow that some stream of sessions runs.
  struct WorkflowSite {
    let index: Int
    let workflow: Workflow
    let way: [JSONStep]
    let path: String
  }

  struct CallSite {
    let workflow: WorkflowSite
    let index: Int
    let call: Call
    let way: [JSONStep]
    let path: String
  }

  var workflows: [WorkflowSite] {
    Set(scenario.segments.map(\.workflow)).sorted().map { index in
      let workflow = scenario.workflows[index]
      return WorkflowSite(
        index: index, workflow: workflow, way: [.member("workflows"), .member(workflow.name)],
        path: "workflows.\(workflow.name)")
    }
  }

  var calls: [CallSite] { workflows.flatMap(calls) }

  func calls(of site: WorkflowSite) -> [CallSite] {
    site.workflow.calls.enumerated().map { index, call in
      CallSite(
        workflow: site, index: index, call: call,
        way: site.way + [.member("calls"), .element(index)],
        path: "\(site.path).calls.\(call.name)")
    }
  }

  func edit(_ way: [JSONStep], _ keys: String..., to value: JSONText) -> ScenarioEdit {
    ScenarioEdit(way + keys.map { .member($0) }, to: value, in: root)
  }

  /// The strategy in use; `nil` without routing.
  var strategy: Strategy? { scenario.routing.map { $0.strategies[$0.use] } }

  var strategyWay: [JSONStep] {
    [.member("routing"), .member("strategies"), .member(strategy?.name ?? "")]
  }

  /// Whether some call is sent by the strategy in use.
  var hasRoutedCalls: Bool { strategy != nil && calls.contains { $0.call.model == nil } }

  /// Models that may answer a call, in the order of the strategy.
  func models(answering call: Call) -> [String] {
    if let own = call.model { return [own] }
    return strategy?.models ?? []
  }

  func price(_ model: String) -> ModelPrice? { scenario.models[model] }

  /// The longest prompt that a call is expected to send in a session that is longer than 99 of 100.
  func longestPrompt(_ site: CallSite) -> Double {
    let last = Int(point.modelTurns(site.workflow.index).quantile(0.99))
    let prompts = point.promptByTurn(site.workflow.index, call: site.index)
    return prompts.prefix(max(last, 1)).max() ?? 0
  }
}
