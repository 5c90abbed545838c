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
        ["", ".validate", ".summary"].map { [name = $0.name] in "\(workflow.name).\(name)\($0)" }
      } + ["classifier", "judge", "memory"].map { "\(workflow.name).\($0)" }
    }
  }

  func model(_ name: String) -> Int { modelNames.firstIndex(of: name)! }

  func label(_ name: String) -> Int { labels.firstIndex(of: name)! }
}
