import Pricing

/// The `capacity` block.
enum CapacityLanguage {
  static let model = Field.required(
    "model", .modelName,
    "Model whose standard requests it serves; what does not fit is billed at the model's rates.")
  static let provisioned = Field.optional(
    "provisioned", .object(ProvisionedLanguage.shape) { $0 },
    "Throughput that is reserved at the provider.")
  static let selfHosted = Field.optional(
    "selfHosted", .object(SelfHostedLanguage.shape, build: SelfHostedLanguage.build),
    "Servers of one's own, as many as each hour needs.")

  static let shape = ObjectShape(
    "capacity", noun: "a capacity",
    "Capacity that is paid by the hour: provisioned or self-hosted.",
    fields: [model.description, provisioned.description, selfHosted.description],
    constraints: [
      "oneOf": .array([.requiring(provisioned.name), .requiring(selfHosted.name)])
    ])

  static func build(_ reader: ObjectReader) -> Capacity? {
    let model = reader.read(model)
    guard reader.has(provisioned) != reader.has(selfHosted) else {
      reader.decoding.error(
        reader.node, reader.place,
        "a capacity has exactly one of `provisioned` and `selfHosted`; found"
          + " \(reader.has(provisioned) ? "both" : "none").")
      return nil
    }
    let kind: Capacity.Kind?
    if reader.has(selfHosted) {
      kind = reader.read(selfHosted).map { .selfHosted($0) }
    } else {
      let price = model.flatMap { reader.decoding.models.price(of: $0) }
      kind = reader.read(provisioned).flatMap { inner in
        ProvisionedLanguage.build(inner, listed: price?.provisioned).map { .provisioned($0) }
      }
    }
    guard let model, let kind, hasNoRequestFee(model, reader) else { return nil }
    return Capacity(name: reader.place.name, model: model, kind: kind)
  }

  private static func hasNoRequestFee(_ model: String, _ reader: ObjectReader) -> Bool {
    guard let price = reader.decoding.models.price(of: model), price.fees.request > 0,
      let member = reader.member(Self.model)
    else { return true }
    reader.decoding.error(
      member.value, reader.place.member(Self.model.name),
      "\(Wording.code(model)) asks a fee for every request, which capacity does not cover; use"
        + " another model.")
    return false
  }
}

/// `provisioned` of a capacity.
enum ProvisionedLanguage {
  static let units = Field.required(
    "units", .number(.positive), unit: "units",
    "Units wanted; the next that the provider sells are bought.")
  static let tokensPerMinute = Field.optional(
    "tokensPerMinute", Codec<Quantity>.quantity(.throughput, unit: "tokens"), unit: "tokens",
    "Input tokens a minute that one unit serves; the book's when absent.")
  static let outputWeight = Field.optional(
    "outputWeight", Codec<Quantity>.quantity(.positive, unit: nil),
    "Input tokens that one output token weighs; the book's when absent.")
  static let minimum = Field.optional(
    "minimum", .integer(1...1_000_000), unit: "units", "Fewest units sold; the book's when absent.")
  static let step = Field.optional(
    "step", .integer(1...1_000_000), unit: "units",
    "Units that are sold together; the book's when absent.")
  static let price = Field.optional(
    "pricePerUnitHour", Codec<Quantity>.quantity(.nonNegative, unit: "$"), unit: "$",
    "Price of one unit for an hour; the book's when absent.")

  static let shape = ObjectShape(
    "provisioned", noun: "provisioned throughput", "Throughput that is reserved at the provider.",
    fields: [
      units.description, tokensPerMinute.description, outputWeight.description,
      minimum.description, step.description, price.description,
    ])

  /// - Parameter listed: What the price book says of the model's units.
  static func build(_ reader: ObjectReader, listed: ProvisionedUnits?) -> Capacity.Provisioned? {
    let units = reader.read(units)
    let tokens = quantity(tokensPerMinute, .throughput, "tokens", listed?.tokensPerMinute, reader)
    let weight = quantity(outputWeight, .positive, nil, listed?.outputWeight, reader)
    let minimum = reader.read(minimum)
    let step = reader.read(step)
    let price = quantity(price, .nonNegative, "$", listed?.pricePerUnitHour, reader)
    guard let units, let tokens, let weight, let price,
      minimum != nil || !reader.has(Self.minimum), step != nil || !reader.has(Self.step)
    else { return nil }
    let sold = ProvisionedUnits(
      tokensPerMinute: 1, outputWeight: 1, minimum: minimum ?? listed?.minimum ?? 1,
      step: step ?? listed?.step ?? 1, pricePerUnitHour: nil)
    guard units <= 1_000_000 else {
      reader.decoding.error(
        reader.node, reader.place.member(Self.units.name),
        "found \(Wording.number(units)); at most 1000000 units are allowed.")
      return nil
    }
    return Capacity.Provisioned(
      units: sold.units(forLoad: units), tokensPerMinute: tokens, outputWeight: weight,
      pricePerUnitHour: price)
  }

  /// What is written, or what the book says; a finding where neither does.
  private static func quantity(
    _ field: Field<Quantity>, _ range: InputRange, _ unit: String?, _ listed: Double?,
    _ reader: ObjectReader
  ) -> Quantity? {
    if reader.has(field) { return reader.read(field) }
    let place = reader.place.member(field.name)
    guard let listed else {
      reader.decoding.error(
        reader.node, reader.place,
        "\(Wording.code(field.name)) is missing, and the price book says nothing of this model's"
          + " units; add it.")
      return nil
    }
    reader.decoding.recordDefault(place, range: range, unit: unit, listed)
    return .known(listed, path: place.path)
  }
}

/// `selfHosted` of a capacity.
enum SelfHostedLanguage {
  /// At 70 % a single queue's mean wait is 2.3 times its mean service, at 90 % nine times: ρ / (1 - ρ)
  /// of M/M/1 (Kleinrock, "Queueing Systems" 1, 1975, §3.2).
  static let standardUtilisation = 0.7

  static let input = Field.quantity(
    "inputTokensPerSecond", .throughput, unit: "tokens",
    "Input tokens that one replica reads in a second, with nothing else to do.")
  static let output = Field.quantity(
    "outputTokensPerSecond", .throughput, unit: "tokens",
    "Output tokens that one replica writes in a second, with nothing else to do.")
  static let gpus = Field.defaulting(
    "gpusPerReplica", .integer(1...1000), to: 1, written: .integer(1), unit: "GPUs",
    "GPUs of one replica.")
  static let price = Field.quantity(
    "pricePerGPUHour", .nonNegative, unit: "$", "Price of one GPU for an hour.")
  static let minimum = Field.defaulting(
    "minimumReplicas", .integer(0...10_000), to: 1, written: .integer(1), unit: "replicas",
    "Replicas that are kept when nobody asks: one is loaded in minutes, not in seconds.")
  static let maximum = Field.optional(
    "maximumReplicas", .integer(1...10_000), unit: "replicas",
    "Most replicas; load beyond them is billed at the model's rates. Unlimited when absent.")
  static let utilisation = Field.quantity(
    "targetUtilisation", .utilisation, default: standardUtilisation,
    "Share of a replica's throughput that load may take, so that queues stay short.")

  static let shape = ObjectShape(
    "selfHosted", noun: "self-hosted capacity", "Servers of one's own, as many as each hour needs.",
    fields: [
      input.description, output.description, gpus.description, price.description,
      minimum.description, maximum.description, utilisation.description,
    ])

  static func build(_ reader: ObjectReader) -> Capacity.SelfHosted? {
    let input = reader.read(input)
    let output = reader.read(output)
    let gpus = reader.read(gpus)
    let price = reader.read(price)
    let minimum = reader.read(minimum)
    let maximum = reader.read(maximum)
    let utilisation = reader.read(utilisation)
    guard let input, let output, let gpus, let price, let minimum, let utilisation,
      maximum != nil || !reader.has(Self.maximum)
    else { return nil }
    if let maximum, maximum < minimum, let member = reader.member(Self.maximum) {
      reader.decoding.error(
        member.value, reader.place.member(Self.maximum.name),
        "\(maximum) is below `minimumReplicas` (\(minimum)); raise it.")
      return nil
    }
    return Capacity.SelfHosted(
      inputTokensPerSecond: input, outputTokensPerSecond: output, gpusPerReplica: gpus,
      pricePerGPUHour: price, minimumReplicas: minimum, maximumReplicas: maximum,
      targetUtilisation: utilisation)
  }
}
