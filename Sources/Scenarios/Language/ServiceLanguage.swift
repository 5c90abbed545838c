/// `harness.services`.
enum ServiceLanguage {
  static let kind = Field.required(
    "kind", Codec<String>.choice(HarnessService.Kind.allCases.map(\.rawValue)),
    "What it is; the breakdown has a meter for each kind.")
  static let per = Field.required(
    "per", Codec<String>.choice(HarnessBasis.allCases.map(\.rawValue)),
    "What it happens once for: "
      + HarnessBasis.allCases.map { "\($0.rawValue) (\($0.words))" }.joined(separator: ", ") + ".")
  static let quantity = Field.quantity(
    "quantity", .nonNegative, default: 1,
    "How much of it is used each time, in what the price counts: seconds, queries, tokens, GB.")
  static let price = Field.optional(
    "price", Codec<Quantity>.quantity(.nonNegative, unit: "$"), unit: "$",
    "Price of that much; known only of embeddings and retrieval when absent.")
  static let priceFor = Field.optional(
    "priceFor", .number(.amount),
    "How much the price buys, e.g. 1000000 where it is a price of a million tokens; 1 when absent.")

  static let shape = ObjectShape(
    "service", noun: "a service", "Something beside the model that is paid for what it does.",
    fields: [
      kind.description, per.description, quantity.description, price.description,
      priceFor.description,
    ],
    constraints: [
      "dependentRequired": .object([priceFor.name: .array([.string(price.name)])])
    ])

  /// Prices of services that most features buy alike, from the public price map of LiteLLM 1.106.2
  /// (2026-10-21): text-embedding-3-small a million tokens, and the reranking of one query.
  private static let listed: [HarnessService.Kind: (price: Double, priceFor: Double)] = [
    .embeddings: (0.02, 1_000_000), .retrieval: (0.002, 1),
  ]

  static func build(_ reader: ObjectReader) -> HarnessService? {
    let kind = reader.read(kind).flatMap(HarnessService.Kind.init)
    let basis = reader.read(per).flatMap(HarnessBasis.init)
    let quantity = reader.read(quantity)
    let amount = reader.read(priceFor)
    guard let kind, let basis, let quantity, amount != nil || !reader.has(priceFor),
      let price = price(of: kind, reader)
    else { return nil }
    let standard = reader.has(Self.price) ? 1 : listed[kind]?.priceFor ?? 1
    return HarnessService(
      name: reader.place.name, kind: kind, basis: basis, quantity: quantity, price: price,
      priceFor: amount ?? standard)
  }

  private static func price(of kind: HarnessService.Kind, _ reader: ObjectReader) -> Quantity? {
    if reader.has(price) { return reader.read(price) }
    if let member = reader.member(priceFor) {
      reader.decoding.error(
        member.position, reader.place.member(priceFor.name),
        "`priceFor` says what a `price` buys, and there is none; add it, or remove this.")
      return nil
    }
    guard let listed = listed[kind] else {
      reader.decoding.error(
        reader.node, reader.place,
        "`price` is missing, and no list price of \(kind.rawValue) is known; add it in dollars.")
      return nil
    }
    let place = reader.place.member(price.name)
    reader.decoding.recordDefault(place, range: .nonNegative, unit: "$", listed.price)
    return .known(listed.price, path: place.path)
  }
}
