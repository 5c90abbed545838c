extension ObjectReader {
  /// The workflow of a segment or of background work: the only one where none is named.
  func workflow(_ field: Field<Int>) -> Int? {
    if has(field) { return read(field) }
    let count = decoding.names.workflows.count
    if count > 1 {
      decoding.error(
        node, place,
        "`workflow` is missing, and there are \(count) workflows; name one of"
          + " \(Wording.list(decoding.names.workflows.map { Wording.code($0.name) })).")
    }
    return count == 1 ? 0 : nil
  }
}

extension Codec where Value == Int {
  /// The name of a workflow, read as its index.
  static let workflowName = Codec(schema: Schema(["type": "string"])) {
    node, place, decoding in
    let names = decoding.names.workflows.map(\.name)
    guard case .string(let name) = node.value else {
      decoding.wrongType(node, place, allowed: "the name of a workflow in double quotes")
      return nil
    }
    if let index = names.firstIndex(of: name) {
      decoding.markWorkflowUsed(index)
      return index
    }
    decoding.error(
      node, place,
      "there is no workflow \(Wording.code(name))." + Spelling.suggestion(for: name, among: names)
        + (names.isEmpty
          ? "" : " Declared are \(Wording.list(names.map(Wording.code))).")
        + " Add it under `workflows` or name another.")
    return nil
  }
}
