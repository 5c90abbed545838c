/// The parts of a strategy with `stages`.
enum CascadeLanguage {
  static let stages = Field.optional(
    "stages", .list(of: .modelName, count: 2...2, noun: "model"),
    "The small model, which answers first, and the large one.")
  static let judge = Field.optional(
    "judge", .object(JudgeLanguage.shape, build: JudgeLanguage.build),
    "Model that judges the small model's answers, paid at every turn; without it judging is free.")
  static let escalation = Field.optional(
    "escalation", .object(EscalationLanguage.shape, build: EscalationLanguage.build),
    "How often the judge hands a session on to the large model.")
  static let quality = Field.optional(
    "quality", .object(JointQualityLanguage.shape, build: JointQualityLanguage.build),
    "How often both models succeed, or only one; with a warning, as measured on MMLU when absent.")

  /// Fields that stand beside `stages`.
  static let companions = [judge.description, escalation.description, quality.description]

  static func build(_ reader: ObjectReader) -> Cascade? {
    let models = reader.read(stages)
    let judge = reader.read(judge)
    let escalation = reader.read(escalation)
    let quality = readQuality(reader)
    if !reader.has(Self.escalation) {
      reader.decoding.error(
        reader.node, reader.place,
        "`escalation` is missing beside `stages`; add how often the judge escalates what the small"
          + " model fails (`truePositive`) and what it serves well (`falsePositive`).")
    }
    guard let models, areDistinct(models, reader), let escalation, let quality,
      judge != nil || !reader.has(Self.judge)
    else { return nil }
    return Cascade(
      small: models[0], large: models[1], judge: judge, escalation: escalation, quality: quality)
  }

  private static func areDistinct(_ models: [String], _ reader: ObjectReader) -> Bool {
    guard models[0] == models[1], let member = reader.member(stages),
      case .array(let nodes) = member.value.value
    else { return true }
    reader.decoding.error(
      nodes[1], reader.place.member(stages.name).element(1),
      "both stages are \(Wording.code(models[1])); a cascade goes from one model to another.")
    return false
  }

  /// What was measured stands in for what is not given, never independence.
  private static func readQuality(_ reader: ObjectReader) -> JointQuality? {
    if reader.has(quality) { return reader.read(quality) }
    guard let member = reader.member(stages) else { return nil }
    reader.decoding.warning(
      member.position, reader.place.member(stages.name),
      "this cascade does not say how often both models succeed, or only one: add `quality`. Assumed"
        + " is what Mixtral 8x7B and GPT-4 did on MMLU: both"
        + " \(Wording.number(JointQualityLanguage.measured.both)), only the large one"
        + " \(Wording.number(JointQualityLanguage.measured.onlyLarge)), only the small one"
        + " \(Wording.number(JointQualityLanguage.measured.onlySmall)).")
    return JointQualityLanguage.standard(reader.place.member(quality.name), reader.decoding)
  }
}

/// `judge` of a cascade.
enum JudgeLanguage {
  static let model = Field.required("model", .modelName, "Model that judges.")
  static let prompt = Field.quantity(
    "prompt", .nonNegative, unit: "tokens", default: 300,
    "Its own instructions; it also reads the user's message and the answer.")
  static let output = Field.quantity(
    "output", .nonNegative, unit: "tokens", default: 8, "Its verdict.")

  static let shape = ObjectShape(
    "judge", noun: "a judge", "The model that judges the small model's answers.",
    fields: [model.description, prompt.description, output.description])

  static func build(_ reader: ObjectReader) -> Sorter? {
    let model = reader.read(model)
    let prompt = reader.read(prompt)
    let output = reader.read(output)
    guard let model, let prompt, let output else { return nil }
    return Sorter(model: model, prompt: prompt, output: output)
  }
}

/// `escalation` of a cascade.
enum EscalationLanguage {
  static let truePositive = Field.quantity(
    "truePositive", .probability,
    "Share of the sessions that the small model fails which reach the large one.")
  static let falsePositive = Field.quantity(
    "falsePositive", .probability,
    "Share of the sessions that the small model serves well which reach the large one all the same."
  )

  static let shape = ObjectShape(
    "escalation", noun: "the escalation", "Which sessions the judge hands on.",
    fields: [truePositive.description, falsePositive.description])

  static func build(_ reader: ObjectReader) -> Cascade.Escalation? {
    let truePositive = reader.read(truePositive)
    let falsePositive = reader.read(falsePositive)
    guard let truePositive, let falsePositive else { return nil }
    return Cascade.Escalation(truePositive: truePositive, falsePositive: falsePositive)
  }
}

/// `quality` of a cascade.
enum JointQualityLanguage {
  /// Mixtral 8x7B and gpt-4-1106-preview on the 14,042 questions of MMLU.
  ///
  /// - Source: github.com/lm-sys/RouteLLM, routellm/evals/mmlu/responses, counted on 2026-11-23; Ong
  ///   et al. (2024), "RouteLLM", arXiv 2406.18665.
  static let measured = (both: 0.628, onlyLarge: 0.178, onlySmall: 0.053)

  static let both = Field.quantity(
    "both", .probability, "Share of the sessions that either model serves well.")
  static let onlyLarge = Field.quantity(
    "onlyLarge", .probability, "Share that only the large model serves well.")
  static let onlySmall = Field.quantity(
    "onlySmall", .probability, "Share that only the small model serves well.")

  static let shape = ObjectShape(
    "jointQuality", noun: "the quality of a cascade, whose remainder neither model serves well",
    "Success of two models on the same sessions; neither succeeds on the rest.",
    fields: [both.description, onlyLarge.description, onlySmall.description])

  static func build(_ reader: ObjectReader) -> JointQuality? {
    let both = reader.read(both)
    let onlyLarge = reader.read(onlyLarge)
    let onlySmall = reader.read(onlySmall)
    guard let both, let onlyLarge, let onlySmall else { return nil }
    ShareSum.check(
      [both, onlyLarge, onlySmall], of: "these outcomes", reader.node, reader.place,
      reader.decoding)
    return JointQuality(both: both, onlyLarge: onlyLarge, onlySmall: onlySmall)
  }

  static func standard(_ place: Place, _ decoding: Decoding) -> JointQuality {
    func known(_ field: Field<Quantity>, _ value: Double) -> Quantity {
      let own = place.member(field.name)
      decoding.recordDefault(own, range: .probability, unit: nil, value)
      return .known(value, path: own.path)
    }
    return JointQuality(
      both: known(both, measured.both), onlyLarge: known(onlyLarge, measured.onlyLarge),
      onlySmall: known(onlySmall, measured.onlySmall))
  }
}
