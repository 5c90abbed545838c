import JSONDocuments
import Scenarios

/// Where in a scenario a mechanism stands.
struct Site {
  let scenario: Scenario
  /// The whole file.
  let root: JSONNode
  /// Dotted path of the mechanism's object, and its way in the text.
  var path = ""
  var way: [JSONStep] = []
  /// Name or position of the object at each mechanism on the way, e.g. `segment` → `all`.
  var keys: [String: String] = [:]
  /// What the file has there; `nil` where it says nothing.
  var node: JSONNode?
  /// Index of the strategy whose numbers are taken.
  var strategy: Int? { index(of: "strategy", in: scenario.routing?.strategies.map(\.name) ?? []) }

  var segmentIndex: Int? {
    index(of: "segment", in: scenario.segments.map { $0.isTracked ? $0.name : "" })
  }
  var segment: Segment? { segmentIndex.map { scenario.segments[$0] } }

  var workflowIndex: Int? { index(of: "workflow", in: scenario.workflows.map(\.name)) }
  var workflow: Workflow? { workflowIndex.map { scenario.workflows[$0] } }

  var callIndex: Int? { workflow.flatMap { index(of: "call", in: $0.calls.map(\.name)) } }
  var call: Call? { callIndex.flatMap { index in workflow?.calls[index] } }

  var capacity: Capacity? {
    index(of: "capacity", in: scenario.capacities.map(\.name)).map { scenario.capacities[$0] }
  }

  var policy: Strategy.Policy? { chosenStrategy?.policy }

  /// The strategy on the way, or the one in use.
  var chosenStrategy: Strategy? {
    scenario.routing.map { $0.strategies[strategy ?? $0.use] }
  }

  func position(_ mechanism: String) -> Int? { keys[mechanism].flatMap { Int($0) } }

  private func index(of mechanism: String, in names: [String]) -> Int? {
    keys[mechanism].flatMap { names.firstIndex(of: $0) }
  }

  /// The first workflow that a segment uses and that routes: what a strategy is looked at with.
  var routedWorkflow: Int? {
    let used = scenario.segments.filter(\.isTracked).map(\.workflow)
    return (used + Array(scenario.workflows.indices)).first { index in
      scenario.workflows[index].calls.contains { $0.model == nil }
    }
  }
}
