import JSONDocuments

/// What changes from one scenario text to another, in groups of fields that a reviewer thinks of as
/// one, and the texts in between.
///
/// Fields that cannot move cost (names, attribution, gates, value, plans, latency classes) are no
/// groups.
package struct ScenarioDifference: Sendable {
  package struct Group: Sendable, Equatable {
    /// Dotted path, with calls by name: `workflows.chat.calls.answer.prompt.system`.
    package let path: String
    /// What stands there, on one line; `nil` where nothing does.
    package let before: String?
    package let after: String?
  }

  /// In the order of the texts.
  package let groups: [Group]
  /// Dotted paths of changes that no cost depends on.
  package let others: [String]
  private let base: JSONNode
  private let head: JSONNode

  /// - Returns: `nil` for a text that is no JSON object.
  package init?(base: [UInt8], head: [UInt8]) {
    guard let baseRoot = JSONParser.parse(base, as: .scenario).root,
      let headRoot = JSONParser.parse(head, as: .scenario).root,
      case .object = baseRoot.value, case .object = headRoot.value
    else { return nil }
    self.base = baseRoot
    self.head = headRoot
    var walk = DifferenceWalk()
    _ = walk.merged(baseRoot, headRoot, at: []) { _ in false }
    groups = walk.groups
    others = walk.others
  }

  /// The base with the changes of some groups applied.
  ///
  /// - Parameter applied: Paths of groups; all of them give a text that costs what the head costs.
  package func text(applying applied: Set<String>) -> [UInt8] {
    var walk = DifferenceWalk()
    let merged = walk.merged(base, head, at: []) { applied.contains($0) }
    return Array((merged.map { $0.text } ?? .object([])).written().utf8)
  }
}

/// Walks two trees side by side.
private struct DifferenceWalk {
  private(set) var groups: [ScenarioDifference.Group] = []
  private(set) var others: [String] = []

  /// Fields at the top that no cost depends on.
  private static let costless: Set<String> = [
    "$schema", "cogcast", "name", "unit", "attribution", "gates", "planned", "value",
  ]

  /// What another command searches over: no forecast reads it, and its paths may not be those of a
  /// text in between.
  private static let declarations: Set<String> = ["decisions"]

  /// The tree that has the head's value in the groups chosen, and the base's elsewhere.
  mutating func merged(
    _ base: JSONNode?, _ head: JSONNode?, at path: [String], choosing: (String) -> Bool
  ) -> JSONNode? {
    if path.count == 1, Self.declarations.contains(path[0]) {
      if !isSame(base, head) { others.append(path[0]) }
      return nil
    }
    if isSame(base, head) { return base }
    if isCostless(path) {
      others.append(path.joined(separator: "."))
      return base
    }
    guard !isUnit(path), let before = members(base, at: path), let after = members(head, at: path),
      !isTierList(path) || before.count == after.count
    else {
      let name = path.joined(separator: ".")
      groups.append(
        ScenarioDifference.Group(
          path: name, before: base?.text.compact, after: head?.text.compact))
      return choosing(name) ? head : base
    }
    var parts: [(key: String, value: JSONNode)] = []
    let added = after.filter { member in !before.contains { $0.key == member.key } }
    for member in before + added where !ObjectShape.annotations.contains(member.key) {
      let value = merged(
        before.first { $0.key == member.key }?.value, after.first { $0.key == member.key }?.value,
        at: path + [member.key], choosing: choosing)
      if let value { parts.append((member.key, value)) }
    }
    let position = base?.position ?? TextPosition(line: 1, column: 1)
    if isList(path) {
      return JSONNode(value: .array(parts.map(\.value)), position: position)
    }
    return JSONNode(
      value: .object(parts.map { .init(key: $0.key, position: position, value: $0.value) }),
      position: position)
  }

  private func isCostless(_ path: [String]) -> Bool {
    switch path.count {
    case 1: Self.costless.contains(path[0])
    case 3: path[0] == "segments" && path[2] == "attribution"
    case 5: path[0] == "workflows" && path[2] == "calls" && path[4] == "attribution"
    case 4:
      path[0] == "routing" && path[1] == "strategies"
        && path[3] == StrategyLanguage.latencyClass.name
    default: false
    }
  }

  /// Where a change is one thing to a reviewer, whatever is inside.
  private func isUnit(_ path: [String]) -> Bool {
    switch path.first {
    case nil: false
    case "segments": path.count == 3
    case "workflows":
      path.count >= 3 && path[2] != "calls" || path.count >= 5 && path[4] != "prompt"
        || path.count == 6
    case "routing":
      path.count == 2 && path[1] != "strategies" || path.count == 4 && path[3] != "tiers"
        || path.count == 6
    case "assumptions", "models", "prices", "horizon", "demand", "capacity", "harness", "fixed",
      "commitments":
      path.count == 2
    default: true
    }
  }

  private func isCallList(_ path: [String]) -> Bool {
    path.count == 3 && path[0] == "workflows" && path[2] == "calls"
  }

  private func isTierList(_ path: [String]) -> Bool {
    path.count == 4 && path[0] == "routing" && path[3] == "tiers"
  }

  private func isList(_ path: [String]) -> Bool { isCallList(path) || isTierList(path) }

  /// Members of an object, the calls of a list by their names, tiers by their places; `nil` for
  /// anything else.
  private func members(
    _ node: JSONNode?, at path: [String]
  ) -> [(key: String, value: JSONNode)]? {
    if case .object(let members) = node?.value { return members.map { ($0.key, $0.value) } }
    guard case .array(let elements) = node?.value else { return nil }
    if isTierList(path) { return elements.enumerated().map { (String($0), $1) } }
    guard isCallList(path) else { return nil }
    var named: [(key: String, value: JSONNode)] = []
    for call in elements {
      guard case .string(let name) = call.member("name")?.value.value,
        !named.contains(where: { $0.key == name })
      else { return nil }
      named.append((name, call))
    }
    return named
  }

  /// Equal but for notes and sources.
  private func isSame(_ first: JSONNode?, _ second: JSONNode?) -> Bool {
    switch (first, second) {
    case (nil, nil): true
    case (let first?, let second?): first.text == second.text
    default: false
    }
  }
}
