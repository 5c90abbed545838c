import Distributions

/// `note` and `source` of an object, for the assumptions inside it.
struct Annotations {
  var note: String?
  var source: String?

  static let none = Annotations()

  /// The node's own annotations before those around it.
  func narrowed(by node: JSONNode) -> Annotations {
    func text(_ key: String) -> String? {
      if case .string(let text) = node.member(key)?.value.value { text } else { nil }
    }
    return Annotations(note: text("note") ?? note, source: text("source") ?? source)
  }
}

extension Codec where Value == Quantity {
  /// A scalar input: a number, or what is known of it.
  static func quantity(_ range: InputRange, unit: String?) -> Codec {
    Codec(schema: InputSchema.quantity(range)) { node, place, decoding in
      decoding.quantity(node, place, range: range, unit: unit)
    }
  }
}

extension Decoding {
  func quantity(
    _ node: JSONNode, _ place: Place, range: InputRange, unit: String?,
    within annotations: Annotations = .none
  ) -> Quantity? {
    syntax(node, place, range: range).flatMap {
      quantity($0, node, place, range: range, unit: unit, within: annotations)
    }
  }

  func quantity(
    _ syntax: InputSyntax, _ node: JSONNode, _ place: Place, range: InputRange, unit: String?,
    within annotations: Annotations = .none
  ) -> Quantity? {
    switch syntax {
    case .number(let value):
      record(known(value, place, range: range, unit: unit))
      return Quantity(.known(value), path: place.path)
    case .assumption(let member):
      return shared(member, place, range: range, unit: unit)
    case .percentiles, .law, .profile:
      guard let law = law(syntax, node, place, in: range) else { return nil }
      let annotations = annotations.narrowed(by: node)
      record(
        ScenarioInput(
          path: place.path, kind: .unknown, summary: law.summary, unit: unit, isDefault: false,
          range: range))
      let index = draws.add(
        Assumption(
          path: place.path, usedBy: [place.path], law: law, note: annotations.note,
          source: annotations.source))
      return Quantity(.unknown(index), path: place.path)
    }
  }

  /// An input that reads a named assumption.
  private func shared(
    _ member: JSONNode.Member, _ place: Place, range: InputRange, unit: String?
  ) -> Quantity? {
    let own = place.member("assumption")
    guard case .string(let name) = member.value.value else {
      wrongType(member.value, own, allowed: "the name of an assumption in double quotes")
      return nil
    }
    guard let entry = names.assumptions.first(where: { $0.name == name }) else {
      let declared = names.assumptions.map(\.name)
      error(
        member.value, own,
        "there is no assumption \(Wording.code(name))."
          + Spelling.suggestion(for: name, among: declared)
          + (declared.isEmpty
            ? " Add it under `assumptions`."
            : " Declared are \(Wording.list(declared.map(Wording.code)))."))
      return nil
    }
    let use = DrawTable.Use(place: place, position: member.value.position, range: range)
    if case .number(let value) = entry.node.value {
      draws.markUsed(name)
      guard range.contains(value) else {
        error(
          member.value, own,
          "the assumption \(Wording.code(name)) is \(Wording.number(value)); allowed here is"
            + " \(range.words).")
        return nil
      }
      record(known(value, place, range: range, unit: unit))
      return Quantity(.known(value), path: place.path)
    }
    record(
      ScenarioInput(
        path: place.path, kind: .unknown, summary: "assumption \(name)", unit: unit,
        isDefault: false, range: range))
    return Quantity(.unknown(draws.use(name, by: use)), path: place.path)
  }

  private func known(
    _ value: Double, _ place: Place, range: InputRange, unit: String?
  ) -> ScenarioInput {
    ScenarioInput(
      path: place.path, kind: .known, summary: Wording.number(value), unit: unit,
      isDefault: false, range: range)
  }
}

extension Law {
  /// Where nine tenths of the law lie, e.g. "90 %: 0.4 to 2".
  var summary: String {
    "90 %: \(Wording.rounded(quantile(0.05))) to \(Wording.rounded(quantile(0.95)))"
  }
}
