import JSONDocuments
import Scenarios

/// A call that sessions make, with the ways people and programs name it.
package struct PlacedCall: Sendable {
  /// Indices into the workflows and their calls.
  package let workflow: Int
  package let index: Int
  package let call: Call
  /// As people type it: `workflows.chat.calls.answer`.
  package let path: String
  /// JSON pointer into the scenario.
  package let pointer: String
}

extension Scenario {
  /// Every call of a workflow that some segment uses.
  package var placedCalls: [PlacedCall] {
    let used = Set(segments.map(\.workflow))
    return workflows.enumerated().filter { used.contains($0.offset) }.flatMap {
      position, workflow in
      let list = ["workflows", workflow.name, "calls"].reduce("") {
        JSONPointer.appending($1, to: $0)
      }
      return workflow.calls.enumerated().map { index, call in
        PlacedCall(
          workflow: position, index: index, call: call,
          path: "workflows.\(workflow.name).calls.\(call.name)", pointer: "\(list)/\(index)")
      }
    }
  }

  var callsInWords: String {
    let count = placedCalls.count
    return count == 1 ? "1 call" : "\(count) calls"
  }

  /// Where a model is named: by a call of its own, else by the strategy in use.
  func pointer(toModel name: String) -> String {
    for place in placedCalls {
      if place.call.model == name { return place.pointer + "/model" }
      if place.call.validation?.model == name { return place.pointer + "/validate/with" }
    }
    guard let routing else { return "" }
    return ["routing", "strategies", routing.strategies[routing.use].name].reduce("") {
      JSONPointer.appending($1, to: $0)
    }
  }
}
