/// How an input is written, before its numbers are read.
enum InputSyntax {
  case number(Double)
  /// Bare percentiles, perhaps with `min` and `max`: the value is unknown.
  case percentiles([JSONNode.Member])
  /// A law by name.
  case law(JSONNode.Member)
  /// A draw shared by several inputs.
  case assumption(JSONNode.Member)
  /// A measured table by name or path.
  case profile(JSONNode.Member)
}

extension Decoding {
  /// Names of laws that need more than named numbers.
  static let tableLaws = ["discrete", "mixture", "empirical", "metalog"]

  static let lawNames = LawShape.all.map(\.name) + tableLaws

  /// Tells how an input is written; `nil` after a finding.
  func syntax(_ node: JSONNode, _ place: Place, range: InputRange) -> InputSyntax? {
    let members: [JSONNode.Member]
    switch node.value {
    case .number:
      return number(node, place, in: range).map { .number($0) }
    case .object(let all):
      members = all.filter { !checkAnnotation($0, in: place) }
    default:
      wrongType(
        node, place,
        allowed: "\(range.words), percentiles such as { \"p5\": 1, \"p95\": 2 }, or a law")
      return nil
    }
    let kinds = members.map { (member: $0, kind: InputWord(named: $0.key)) }
    if let odd = kinds.first(where: { $0.kind == nil }) {
      unknownInputWord(odd.member, in: place)
      return nil
    }
    let heads = kinds.filter { $0.kind != .bound }
    guard let head = heads.first else {
      error(
        node, place,
        "this object says nothing; allowed is \(range.words), percentiles such as"
          + " { \"p5\": 1, \"p95\": 2 }, or a law.")
      return nil
    }
    if head.kind == .percentile, heads.allSatisfy({ $0.kind == .percentile }) {
      return .percentiles(members)
    }
    guard heads.count == 1 else {
      let names = heads.map { Wording.code($0.member.key) }
      error(
        heads[1].member.position, place.member(heads[1].member.key),
        "\(Wording.list(names)) stand side by side; an input is one of them.")
      return nil
    }
    if let bound = kinds.first(where: { $0.kind == .bound }) {
      error(
        bound.member.position, place.member(bound.member.key),
        "\(Wording.code(bound.member.key)) belongs inside \(Wording.code(head.member.key)), beside"
          + " its parameters.")
      return nil
    }
    switch head.kind {
    case .assumption: return .assumption(head.member)
    case .profile: return .profile(head.member)
    default: return .law(head.member)
    }
  }

  private func unknownInputWord(_ member: JSONNode.Member, in place: Place) {
    let words = Self.lawNames + ["assumption", "profile", "p5", "p50", "p95", "min", "max"]
    error(
      member.position, place.member(member.key),
      "unknown law or field \(Wording.code(member.key))."
        + Spelling.suggestion(for: member.key, among: words)
        + " Allowed are percentiles (p1 to p99), assumption, profile, and the laws"
        + " \(Wording.list(Self.lawNames)).")
  }
}

/// What a key of an input says.
private enum InputWord {
  case percentile, bound, law, assumption, profile

  init?(named name: String) {
    switch name {
    case "min", "max": self = .bound
    case "assumption": self = .assumption
    case "profile": self = .profile
    case _ where Percentile.probability(named: name) != nil: self = .percentile
    case _ where Decoding.lawNames.contains(name): self = .law
    default: return nil
    }
  }
}
