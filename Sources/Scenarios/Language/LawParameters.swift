import Distributions

/// The parameters of a parametric law as written, with the form they make.
struct WrittenParameters {
  /// Parameters of the law and percentiles, in the order of the file; bounds apart.
  let members: [JSONNode.Member]
  let bounds: [JSONNode.Member]

  /// Percentiles, and what is none.
  func split() -> (percentiles: [JSONNode.Member], others: [JSONNode.Member]) {
    (
      members.filter { Percentile.probability(named: $0.key) != nil },
      members.filter { Percentile.probability(named: $0.key) == nil }
    )
  }
}

extension Decoding {
  /// Sorts the members of a law and holds them against its forms; `nil` after a finding.
  func parameters(of shape: LawShape, _ node: JSONNode, _ place: Place) -> WrittenParameters? {
    guard case .object(let all) = node.value else {
      wrongType(node, place, allowed: "the parameters of \(shape.name) in { }: \(shape.words)")
      return nil
    }
    let members = all.filter { !checkAnnotation($0, in: place) }
    var own: [JSONNode.Member] = []
    var bounds: [JSONNode.Member] = []
    var isValid = true
    let takesPercentiles = shape.forms.contains { $0.percentiles > 0 }
    for member in members {
      let isPercentile = takesPercentiles && Percentile.probability(named: member.key) != nil
      if shape.parameter(member.key) != nil || isPercentile {
        own.append(member)
      } else if shape.takesBounds, member.key == "min" || member.key == "max" {
        bounds.append(member)
      } else {
        isValid = false
        let known = shape.parameters.map(\.name) + (takesPercentiles ? ["p5", "p50", "p95"] : [])
        error(
          member.position, place.member(member.key),
          "\(shape.name) has no parameter \(Wording.code(member.key))."
            + Spelling.suggestion(for: member.key, among: known)
            + " It takes \(shape.words).")
      }
    }
    guard isValid else { return nil }
    let names = own.map(\.key)
    if shape.forms.contains(where: { $0.matches(names, of: shape) }) {
      return WrittenParameters(members: own, bounds: bounds)
    }
    let found = names.isEmpty ? "no parameter" : Wording.list(names.map(Wording.code))
    error(node, place, "found \(found); \(shape.name) takes \(shape.words).")
    return nil
  }
}

extension LawFamily.Form {
  /// True when exactly these names make the form.
  func matches(_ names: [String], of shape: LawShape) -> Bool {
    let given = Set(names)
    guard given.isSuperset(of: required) else { return false }
    let rest = given.subtracting(required).subtracting(optional)
    return rest.count == percentiles
      && rest.allSatisfy { Percentile.probability(named: $0) != nil }
  }
}
