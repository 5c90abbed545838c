import Pricing
import Scenarios

/// Numbers in place of names: models, and the labels under which the breakdown lists calls.
struct OracleNames {
  let models: [ModelPrice]
  let modelNames: [String]
  let labels: [String]

  init(_ scenario: Scenario) {
    modelNames = scenario.models.keys.sorted()
    models = modelNames.map { scenario.models[$0]! }
    labels = scenario.workflows.flatMap { workflow in
      workflow.calls.flatMap {
        ["\(workflow.name).\($0.name)", "\(workflow.name).\($0.name).validate"]
      } + ["\(workflow.name).classifier", "\(workflow.name).judge"]
    }
  }

  func model(_ name: String) -> Int { modelNames.firstIndex(of: name)! }

  func label(_ name: String) -> Int { labels.firstIndex(of: name)! }
}
