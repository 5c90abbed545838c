/// How a call chooses its tokens: `temperature`, `topP`, `topK` and `samplingEffect`.
enum TokenChoiceLanguage {
  static let temperature = Field.optional(
    "temperature", .number(.temperature),
    "Sampling temperature; the lengths are those at 1, the providers' default.")
  static let topP = Field.optional(
    "topP", .number(.topP), "Share of the probability that tokens are chosen from; all when absent."
  )
  static let topK = Field.optional(
    "topK", .integer(1...1_000_000), unit: "tokens",
    "Tokens that each is chosen from; all when absent.")
  static let samplingEffect = Field.optional(
    "samplingEffect", .object(SamplingEffectLanguage.shape, build: SamplingEffectLanguage.build),
    "What these settings do to an answer, where measured; public figures when absent.")

  static let fields = [
    temperature.description, topP.description, topK.description, samplingEffect.description,
  ]

  static func build(_ reader: ObjectReader) -> TokenChoice? {
    let temperature = reader.read(temperature)
    let topP = reader.read(topP)
    let topK = reader.read(topK)
    let effect = reader.read(samplingEffect)
    guard temperature != nil || !reader.has(Self.temperature),
      topP != nil || !reader.has(Self.topP),
      topK != nil || !reader.has(Self.topK), effect != nil || !reader.has(samplingEffect)
    else { return nil }
    let settings = TokenSettings(
      temperature: temperature ?? 1, topP: topP ?? 1, topK: topK)
    if effect?.length == nil || effect?.quality == nil { remark(on: settings, reader) }
    let isGiven = temperature != nil || topP != nil || topK != nil
    func measured(
      _ field: Field<Quantity>, _ value: Double, _ range: InputRange, unit: String?
    ) -> Quantity {
      let place = reader.place.member(samplingEffect.name).member(field.name)
      if isGiven { reader.decoding.recordDefault(place, range: range, unit: unit, value) }
      return .known(value, path: place.path)
    }
    return TokenChoice(
      length: effect?.length
        ?? measured(SamplingEffectLanguage.length, settings.length, .positive, unit: "times"),
      quality: effect?.quality
        ?? measured(SamplingEffectLanguage.quality, settings.quality, .probability, unit: nil))
  }

  private static func remark(on settings: TokenSettings, _ reader: ObjectReader) {
    let effective = settings.effectiveTemperature
    guard effective > TokenSettings.wellMeasured, let member = reader.member(temperature) else {
      return
    }
    let words = Wording.number(settings.temperature)
    reader.decoding.warning(
      member.value.position, reader.place.member(temperature.name),
      effective > TokenSettings.lastMeasured
        ? "at a temperature of \(words) nothing is measured; the forecast takes the figures at"
          + " \(Wording.number(TokenSettings.lastMeasured)). Give `samplingEffect`."
        : "above a temperature of 1 one model alone is measured; at \(words) give `samplingEffect`"
          + " for yours.")
  }
}

/// `samplingEffect` of a call.
enum SamplingEffectLanguage {
  static let length = Field.optional(
    "length", Codec<Quantity>.quantity(.positive, unit: "times"),
    "Length of an answer at these settings over the stated length.")
  static let quality = Field.optional(
    "quality", Codec<Quantity>.quantity(.probability, unit: nil),
    "Success of an answer at these settings over the stated success.")

  static let shape = ObjectShape(
    "samplingEffect", noun: "an effect of sampling settings",
    "What `temperature`, `topP` and `topK` do to an answer.",
    fields: [length.description, quality.description])

  static func build(_ reader: ObjectReader) -> (length: Quantity?, quality: Quantity?)? {
    let length = reader.read(length)
    let quality = reader.read(quality)
    guard length != nil || !reader.has(Self.length), quality != nil || !reader.has(Self.quality)
    else { return nil }
    return (length, quality)
  }
}
