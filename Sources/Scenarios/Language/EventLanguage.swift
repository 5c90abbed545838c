import Distributions

extension Codec where Value == EventQuantity {
  /// A per-event input: fixed, perhaps unknown; or a law by which it varies.
  static func event(_ kind: EventKind) -> Codec {
    Codec(schema: InputSchema.event(kind)) { node, place, decoding in
      decoding.event(node, place, kind: kind)
    }
  }
}

extension Decoding {
  func event(_ node: JSONNode, _ place: Place, kind: EventKind) -> EventQuantity? {
    let annotations = Annotations.none.narrowed(by: node)
    guard let syntax = syntax(node, place, range: kind.range) else { return nil }
    switch syntax {
    case .number, .percentiles, .assumption:
      return quantity(syntax, node, place, range: kind.range, unit: kind.unit)
        .map { EventQuantity(.fixed($0), path: place.path) }
    case .profile(let member):
      return profile(member, place, kind: kind).map { measured($0.law, $0.name, place, kind) }
    case .law(let member):
      let inner = place.unnamed(member.key)
      if let shape = LawShape.all.first(where: { $0.name == member.key }) {
        let law = varying(
          shape, member.value, inner, kind: kind,
          within: annotations.narrowed(by: member.value))
        guard let law else { return nil }
        recordVarying(law.summary, place, kind)
        return EventQuantity(.varying(law), path: place.path)
      }
      let law =
        member.key == "metalog"
        ? metalog(member.value, inner, in: kind.range)
        : tableLaw(member, inner)
          .flatMap { cap($0.law, $0.bounds, of: kind, member.value, inner) }
      return law.map { measured($0, member.key, place, kind) }
    }
  }

  private func measured(
    _ law: any Law, _ label: String, _ place: Place, _ kind: EventKind
  ) -> EventQuantity {
    recordVarying("\(label) (\(law.summary))", place, kind)
    return EventQuantity(.measured(law, label: label), path: place.path)
  }

  private func recordVarying(_ summary: String, _ place: Place, _ kind: EventKind) {
    record(
      ScenarioInput(
        path: place.path, kind: .varies, summary: summary, unit: kind.unit, isDefault: false,
        range: kind.range))
  }

  /// A parametric law by which an input varies; its parameters may be unknown.
  private func varying(
    _ shape: LawShape, _ node: JSONNode, _ place: Place, kind: EventKind,
    within annotations: Annotations
  ) -> VaryingLaw? {
    guard let written = parameters(of: shape, node, place) else { return nil }
    var parameters: [VaryingLaw.Parameter] = []
    var isValid = true
    let isByPercentiles = shape.forms.contains {
      $0.percentiles > 0 && $0.matches(written.members.map(\.key), of: shape)
    }
    for member in written.members {
      let own = place.member(member.key)
      let parameter = shape.parameter(member.key)
      let range = parameter.map { kind.range(of: $0, in: shape) } ?? shape.percentileRange
      let quantity: Quantity?
      if parameter?.mayBeUnknown == true, !isByPercentiles {
        quantity = self.quantity(
          member.value, own, range: range, unit: nil, within: annotations)
      } else {
        quantity = constantParameter(member, own, of: shape, range: range)
      }
      guard let quantity else {
        isValid = false
        continue
      }
      parameters.append(VaryingLaw.Parameter(name: member.key, quantity: quantity))
    }
    let bounds = bounds(written.bounds, in: place, range: kind.range)
    guard let bounds, isValid else { return nil }
    if isByPercentiles,
      percentiles(written.members, in: place, range: shape.percentileRange) == nil
    {
      return nil
    }
    let floor = shape.isEndlessBelow && kind.meanRange == nil ? kind.range.lower : nil
    let law = VaryingLaw(
      family: shape.family, parameters: parameters, lowerCap: bounds.lower ?? floor,
      upperCap: bounds.upper)
    return check(law, shape, bounds, node, place, kind: kind) ? law : nil
  }

  private func constantParameter(
    _ member: JSONNode.Member, _ place: Place, of shape: LawShape, range: InputRange
  ) -> Quantity? {
    if case .object = member.value.value {
      let open = shape.parameters.filter(\.mayBeUnknown).map { Wording.code($0.name) }
      error(
        member.value, place,
        "\(Wording.code(member.key)) of a varying \(shape.name) is a plain number here."
          + (open.isEmpty ? "" : " Unknown may be \(Wording.list(open)), without percentiles."))
      return nil
    }
    return number(member.value, place, in: range)
      .map { Quantity(.known($0), path: place.path) }
  }

  /// Builds a law of plain numbers once, so that it can be built later.
  private func check(
    _ law: VaryingLaw, _ shape: LawShape, _ bounds: Bounds, _ node: JSONNode, _ place: Place,
    kind: EventKind
  ) -> Bool {
    guard kind.allows(shape) else {
      error(
        node, place,
        "the values of \(Wording.code(shape.name)) lie between 0 and 1, so that each counts as 1,"
          + " the smallest number of \(kind.unit); write 1, or choose another law.")
      return false
    }
    guard checkReach(bounds.upper ?? .infinity, of: kind, node, place) else { return false }
    // A counting law begins at the smallest count of its input; the ranges of its parameters say
    // all but that `n` is a whole number.
    let isShifted = shape.isCount && kind.meanRange != nil
    if isShifted, shape.family != .binomial { return true }
    var values: [String: Double] = [:]
    for parameter in law.parameters {
      guard case .known(let value) = parameter.quantity.value else { return true }
      values[parameter.name] = value
    }
    let built = build(node, place) { () throws(LawError) in try shape.family.law(values) }
    return built.map { isShifted || checkSupport($0, bounds, of: kind, node, place) } ?? false
  }
}

extension VaryingLaw {
  /// The law in a few words: its name, its parameters and its caps.
  var summary: String {
    let figures = parameters.map { parameter in
      switch parameter.quantity.value {
      case .known(let value): "\(parameter.name) \(Wording.number(value))"
      case .unknown: "\(parameter.name) unknown"
      }
    }
    let caps = [("min", lowerCap), ("max", upperCap)].compactMap { name, cap in
      cap.map { "\(name) \(Wording.number($0))" }
    }
    return "\(family.rawValue) (\((figures + caps).joined(separator: ", ")))"
  }
}
