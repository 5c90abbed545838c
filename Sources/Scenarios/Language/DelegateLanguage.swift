/// `delegate` of a call.
enum DelegateLanguage {
  static let children = Field.event(
    "children", .agents, "Runs that one agent run starts, 0 or more.")
  static let maxDepth = Field.required(
    "maxDepth", .integer(1...20), "Generations below the run that the turn starts.")
  static let maxAgents = Field.required(
    "maxAgents", .integer(2...100), "Runs of one turn in all, the first included.")

  static let shape = ObjectShape(
    "delegate", noun: "a delegation", "Agent runs that start further runs of the same call.",
    fields: [children.description, maxDepth.description, maxAgents.description])

  static func build(_ reader: ObjectReader) -> Delegation? {
    let children = reader.read(children)
    let depth = reader.read(maxDepth)
    let agents = reader.read(maxAgents)
    guard let children, let depth, let agents else { return nil }
    return Delegation(children: children, maxDepth: depth, maxAgents: agents)
  }
}
