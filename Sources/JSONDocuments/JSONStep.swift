/// One step from a JSON value to a part of it.
package enum JSONStep: Sendable, Hashable {
  case member(String)
  case element(Int)
}

extension JSONNode {
  /// The part behind one step; `nil` where there is none.
  package func part(_ step: JSONStep) -> JSONNode? {
    switch (step, value) {
    case (.member(let key), .object): member(key)?.value
    case (.element(let index), .array(let elements)):
      elements.indices.contains(index) ? elements[index] : nil
    default: nil
    }
  }

  /// The part behind several steps; `nil` where they lead nowhere.
  package func part(_ steps: some Sequence<JSONStep>) -> JSONNode? {
    steps.reduce(JSONNode?.some(self)) { $0?.part($1) }
  }
}
