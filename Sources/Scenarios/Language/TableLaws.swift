import Distributions

/// One component of a mixture.
private struct Component {
  let weight: Double
  let law: any Law
}

/// Fields of the laws that need more than named numbers.
private enum TableLawFields {
  static let longest = 10_000
  static let values = Field.required(
    "values", .numbers(longest: longest), "Values of the law.")
  static let weights = Field.optional(
    "weights", .numbers(longest: longest),
    "Relative probabilities of the values, in their order; equal when absent.")
  static let quantiles = Field.optional(
    "quantiles", .numbers(longest: longest),
    "Quantiles at equally spaced probabilities from 0 to 1, never falling.")
  static let sample = Field.optional(
    "values", .numbers(longest: longest), "A sample; each value is equally likely.")
  static let min = Field.optional("min", .number(.signed), "Lower bound.")
  static let max = Field.optional("max", .number(.signed), "Upper bound.")

  static let discrete = ObjectShape(
    "discrete", noun: "a discrete law", "Some values with their probabilities.",
    fields: [values.description, weights.description, min.description, max.description])
  static let empirical = ObjectShape(
    "empirical", noun: "an empirical law", "A measured quantile table, or a sample.",
    fields: [quantiles.description, sample.description, min.description, max.description],
    constraints: ["oneOf": .array([.requiring("quantiles"), .requiring("values")])])

  static let weight = Field.required(
    "weight", .number(.positive), "Relative probability of the component.")
  static let law = Field.required(
    "law", .componentLaw, "Law of the component; its parameters are numbers.")
  static let component = ObjectShape(
    "mixtureComponent", noun: "a component", "One component of a mixture.",
    fields: [weight.description, law.description])
  static let components = Field.required(
    "components",
    .list(of: .object(component, build: buildComponent), count: 1...20, noun: "component"),
    "Components of the mixture.")

  static func buildComponent(_ reader: ObjectReader) -> Component? {
    let weight = reader.read(weight)
    let law = reader.read(law)
    guard let weight, let law else { return nil }
    return Component(weight: weight, law: law)
  }

  static let mixture = ObjectShape(
    "mixture", noun: "a mixture", "One of several laws, drawn by weight.",
    fields: [components.description, min.description, max.description])
}

extension Codec where Value == [Double] {
  fileprivate static func numbers(longest: Int) -> Codec {
    .list(of: .number(.signed), count: 1...longest, noun: "number")
  }
}

extension Decoding {
  static let tableShapes = [
    TableLawFields.discrete, TableLawFields.empirical, TableLawFields.mixture,
  ]

  /// A discrete, empirical or mixture law before its bounds.
  func tableLaw(_ member: JSONNode.Member, _ place: Place) -> (law: any Law, bounds: Bounds)? {
    let node = member.value
    let law: (any Law)?
    switch member.key {
    case "discrete": law = discrete(node, place)
    case "empirical": law = empirical(node, place)
    default: law = mixture(node, place)
    }
    guard case .object(let members) = node.value,
      let bounds = bounds(
        members.filter { ["min", "max"].contains($0.key) }, in: place,
        range: .signed), let law
    else { return nil }
    return (law, bounds)
  }

  private func discrete(_ node: JSONNode, _ place: Place) -> (any Law)? {
    guard let reader = ObjectReader(node, place, TableLawFields.discrete, self),
      let values = reader.read(TableLawFields.values)
    else { return nil }
    let weights =
      reader.has(TableLawFields.weights)
      ? reader.read(TableLawFields.weights) : Array(repeating: 1, count: values.count)
    guard let weights else { return nil }
    guard values.count == weights.count else {
      error(
        node, place,
        "there are \(values.count) values and \(weights.count) weights; give one weight a value.")
      return nil
    }
    return build(node, place) { () throws(LawError) in
      try Discrete(values: values, weights: weights)
    }
  }

  private func empirical(_ node: JSONNode, _ place: Place) -> (any Law)? {
    guard let reader = ObjectReader(node, place, TableLawFields.empirical, self) else {
      return nil
    }
    switch (reader.has(TableLawFields.quantiles), reader.has(TableLawFields.sample)) {
    case (true, false):
      guard let quantiles = reader.read(TableLawFields.quantiles) else { return nil }
      return build(node, place) { () throws(LawError) in try Empirical(quantiles: quantiles) }
    case (false, true):
      guard let values = reader.read(TableLawFields.sample) else { return nil }
      return build(node, place) { () throws(LawError) in
        try Discrete(values: values, weights: Array(repeating: 1, count: values.count))
      }
    default:
      error(node, place, "an empirical law takes `quantiles` or `values`, one of them.")
      return nil
    }
  }

  private func mixture(_ node: JSONNode, _ place: Place) -> (any Law)? {
    guard let reader = ObjectReader(node, place, TableLawFields.mixture, self),
      let components = reader.read(TableLawFields.components)
    else { return nil }
    return build(node, place) { () throws(LawError) in
      try Mixture(components: components.map { (weight: $0.weight, law: $0.law) })
    }
  }
}

extension Codec where Value == any Law {
  /// A law inside a mixture: its parameters are numbers, its values any; a number is itself.
  fileprivate static let componentLaw = Codec(
    schema: Schema.anyOf([InputSchema.number(.signed), LawSchema.constantsReference])
  ) { node, place, decoding in
    switch decoding.syntax(node, place, range: .signed) {
    case .number(let value): return PointMass(value)
    case .law(let member):
      return decoding.namedLaw(member, place.unnamed(member.key), in: .signed)
    case .percentiles, .assumption, .profile:
      decoding.error(node, place, "a component is a number or a law by name.")
      return nil
    case nil: return nil
    }
  }
}
