import Pricing

/// The `models` block: prices of one's own, US dollars per million tokens.
enum ModelLanguage {
  static let like = Field.optional(
    "like", .text(longest: 100),
    "Model of the price book whose rates and rules hold where this"
      + " entry gives none.")
  static let input = rate("input", "Plain input; required without `like`.")
  static let cacheRead = rate("cacheRead", "Input read from the cache; as input when absent.")
  static let cacheWrite5m = rate("cacheWrite5m", "Input written to the cache for five minutes.")
  static let cacheWrite1h = rate("cacheWrite1h", "Input written to the cache for one hour.")
  static let output = rate("output", "Output, reasoning included; required without `like`.")

  static let maximumInputTokens = Field.optional(
    "maximumInputTokens", .integer(1...1_000_000_000), unit: "tokens",
    "Longest prompt that the model reads; unlimited when absent, without `like`.")

  static let shape = ObjectShape(
    "model", noun: "a model", "A model that the price book lacks, or prices otherwise.",
    fields: [
      like.description, input.description, cacheRead.description,
      cacheWrite5m.description, cacheWrite1h.description, output.description,
      maximumInputTokens.description,
    ],
    constraints: ["anyOf": .array([.requiring("like"), .requiring("input", "output")])])

  private static func rate(_ name: String, _ summary: String) -> Field<Double> {
    .optional(name, .number(.nonNegative), unit: "$ per million tokens", summary)
  }

  static func build(_ reader: ObjectReader) -> ModelPrice? {
    let day = reader.decoding.models.day
    let rates = WrittenRates(
      input: reader.read(input), cacheRead: reader.read(cacheRead),
      cacheWrite5m: reader.read(cacheWrite5m), cacheWrite1h: reader.read(cacheWrite1h),
      output: reader.read(output))
    let limit = reader.read(maximumInputTokens)
    let source = Annotations.none.narrowed(by: reader.node).source ?? "the scenario"
    guard reader.has(like) else {
      return ownPrice(reader, rates, limit: limit, day: day, source: source)
    }
    guard let member = reader.member(like), let base = reader.read(like),
      let model = reader.decoding.bookPrice(
        base, member.value, reader.place.member(like.name))
    else { return nil }
    return model.replacing(
      name: reader.place.name, source: source,
      rates: { rates.scaling($0, from: model.rates) }, maximumInputTokens: limit)
  }

  private static func ownPrice(
    _ reader: ObjectReader, _ rates: WrittenRates, limit: Int?, day: CalendarDate, source: String
  ) -> ModelPrice? {
    let missing = [input, output].filter { !reader.has($0) }.map { Wording.code($0.name) }
    if !missing.isEmpty {
      reader.decoding.error(
        reader.node, reader.place,
        "\(Wording.list(missing)) of this model \(missing.count == 1 ? "is" : "are") missing;"
          + " give \(missing.count == 1 ? "it" : "them"), or name a model of the price book in"
          + " `like`.")
    }
    guard let input = rates.input, let output = rates.output else { return nil }
    return ModelPrice(
      name: reader.place.name, provider: "private",
      rates: TokenRates(
        input: input, cacheRead: rates.cacheRead ?? input, cacheWrite5m: rates.cacheWrite5m,
        cacheWrite1h: rates.cacheWrite1h, output: output),
      longContext: nil, batchFactor: nil, minimumCacheTokens: 0, cacheBlockTokens: 1,
      maximumInputTokens: limit, checked: day, source: source)
  }
}

/// Rates that an entry gives; the others are those of the model it is like.
private struct WrittenRates {
  let input: Double?
  let cacheRead: Double?
  let cacheWrite5m: Double?
  let cacheWrite1h: Double?
  let output: Double?

  /// Other rates of the model move in proportion to its standard ones, long-context rates and those of
  /// service tiers: a discount holds for all.
  func scaling(_ rates: TokenRates, from base: TokenRates) -> TokenRates {
    func scaled(_ written: Double?, _ base: Double?, _ rate: Double?) -> Double? {
      guard let written else { return rate }
      guard let base, base > 0, let rate, rate != base else { return written }
      return rate * (written / base)
    }
    return TokenRates(
      input: scaled(input, base.input, rates.input) ?? rates.input,
      cacheRead: scaled(cacheRead, base.cacheRead, rates.cacheRead) ?? rates.cacheRead,
      cacheWrite5m: scaled(cacheWrite5m, base.cacheWrite5m, rates.cacheWrite5m),
      cacheWrite1h: scaled(cacheWrite1h, base.cacheWrite1h, rates.cacheWrite1h),
      output: scaled(output, base.output, rates.output) ?? rates.output,
      reasoning: rates.reasoning, audioInput: rates.audioInput,
      audioCacheRead: rates.audioCacheRead, imageInput: rates.imageInput,
      audioOutput: rates.audioOutput, imageOutput: rates.imageOutput)
  }
}
