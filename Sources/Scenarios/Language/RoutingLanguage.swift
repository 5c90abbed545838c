/// The `routing` block.
enum RoutingLanguage {
  static let use = Field.optional(
    "use", .text(), "Strategy in use; may be left out when there is one.")
  static let strategies = Field.required(
    "strategies",
    .names(
      .identifier, of: .object(StrategyLanguage.shape, build: StrategyLanguage.build),
      count: 1...50, noun: "strategy"),
    "Ways of choosing the model, by name.")

  static let shape = ObjectShape(
    "routing", noun: "the routing", "Which model answers calls that name none.",
    fields: [use.description, strategies.description])

  static func build(_ reader: ObjectReader) -> Routing? {
    let strategies = reader.read(strategies)
    let names = reader.decoding.names.strategies.map(\.name)
    let index = reader.has(use) ? index(reader, names) : onlyStrategy(reader, names)
    guard let strategies, let index else { return nil }
    return Routing(use: index, strategies: strategies.map(\.value))
  }

  private static func index(_ reader: ObjectReader, _ names: [String]) -> Int? {
    guard let name = reader.read(use), let member = reader.member(use) else { return nil }
    if let index = names.firstIndex(of: name) { return index }
    reader.decoding.error(
      member.value, reader.place.member(use.name),
      "there is no strategy \(Wording.code(name))." + Spelling.suggestion(for: name, among: names)
        + (names.isEmpty ? "" : " Declared are \(Wording.list(names.map(Wording.code)))."))
    return nil
  }

  private static func onlyStrategy(_ reader: ObjectReader, _ names: [String]) -> Int? {
    if names.count > 1 {
      reader.decoding.error(
        reader.node, reader.place,
        "`use` is missing, and there are \(names.count) strategies; name one of"
          + " \(Wording.list(names.map(Wording.code))).")
    }
    return names.count == 1 ? 0 : nil
  }
}

/// One strategy.
enum StrategyLanguage {
  static let single = Field.optional("single", .modelName, "Every session on this model.")
  static let success = Field.quantity(
    "success", .probability, default: 1, "Probability that a session on the model succeeds.")
  static let classifier = Field.optional(
    "classifier", .object(ClassifierLanguage.shape, build: ClassifierLanguage.build),
    "Model that sorts the sessions, paid at every turn.")
  static let tiers = Field.optional(
    "tiers",
    .list(of: .object(TierLanguage.shape, build: TierLanguage.build), count: 2...10, noun: "tier"),
    "Models from small to large; the last takes the remaining sessions.")
  static let misroute = Field.optional(
    "misroute", .object(MisrouteLanguage.shape, build: MisrouteLanguage.build),
    "Sessions sent to the wrong tier; none when absent.")

  static let shape = ObjectShape(
    "strategy", noun: "a strategy", "A way of choosing the model: `single`, or `tiers`.",
    reserved: [
      "cascade": "cascade routing", "stages": "cascade routing", "judge": "cascade routing",
      "escalation": "cascade routing",
    ],
    fields: [
      single.description, success.description, classifier.description, tiers.description,
      misroute.description,
    ],
    constraints: [
      "oneOf": .array([.requiring("single"), .requiring("tiers")]),
      "dependentSchemas": .object([
        "tiers": .object(["not": .requiring("success")]),
        "single": .object([
          "not": .object(["anyOf": .array([.requiring("classifier"), .requiring("misroute")])])
        ]),
      ]),
    ])

  static func build(_ reader: ObjectReader) -> Strategy? {
    switch (reader.has(single), reader.has(tiers)) {
    case (true, false): buildSingle(reader)
    case (false, true): buildTiered(reader)
    default: refuse(reader)
    }
  }

  private static func refuse(_ reader: ObjectReader) -> Strategy? {
    if reader.has(single) || !shape.reserved.keys.contains(where: { reader.node.member($0) != nil })
    {
      reader.decoding.error(
        reader.node, reader.place,
        "a strategy has either `single` or `tiers`; found \(reader.has(single) ? "both" : "none").")
    }
    return nil
  }

  private static func buildSingle(_ reader: ObjectReader) -> Strategy? {
    let isAlone = reader.refuses(
      [classifier.description, misroute.description], beside: single.name)
    let model = reader.read(single)
    let success = reader.read(success)
    guard let model, let success, isAlone else { return nil }
    return Strategy(name: reader.place.name, policy: .single(model: model, success: success))
  }

  private static func buildTiered(_ reader: ObjectReader) -> Strategy? {
    let isAlone = reader.refuses([success.description], beside: tiers.name)
    let classifier = reader.read(classifier)
    let tiers = reader.read(tiers)
    let misroute = reader.read(misroute)
    guard let tiers, isAlone, TierLanguage.checkShares(of: tiers, reader) else { return nil }
    return Strategy(
      name: reader.place.name,
      policy: .tiered(Tiered(classifier: classifier, tiers: tiers, misroute: misroute)))
  }
}

extension ObjectReader {
  /// Reports fields that have no meaning beside another; true when there are none.
  fileprivate func refuses(_ fields: [FieldDescription], beside other: String) -> Bool {
    var isAlone = true
    for field in fields {
      guard let member = node.member(field.name) else { continue }
      isAlone = false
      decoding.error(
        member.position, place.member(field.name),
        "\(Wording.code(field.name)) means nothing beside \(Wording.code(other)); remove it.")
    }
    return isAlone
  }
}
