import JSONDocuments

/// `responseCache` of a workflow.
enum ResponseCacheLanguage {
  static let hitRate = Field.optional(
    "hitRate", Codec<Quantity>.quantity(.probability, unit: nil),
    "Share of the turns, bypassed ones apart, that the cache answers.")
  static let popularity = Field.optional(
    "popularity", .object(PopularityLanguage.shape, build: PopularityLanguage.build),
    "How questions repeat, from which the hit rate follows.")
  static let falseHits = Field.quantity(
    "falseHits", .probability, default: 0,
    "Share of the hits whose answer belongs to another question; such a turn fails.")
  static let lookup = Field.defaulting(
    "lookup", .object(LookupLanguage.shape, build: LookupLanguage.build), written: .object([]),
    "What it costs to look a question up; nothing when absent."
  ) { place, decoding in LookupLanguage.free(place, decoding) }

  static let shape = ObjectShape(
    "responseCache", noun: "a response cache", "A cache of whole answers.",
    fields: [
      hitRate.description, popularity.description, falseHits.description, lookup.description,
    ],
    constraints: ["oneOf": .array([.requiring("hitRate"), .requiring("popularity")])])

  static func build(_ reader: ObjectReader) -> ResponseCache? {
    let hits = readHits(reader)
    let falseHits = reader.read(falseHits)
    let lookup = reader.read(lookup)
    guard let hits, let falseHits, let lookup else { return nil }
    return ResponseCache(hits: hits, falseHits: falseHits, lookup: lookup)
  }

  private static func readHits(_ reader: ObjectReader) -> ResponseCache.Hits? {
    switch (reader.has(hitRate), reader.has(popularity)) {
    case (true, false): return reader.read(hitRate).map { .rate($0) }
    case (false, true): return reader.read(popularity).map { .popularity($0) }
    case (let isGiven, _):
      reader.decoding.error(
        reader.node, reader.place,
        "a response cache has either `hitRate` or `popularity`; found"
          + " \(isGiven ? "both" : "none").")
      return nil
    }
  }
}

/// `responseCache.popularity` of a workflow.
enum PopularityLanguage {
  static let questions = Field.required(
    "questions", .integer(1...1_000_000), "Different questions there are.")
  static let exponent = Field.quantity(
    "exponent", .nonNegative, default: 0.8,
    "Question i is asked in proportion to 1 / i^exponent; 0.6 to 1 was measured on web requests.")
  static let capacity = Field.optional(
    "capacity", .integer(1...1_000_000),
    "Answers that the cache holds, the least recently used giving way; all of them when absent.")
  static let ttl = Field.optional(
    "ttlSeconds", .number(.positive), unit: "seconds",
    "How long an answer lives after its last use; for ever when absent.")

  static let shape = ObjectShape(
    "popularity", noun: "a popularity", "How questions repeat: Zipf's law.",
    fields: [
      questions.description, exponent.description, capacity.description, ttl.description,
    ],
    constraints: ["anyOf": .array([.requiring("capacity"), .requiring("ttlSeconds")])])

  static func build(_ reader: ObjectReader) -> ResponseCache.Popularity? {
    let questions = reader.read(questions)
    let exponent = reader.read(exponent)
    let capacity = reader.read(capacity)
    let ttl = reader.read(ttl)
    if !reader.has(Self.capacity), !reader.has(Self.ttl) {
      reader.decoding.error(
        reader.node, reader.place,
        "this cache forgets nothing, so that in the long run every question is a hit; give a"
          + " `capacity` or `ttlSeconds`.")
      return nil
    }
    guard let questions, let exponent, capacity != nil || !reader.has(Self.capacity),
      ttl != nil || !reader.has(Self.ttl)
    else { return nil }
    return ResponseCache.Popularity(
      questions: questions, exponent: exponent, capacity: capacity, timeToLive: ttl)
  }
}

/// `responseCache.lookup` of a workflow.
enum LookupLanguage {
  static let price = Field.quantity(
    "price", .nonNegative, unit: "$ per lookup", default: 0, "Search for a similar question.")
  static let embeddingPrice = Field.quantity(
    "embeddingPrice", .nonNegative, unit: "$ per question", default: 0, "Embedding of a question.")
  static let embeddingHitRate = Field.quantity(
    "embeddingHitRate", .probability, default: 0,
    "Share of the questions whose embedding is cached.")

  static let shape = ObjectShape(
    "lookup", noun: "a lookup", "What it costs to look a question up.",
    fields: [price.description, embeddingPrice.description, embeddingHitRate.description])

  static func build(_ reader: ObjectReader) -> ResponseCache.Lookup? {
    let price = reader.read(price)
    let embedding = reader.read(embeddingPrice)
    let hitRate = reader.read(embeddingHitRate)
    guard let price, let embedding, let hitRate else { return nil }
    return ResponseCache.Lookup(
      price: price, embeddingPrice: embedding, embeddingHitRate: hitRate)
  }

  static func free(_ place: Place, _ decoding: Decoding) -> ResponseCache.Lookup {
    func none(_ field: Field<Quantity>) -> Quantity {
      let own = place.member(field.name)
      decoding.recordDefault(own, range: .nonNegative, unit: nil, 0)
      return .known(0, path: own.path)
    }
    return ResponseCache.Lookup(
      price: none(price), embeddingPrice: none(embeddingPrice),
      embeddingHitRate: none(embeddingHitRate))
  }
}
