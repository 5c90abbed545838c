import Distributions

extension Decoding {
  /// A measured table by the name of a profile that ships with cogcast, or by a path.
  func profile(_ member: JSONNode.Member, _ place: Place, kind: EventKind) -> (any Law)? {
    let own = place.member(member.key)
    let node = member.value
    guard case .string(let name) = node.value else {
      wrongType(node, own, allowed: "the name of a profile or a path, in double quotes")
      return nil
    }
    if let profile = LengthProfile.named(name) {
      return build(node, own) { () throws(LawError) in
        try Empirical(quantiles: profile.quantiles)
      }
    }
    guard name.contains("/") || name.contains(".") else {
      error(
        node, own,
        "there is no profile \(Wording.code(name))."
          + Spelling.suggestion(for: name, among: LengthProfile.names)
          + " Profiles are \(Wording.list(LengthProfile.names.map(Wording.code))); any other text"
          + " is a path relative to the scenario, such as \"profiles/mine.json\".")
      return nil
    }
    guard let bytes = fileReader(name) else {
      error(
        node, own,
        "the file \(Wording.quoted(name)) is missing; paths are relative to the scenario file.")
      return nil
    }
    return table(bytes, name: name, node, own, kind: kind)
  }

  /// A profile of the user's own: a JSON file `{ "quantiles": [...] }` or `{ "values": [...] }`.
  private func table(
    _ bytes: [UInt8], name: String, _ node: JSONNode, _ place: Place, kind: EventKind
  ) -> (any Law)? {
    let parsed = JSONParser.parse(bytes)
    let inner = Decoding(root: node, book: book, fileReader: { _ in nil })
    var law: (any Law)?
    if let root = parsed.root, parsed.diagnostics.isEmpty {
      let member = JSONNode.Member(key: "empirical", position: root.position, value: root)
      law = inner.tableLaw(member, .root)
        .flatMap { inner.cap($0.law, $0.bounds, of: kind, root, .root) }
    }
    for finding in parsed.diagnostics + inner.findings.all {
      let location = finding.location
      error(
        node, place,
        "\(Wording.quoted(name)), line \(location.line), column \(location.column)"
          + (location.pointer.isEmpty ? "" : ", \(location.pointer)") + ": \(finding.message)")
    }
    return law
  }
}
