import JSONDocuments

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
  static let fallback = Field.optional(
    "fallback", .modelName,
    "Model that answers a turn anew when a request has failed on every attempt.")
  static let classifier = Field.optional(
    "classifier", .object(ClassifierLanguage.shape, build: ClassifierLanguage.build),
    "Model that sorts the sessions, paid at every turn.")
  static let tiers = Field.optional(
    "tiers",
    .list(of: .object(TierLanguage.shape, build: TierLanguage.build), count: 2...10, noun: "tier"),
    "Models from small to large; the last takes the remaining sessions.")
  static let router = Field.optional(
    "router", .object(RouterLanguage.shape, build: RouterLanguage.build),
    "Two models, and a threshold that sends sessions to either.")
  static let batchShare = Field.optional(
    "batchShare", Codec<Quantity>.quantity(.probability, unit: nil),
    "Share of the sessions that can wait: their routed calls go to the batch service.")
  static let misroute = Field.optional(
    "misroute", .object(MisrouteLanguage.shape, build: MisrouteLanguage.build),
    "Sessions sent to the wrong tier; none when absent.")

  static let capacity = Field.optional(
    "capacity",
    .list(of: Codec<String>.text(longest: 64), count: 1...20, noun: "capacity name"),
    "Names of the capacities that serve its models; other models are paid by the token.")

  static let latencyClass = Field.optional(
    "latencyClass", Codec<String>.choice(LatencyClass.allCases.map(\.rawValue)),
    "How soon answers come, for comparisons: "
      + LatencyClass.allCases.map { "\($0.rawValue) (\($0.meaning))" }.joined(separator: ", ")
      + ". No cost depends on it.")

  /// What a strategy may be: the field that says so, those that may stand beside it, and its reader.
  private struct Kind {
    let field: FieldDescription
    let companions: [FieldDescription]
    let build: @Sendable (ObjectReader) -> Strategy.Policy?

    var name: String { field.name }
  }

  private static let kinds = [
    Kind(
      field: single.description, companions: [success.description],
      build: buildSingle),
    Kind(
      field: tiers.description, companions: [classifier.description, misroute.description],
      build: buildTiered),
    Kind(field: CascadeLanguage.stages.description, companions: CascadeLanguage.companions) {
      CascadeLanguage.build($0).map { .cascade($0) }
    },
    Kind(field: router.description, companions: [classifier.description], build: buildRouter),
  ]

  static let shape = ObjectShape(
    "strategy", noun: "a strategy",
    "A way of choosing the model: `single`, `tiers`, `stages` or `router`.",
    fields: kinds.map(\.field) + companions + [
      fallback.description, batchShare.description, capacity.description,
      latencyClass.description,
    ],
    constraints: [
      "oneOf": .array(kinds.map { .requiring($0.name) }),
      "dependentSchemas": .object(
        kinds.map { kind in
          JSONText.Member(
            key: kind.name,
            value: .object([
              "not": .object(["anyOf": .array(strangers(to: kind).map { .requiring($0.name) })])
            ]))
        }),
      "dependentRequired": .object([
        CascadeLanguage.stages.name: .array([.string(CascadeLanguage.escalation.name)])
      ]),
    ])

  /// Fields that stand beside those of the kinds, each once.
  private static var companions: [FieldDescription] {
    kinds.flatMap(\.companions).reduce(into: []) { all, field in
      if !all.contains(where: { $0.name == field.name }) { all.append(field) }
    }
  }

  /// Fields that mean nothing beside this kind's.
  private static func strangers(to kind: Kind) -> [FieldDescription] {
    let own = kind.companions.map(\.name)
    return companions.filter { !own.contains($0.name) }
  }

  static func build(_ reader: ObjectReader) -> Strategy? {
    let chosen = kinds.filter { reader.node.member($0.name) != nil }
    guard let kind = chosen.first, chosen.count == 1 else {
      let found = chosen.isEmpty ? "none" : Wording.list(chosen.map { Wording.code($0.name) })
      reader.decoding.error(
        reader.node, reader.place,
        "a strategy has exactly one of \(Wording.list(kinds.map { Wording.code($0.name) })); found"
          + " \(found).")
      return nil
    }
    let isAlone = reader.refuses(strangers(to: kind), beside: kind.name)
    let latency = reader.read(latencyClass)
    let policy = kind.build(reader)
    let fallback = reader.read(fallback)
    let batchShare = reader.has(batchShare) ? reader.read(batchShare) : nil
    let capacities = reader.read(capacity)
    guard let policy, isAlone, latency != nil || !reader.has(latencyClass),
      fallback != nil || !reader.has(Self.fallback),
      batchShare != nil || !reader.has(Self.batchShare),
      capacities != nil || !reader.has(capacity),
      isOther(fallback, than: policy.models, reader)
    else { return nil }
    return Strategy(
      name: reader.place.name, latencyClass: latency.flatMap(LatencyClass.init(rawValue:)),
      policy: policy, fallback: fallback, batchShare: batchShare,
      capacities: capacities ?? [])
  }

  private static func buildSingle(_ reader: ObjectReader) -> Strategy.Policy? {
    let model = reader.read(single)
    let success = reader.read(success)
    guard let model, let success else { return nil }
    return .single(model: model, success: success)
  }

  /// A fallback that always stands in for itself is none.
  private static func isOther(
    _ fallback: String?, than models: [String], _ reader: ObjectReader
  ) -> Bool {
    guard let fallback, models.allSatisfy({ $0 == fallback }),
      let member = reader.member(Self.fallback)
    else { return true }
    reader.decoding.error(
      member.value, reader.place.member(Self.fallback.name),
      "the fallback is \(Wording.code(fallback)) itself; name another model.")
    return false
  }

  private static func buildRouter(_ reader: ObjectReader) -> Strategy.Policy? {
    let classifier = reader.read(classifier)
    guard let parts = reader.read(router), classifier != nil || !reader.has(Self.classifier)
    else { return nil }
    return .router(
      Router(
        small: parts.small, large: parts.large, curve: parts.curve, setting: parts.setting,
        classifier: classifier))
  }

  private static func buildTiered(_ reader: ObjectReader) -> Strategy.Policy? {
    let classifier = reader.read(classifier)
    let tiers = reader.read(tiers)
    let misroute = reader.read(misroute)
    guard let tiers, TierLanguage.checkShares(of: tiers, reader) else { return nil }
    return .tiered(Tiered(classifier: classifier, tiers: tiers, misroute: misroute))
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
