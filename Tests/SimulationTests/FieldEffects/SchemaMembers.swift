import Scenarios

/// The members of the published JSON Schema, each named by its definition and its way there:
/// `retry.failureRate`, `workflow.memory.window.turns`, `scenario.segments.*`.
struct SchemaMembers: Sendable {
  /// A place in a document with what describes it.
  private struct Place {
    var node: SchemaNode
    var name: String
    var value: JSONTree
  }

  private let root: SchemaNode
  private let definitions: [String: SchemaNode]

  static let published = SchemaMembers(JSONTree(ScenarioSchema.json))

  private init(_ document: JSONTree) {
    root = SchemaNode(document)
    definitions = SchemaNode.named(document["$defs"])
  }

  /// Every member that the schema offers.
  var all: Set<String> {
    var members: Set<String> = []
    var seen: Set<String> = []
    collect(root, "", &members, &seen)
    return members
  }

  private func collect(
    _ node: SchemaNode, _ name: String, _ members: inout Set<String>, _ seen: inout Set<String>
  ) {
    if let reference = node.reference {
      guard seen.insert(reference).inserted, let target = definitions[reference] else { return }
      return collect(target, reference, &members, &seen)
    }
    for option in node.options { collect(option, name, &members, &seen) }
    for (step, inner) in node.members {
      members.insert(name + "." + step)
      collect(inner, name + "." + step, &members, &seen)
    }
    if let items = node.items { collect(items, name + "[]", &members, &seen) }
  }

  /// The members on the way to a leaf, outermost first, and the values that the schema lists for
  /// it, if it lists them.
  func way(to steps: [String], in document: JSONTree) -> (members: [String], choices: [String]) {
    var members: [String] = []
    var place = Place(node: root, name: "", value: document)
    for step in steps {
      guard let (node, name) = description(of: place) else { return (members, []) }
      guard let value = place.value[step] else { return (members, []) }
      if let items = node.items {
        place = Place(node: items, name: name + "[]", value: value)
      } else if let (member, schema) = node.member(step) {
        members.append(name + "." + member)
        place = Place(node: schema, name: name + "." + member, value: value)
      } else {
        return (members, [])
      }
    }
    return (members, description(of: place)?.node.choices ?? [])
  }

  /// The node that describes a value, references and alternatives followed.
  private func description(of place: Place) -> (node: SchemaNode, name: String)? {
    let (node, name, value) = (place.node, place.name, place.value)
    if let reference = node.reference {
      guard let target = definitions[reference] else { return nil }
      return description(of: Place(node: target, name: reference, value: value))
    }
    guard node.members.isEmpty, node.items == nil, !node.options.isEmpty else {
      return accepts(value, node) ? (node, name) : nil
    }
    return node.options.lazy
      .compactMap { description(of: Place(node: $0, name: name, value: value)) }.first
  }

  /// Whether a value fits a schema, as far as telling alternatives apart needs it.
  private func accepts(_ value: JSONTree, _ node: SchemaNode) -> Bool {
    if let reference = node.reference {
      return definitions[reference].map { accepts(value, $0) } ?? false
    }
    guard node.allows(value) else { return false }
    for (key, inner) in value.members {
      if let (_, schema) = node.member(key) {
        guard accepts(inner, schema) else { return false }
      } else if node.isClosed {
        return false
      }
    }
    return node.options.isEmpty || node.options.contains { accepts(value, $0) }
  }
}

/// One object of a JSON Schema, as far as the scenario language uses them.
private struct SchemaNode: Sendable {
  let reference: String?
  let options: [SchemaNode]
  /// By name; `p*` for percentiles, `*` for names of one's own.
  let members: [String: SchemaNode]
  let isClosed: Bool
  let choices: [String]
  private let type: String?
  private let required: [String]
  private let isPath: Bool
  private let itemNode: [SchemaNode]

  var items: SchemaNode? { itemNode.first }

  init(_ json: JSONTree) {
    reference = json["$ref"]?.text.map { String($0.dropFirst("#/$defs/".count)) }
    options = ["anyOf", "oneOf"].flatMap { json[$0]?.elements.map(SchemaNode.init) ?? [] }
    var members = Self.named(json["properties"])
    members["p*"] = json["patternProperties"]?.members.first.map { SchemaNode($0.value) }
    if let rest = json["additionalProperties"], rest.literal == nil {
      members["*"] = SchemaNode(rest)
    }
    self.members = members
    isClosed = json["additionalProperties"]?.literal == "false"
    choices = json["enum"]?.elements.compactMap(\.text) ?? []
    type = json["type"]?.text
    required = json["required"]?.elements.compactMap(\.text) ?? []
    isPath = json["pattern"]?.text == "[./]"
    itemNode = json["items"].map { [SchemaNode($0)] } ?? []
  }

  static func named(_ json: JSONTree?) -> [String: SchemaNode] {
    (json?.members ?? []).reduce(into: [:]) { $0[$1.key] = SchemaNode($1.value) }
  }

  func member(_ key: String) -> (name: String, schema: SchemaNode)? {
    if let own = members[key] { return (key, own) }
    let isPercentile = key.first == "p" && Int(key.dropFirst()) != nil
    let name = isPercentile && members["p*"] != nil ? "p*" : "*"
    return members[name].map { (name, $0) }
  }

  func allows(_ value: JSONTree) -> Bool {
    if let type, !value.isType(type) { return false }
    if !choices.isEmpty, !choices.contains(value.text ?? "") { return false }
    if isPath, !(value.text ?? "").contains(where: { "./".contains($0) }) { return false }
    return !value.isType("object") || required.allSatisfy { value[$0] != nil }
  }
}
