/// `router` of a strategy.
enum RouterLanguage {
  static let small = Field.required(
    "small", .object(RouterSideLanguage.shape, build: RouterSideLanguage.build),
    "The model of the sessions below the threshold.")
  static let large = Field.required(
    "large", .object(RouterSideLanguage.shape, build: RouterSideLanguage.build),
    "The model of the other sessions.")
  static let curve = Field.optional(
    "curve",
    .list(
      of: .list(of: .number(.signed), count: 2...2, noun: "number"), count: 1...100, noun: "point"),
    "Points [share of the sessions to the large model, share of the gap in success recovered] between"
      + " [0, 0] and [1, 1]; a straight line, as by drawing lots, when absent.")
  static let shareToLarge = Field.optional(
    "shareToLarge", Codec<Quantity>.quantity(.probability, unit: nil),
    "Share of the sessions that the threshold sends to the large model.")
  static let gapRecovered = Field.optional(
    "gapRecovered", Codec<Quantity>.quantity(.probability, unit: nil),
    "Share of the gap in success to recover with as few sessions on the large model as possible.")

  static let shape = ObjectShape(
    "router", noun: "a router", "A threshold on a score that tells easy sessions from hard ones.",
    fields: [
      small.description, large.description, curve.description, shareToLarge.description,
      gapRecovered.description,
    ],
    constraints: ["oneOf": .array([.requiring("shareToLarge"), .requiring("gapRecovered")])])

  /// The router without its classifier, which stands beside it.
  struct Parts: Sendable {
    let small: Router.Side
    let large: Router.Side
    let curve: RouterCurve
    let setting: Router.Setting
  }

  static func build(_ reader: ObjectReader) -> Parts? {
    let small = reader.read(small)
    let large = reader.read(large)
    let curve = readCurve(reader)
    let setting = readSetting(reader)
    guard let small, let large, let curve, let setting,
      areDistinct(small, large, reader)
    else { return nil }
    return Parts(small: small, large: large, curve: curve, setting: setting)
  }

  private static func areDistinct(
    _ small: Router.Side, _ large: Router.Side, _ reader: ObjectReader
  ) -> Bool {
    guard small.model == large.model, let member = reader.member(Self.large) else { return true }
    reader.decoding.error(
      member.value, reader.place.member(Self.large.name),
      "both models are \(Wording.code(large.model)); a router chooses between two.")
    return false
  }

  private static func readSetting(_ reader: ObjectReader) -> Router.Setting? {
    switch (reader.has(shareToLarge), reader.has(gapRecovered)) {
    case (true, false): return reader.read(shareToLarge).map { .shareToLarge($0) }
    case (false, true): return reader.read(gapRecovered).map { .gapRecovered($0) }
    case (let isGiven, _):
      reader.decoding.error(
        reader.node, reader.place,
        "a router has either `shareToLarge` or `gapRecovered`; found"
          + " \(isGiven ? "both" : "none").")
      return nil
    }
  }

  private static func readCurve(_ reader: ObjectReader) -> RouterCurve? {
    guard reader.has(curve) else { return .random }
    guard let pairs = reader.read(curve), let member = reader.member(curve),
      case .array(let nodes) = member.value.value
    else { return nil }
    var before = 0.0
    for (index, pair) in pairs.enumerated() {
      guard pair[0] > before, pair[0] < 1 else {
        reader.decoding.error(
          nodes[index], reader.place.member(curve.name).element(index),
          "the share of this point is \(Wording.number(pair[0])); shares increase between 0 and 1,"
            + " so that it must lie between \(Wording.number(before)) and 1. The ends [0, 0] and"
            + " [1, 1] are not written.")
        return nil
      }
      before = pair[0]
    }
    return RouterCurve(between: pairs.map { RouterCurve.Point(share: $0[0], recovered: $0[1]) })
  }
}

/// `small` and `large` of a router.
enum RouterSideLanguage {
  static let model = Field.required("model", .modelName, "Name of the model.")
  static let success = Field.quantity(
    "success", .probability, default: 1,
    "Probability that it succeeds on a session, were it to answer all of them.")

  static let shape = ObjectShape(
    "routerSide", noun: "a model of a router", "A model and its success on all sessions.",
    fields: [model.description, success.description])

  static func build(_ reader: ObjectReader) -> Router.Side? {
    let model = reader.read(model)
    let success = reader.read(success)
    guard let model, let success else { return nil }
    return Router.Side(model: model, success: success)
  }
}
