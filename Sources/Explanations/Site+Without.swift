import JSONDocuments
import Scenarios

extension Site {
  /// The scenario's text without one value, and without correlations, planned numbers and gates, where
  /// they would refer to it.
  func text(without way: [JSONStep]) -> String {
    guard case .object(let members) = root.removing(way[...]) else {
      preconditionFailure("a scenario is an object")
    }
    let kept = members.compactMap { member -> JSONText.Member? in
      switch (member.key, member.value) {
      case ("gates", _), ("decisions", _): nil
      case ("correlations", .array(let pairs)):
        JSONText.Member(key: member.key, value: .array(pairs.filter { !refersHere($0) }))
      case ("planned", .object(let plans)):
        JSONText.Member(key: member.key, value: .object(plans.filter { !isHere($0.key) }))
      default: member
      }
    }
    return JSONText.object(kept).written()
  }

  private func isHere(_ path: String) -> Bool {
    path == self.path || path.hasPrefix(self.path + ".")
  }

  private func refersHere(_ pair: JSONText) -> Bool {
    guard case .object(let members) = pair,
      case .array(let paths)? = members.first(where: { $0.key == "between" })?.value
    else { return false }
    return paths.contains { if case .string(let path) = $0 { isHere(path) } else { false } }
  }
}

extension JSONNode {
  /// The value to be written without the part behind the steps.
  fileprivate func removing(_ way: ArraySlice<JSONStep>) -> JSONText {
    guard let step = way.first else { return text }
    let rest = way.dropFirst()
    switch (step, value) {
    case (.member(let key), .object(let members)):
      return .object(
        members.filter { $0.key != key || !rest.isEmpty }
          .map { member in
            JSONText.Member(
              key: member.key,
              value: member.key == key ? member.value.removing(rest) : member.value.text)
          })
    case (.element(let index), .array(let elements)):
      return .array(
        elements.enumerated().filter { $0.offset != index || !rest.isEmpty }
          .map { $0.offset == index ? $0.element.removing(rest) : $0.element.text })
    default: return text
    }
  }
}
