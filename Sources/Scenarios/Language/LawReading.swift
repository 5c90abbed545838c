import Distributions

extension Decoding {
  /// Reads the law of an unknown value, cut to the range; `nil` after a finding.
  func law(_ node: JSONNode, _ place: Place, in range: InputRange) -> (any Law)? {
    syntax(node, place, range: range).flatMap { law($0, node, place, in: range) }
  }

  func law(
    _ syntax: InputSyntax, _ node: JSONNode, _ place: Place, in range: InputRange
  ) -> (any Law)? {
    switch syntax {
    case .percentiles(let members): return percentileLaw(members, node, place, range: range)
    case .law(let member): return namedLaw(member, place.unnamed(member.key), in: range)
    case .number(let value): return PointMass(value)
    case .assumption(let member):
      error(
        member.position, place.member(member.key),
        "an assumption cannot stand for another; write its law here.")
    case .profile(let member):
      error(
        member.position, place.member(member.key),
        "a profile says how something varies from event to event, which this input does not;"
          + " give percentiles of its mean.")
    }
    return nil
  }

  /// The law of bare percentiles, or of a metalog's.
  func percentileLaw(
    _ members: [JSONNode.Member], _ node: JSONNode, _ place: Place, range: InputRange,
    minimumCount: Int = 2
  ) -> (any Law)? {
    let points = percentiles(members, in: place, range: range)
    let bounds = bounds(members, in: place, range: range)
    guard let points, let bounds else { return nil }
    guard points.count >= minimumCount else {
      error(
        node, place,
        points.count == 1 && minimumCount == 2
          ? "one percentile says no width; give two, such as p5 and p95."
          : "found \(points.count) percentiles; at least \(minimumCount) are needed.")
      return nil
    }
    guard checkBounds(bounds, around: points, in: place) else { return nil }
    let law = build(node, place) { () throws(LawError) in
      try Percentiles.law(
        percentiles: points.map { (p: $0.probability, x: $0.value) }, domain: range.shape.domain,
        lower: bounds.lower, upper: bounds.upper)
    }
    return law.flatMap { fit($0, .none, to: range, hasWrittenEnds: false, node, place) }
  }

  /// A law by name, cut to the range by its own bounds.
  func namedLaw(_ member: JSONNode.Member, _ place: Place, in range: InputRange) -> (any Law)? {
    let node = member.value
    switch member.key {
    case "metalog": return metalog(node, place, in: range)
    case "discrete", "empirical", "mixture":
      guard let table = tableLaw(member, place) else { return nil }
      return fit(
        table.law, table.bounds, to: range, hasWrittenEnds: member.key != "mixture", node, place)
    default:
      guard let shape = LawShape.all.first(where: { $0.name == member.key }),
        let constants = constantLaw(shape, node, place)
      else { return nil }
      return fit(
        constants.law, constants.bounds, to: range, hasWrittenEnds: !shape.takesBounds, node, place)
    }
  }

  func metalog(_ node: JSONNode, _ place: Place, in range: InputRange) -> (any Law)? {
    guard case .object(let all) = node.value else {
      wrongType(node, place, allowed: "the percentiles of a metalog in { }")
      return nil
    }
    let members = all.filter { !checkAnnotation($0, in: place) }
    var isValid = true
    for member in members
    where Percentile.probability(named: member.key) == nil && !["min", "max"].contains(member.key) {
      isValid = false
      error(
        member.position, place.member(member.key),
        "metalog has no parameter \(Wording.code(member.key)); it takes three or more percentiles"
          + " (p1 to p99), and `min` and `max` as bounds.")
    }
    guard isValid else { return nil }
    return percentileLaw(members, node, place, range: range, minimumCount: 3)
  }

  /// A parametric law whose parameters are plain numbers, before its bounds.
  func constantLaw(
    _ shape: LawShape, _ node: JSONNode, _ place: Place
  ) -> (law: any Law, bounds: Bounds)? {
    guard let written = parameters(of: shape, node, place) else { return nil }
    let (marks, others) = written.split()
    var values: [String: Double] = [:]
    var isValid = true
    for member in others {
      guard let parameter = shape.parameter(member.key) else { continue }
      let value = number(member.value, place.member(member.key), in: parameter.range)
      values[member.key] = value
      isValid = isValid && value != nil
    }
    let points = percentiles(marks, in: place, range: shape.percentileRange)
    let bounds = bounds(written.bounds, in: place, range: .signed)
    guard isValid, let points, let bounds else { return nil }
    for point in points { values[point.member.key] = point.value }
    let law = build(node, place) { () throws(LawError) in try shape.family.law(values) }
    return law.map { ($0, bounds) }
  }

  /// Runs a constructor and reports its refusal at the parameter that it names.
  func build(
    _ node: JSONNode, _ place: Place, _ make: () throws(LawError) -> any Law
  ) -> (any Law)? {
    do {
      return try make()
    } catch {
      if let name = error.parameter, let member = node.member(name) {
        self.error(member.value, place.member(name), error.message)
      } else {
        self.error(node, place, error.message)
      }
      return nil
    }
  }

  private func checkBounds(
    _ bounds: Bounds, around points: [Percentile], in place: Place
  ) -> Bool {
    var isValid = true
    if let low = bounds.lower, let member = bounds.lowerMember, let first = points.first,
      low >= first.value
    {
      isValid = false
      error(
        member.value, place.member("min"),
        "min \(Wording.number(low)) is not below \(first.member.key)"
          + " (\(Wording.number(first.value))); lower it.")
    }
    if let high = bounds.upper, let member = bounds.upperMember, let last = points.last,
      high <= last.value
    {
      isValid = false
      error(
        member.value, place.member("max"),
        "max \(Wording.number(high)) is not above \(last.member.key)"
          + " (\(Wording.number(last.value))); raise it.")
    }
    return isValid
  }
}
