/// `tiers` of a strategy.
enum TierLanguage {
  static let model = Field.required("model", .modelName, "Model of the tier.")
  static let share = Field.optional(
    "share", Codec<Quantity>.quantity(.probability, unit: nil),
    "Share of the sessions that belong here; not on the last tier, which takes the rest.")
  static let success = Field.quantity(
    "success", .probability, default: 1,
    "Probability that a session which belongs here succeeds here.")

  static let shape = ObjectShape(
    "tier", noun: "a tier", "One model and the sessions that belong to it.",
    fields: [model.description, share.description, success.description])

  static func build(_ reader: ObjectReader) -> Tiered.Tier? {
    let model = reader.read(model)
    let share = reader.has(share) ? reader.read(share) : nil
    let success = reader.read(success)
    guard let model, let success, share != nil || !reader.has(Self.share) else { return nil }
    return Tiered.Tier(model: model, share: share, success: success)
  }

  /// Every tier but the last has a share, and their upper bounds sum to at most 1.
  static func checkShares(of tiers: [Tiered.Tier], _ reader: ObjectReader) -> Bool {
    let list = reader.place.member(StrategyLanguage.tiers.name)
    guard let member = reader.member(StrategyLanguage.tiers),
      case .array(let nodes) = member.value.value
    else { return false }
    var isValid = true
    for (index, tier) in tiers.dropLast().enumerated() where tier.share == nil {
      isValid = false
      reader.decoding.error(
        nodes[index], list.element(index),
        "`share` is missing: only the last tier takes what remains. Add it.")
    }
    if tiers.last?.share != nil, let last = nodes.last?.member(share.name) {
      isValid = false
      reader.decoding.error(
        last.position, list.element(tiers.count - 1).member(share.name),
        "the last tier takes the remaining sessions; remove its `share`.")
    }
    guard isValid else { return false }
    ShareSum.check(
      tiers.compactMap(\.share), of: "the shares of these tiers", member.value, list,
      reader.decoding)
    return true
  }
}

/// `classifier` of a tiered strategy.
enum ClassifierLanguage {
  static let model = Field.required("model", .modelName, "Model that classifies.")
  static let prompt = Field.quantity(
    "prompt", .nonNegative, unit: "tokens",
    "Its own instructions; it also reads the user's message.")
  static let output = Field.quantity("output", .nonNegative, unit: "tokens", "Its verdict.")

  static let shape = ObjectShape(
    "classifier", noun: "a classifier", "The model that sorts sessions into tiers.",
    fields: [model.description, prompt.description, output.description])

  static func build(_ reader: ObjectReader) -> Sorter? {
    let model = reader.read(model)
    let prompt = reader.read(prompt)
    let output = reader.read(output)
    guard let model, let prompt, let output else { return nil }
    return Sorter(model: model, prompt: prompt, output: output)
  }
}

/// `misroute` of a tiered strategy.
enum MisrouteLanguage {
  static let hardSentSmall = Field.quantity(
    "hardSentSmall", .probability, default: 0,
    "Share of the harder sessions that are sent to the first tier, where they fail.")
  static let easySentLarge = Field.quantity(
    "easySentLarge", .probability, default: 0,
    "Share of the first tier's sessions that are sent to the last.")

  static let shape = ObjectShape(
    "misroute", noun: "the misrouting", "Sessions sent to the wrong tier.",
    fields: [hardSentSmall.description, easySentLarge.description])

  static func build(_ reader: ObjectReader) -> Tiered.Misroute? {
    let small = reader.read(hardSentSmall)
    let large = reader.read(easySentLarge)
    guard let small, let large else { return nil }
    return Tiered.Misroute(hardSentSmall: small, easySentLarge: large)
  }
}
