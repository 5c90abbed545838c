import Distributions

extension Decoding {
  /// A measured table by the name of a profile that ships with cogcast, or by a path.
  func profile(
    _ member: JSONNode.Member, _ place: Place, kind: EventKind
  ) -> (name: String, law: any Law)? {
    let own = place.member(member.key)
    let node = member.value
    guard case .string(let name) = node.value else {
      wrongType(node, own, allowed: "the name of a profile or a path, in double quotes")
      return nil
    }
    let law: (any Law)?
    if let profile = LengthProfile.named(name) {
      law = shipped(profile, node, own, kind: kind)
    } else if name.contains("/") || name.contains(".") {
      law = file(name, node, own, kind: kind)
    } else {
      error(
        node, own,
        "there is no profile \(Wording.code(name))."
          + Spelling.suggestion(for: name, among: LengthProfile.names)
          + " Profiles are \(Wording.list(LengthProfile.names.map(Wording.code))); any other text"
          + " is a path relative to the scenario, such as \"profiles/mine.json\".")
      return nil
    }
    return law.map { (name, $0) }
  }

  private func shipped(
    _ profile: LengthProfile, _ node: JSONNode, _ place: Place, kind: EventKind
  ) -> (any Law)? {
    guard kind.unit == EventKind.tokens.unit else {
      error(
        node, place,
        "the profile \(Wording.code(profile.name)) counts tokens, not \(kind.unit); name a table of"
          + " your own by its path, or write a law.")
      return nil
    }
    return build(node, place) { () throws(LawError) in
      try Empirical(quantiles: profile.quantiles)
    }
  }

  private func file(
    _ path: String, _ node: JSONNode, _ place: Place, kind: EventKind
  ) -> (any Law)? {
    guard let bytes = fileReader(path) else {
      error(
        node, place,
        "the file \(Wording.quoted(path)) is missing; paths are relative to the scenario file.")
      return nil
    }
    return table(bytes, name: path, node, place, kind: kind)
  }

  /// A profile of the user's own: a JSON file `{ "quantiles": [...] }` or `{ "values": [...] }`.
  private func table(
    _ bytes: [UInt8], name: String, _ node: JSONNode, _ place: Place, kind: EventKind
  ) -> (any Law)? {
    let parsed = JSONParser.parse(bytes, as: .scenario)
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
