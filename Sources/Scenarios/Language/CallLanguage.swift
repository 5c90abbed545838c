import Pricing

/// One model call of a turn.
enum CallLanguage {
  static let name = Field.required(
    "name", .callName, "Name of the call in dotted paths, e.g. \"answer\".")
  static let model = Field.optional(
    "model", .modelName, "Model of the price book or of `models`; `routing` chooses when absent.")
  static let prompt = Field.required(
    "prompt", .object(PromptLanguage.shape, build: PromptLanguage.build),
    "Input tokens of a request, by part.")
  static let output = Field.event(
    "output", .tokens, "Output tokens of a request, reasoning included, before `maxTokens`.")
  static let maxTokens = Field.optional(
    "maxTokens", .integer(1...10_000_000), unit: "tokens", "Longest output of a request.")
  static let batch = Field.defaulting(
    "batch", .flag, to: false, written: .bool(false),
    "Short for a `serviceTier` of \"batch\".")
  static let serviceTier = Field.defaulting(
    "serviceTier", Codec<String>.choice(ServiceTier.allCases.map(\.rawValue)), to: "standard",
    written: "standard", "How fast, and at what price, the provider serves the requests.")
  static let toolChoice = Field.defaulting(
    "toolChoice", Codec<String>.choice(["auto", "required"]), to: "auto", written: "auto",
    "Whether the model must call a tool: some providers add a longer hidden prompt then.")
  static let webSearches = Field.quantity(
    "webSearches", .nonNegative, unit: "searches a request", default: 0,
    "Searches that the model makes on its own, at the provider's fee.")
  static let cache = Field.optional(
    "cache", .object(CacheLanguage.shape, build: CacheLanguage.build),
    "Caching of the prompt's beginning; none when absent.")
  static let retry = Field.optional(
    "retry", .object(RetryLanguage.shape, build: RetryLanguage.build),
    "Repetition of failed requests; none when absent.")
  static let validate = Field.optional(
    "validate", .object(ValidationLanguage.shape, build: ValidationLanguage.build),
    "A second call that checks the answer; none when absent.")
  static let loop = Field.optional(
    "loop", .object(LoopLanguage.shape, build: LoopLanguage.build),
    "Tool use inside a turn; none when absent.")
  static let delegate = Field.optional(
    "delegate", .object(DelegateLanguage.shape, build: DelegateLanguage.build),
    "Agent runs that start further runs of this call, which needs a `loop`; none when absent.")

  static let attribution = Field.defaulting(
    "attribution", .labels, written: .object([]),
    "Who the cost of this call belongs to, where it differs from the segment's and the feature's, e.g."
      + " its `promptTemplate`."
  ) { _, _ in [] }

  static let shape = ObjectShape(
    "call", noun: "a call", "One model call of a turn.",
    fields: [
      name.description, model.description, prompt.description, output.description,
      maxTokens.description, batch.description, serviceTier.description,
      toolChoice.description, webSearches.description, cache.description, retry.description,
      validate.description, loop.description, delegate.description, attribution.description,
    ] + TokenChoiceLanguage.fields,
    constraints: [
      "dependentRequired": .object([delegate.name: .array([.string(loop.name)])])
    ])

  static func build(_ reader: ObjectReader) -> Call? {
    let name = reader.read(name)
    let model = reader.read(model)
    let prompt = reader.read(prompt)
    let output = reader.read(output)
    let maxTokens = reader.read(maxTokens)
    let tokenChoice = TokenChoiceLanguage.build(reader)
    let tier = tier(reader)
    let toolChoice = reader.read(toolChoice)
    let searches = reader.read(webSearches)
    let cache = reader.read(cache)
    let retry = reader.read(retry)
    let validation = reader.read(validate)
    let loop = reader.read(loop)
    let delegation = reader.read(delegate)
    let labels = reader.read(attribution)
    remark(on: reader, cache: cache, prompt: prompt)
    guard let name, let prompt, let output, let tokenChoice, let tier, let toolChoice, let searches,
      let labels, isInLoop(reader)
    else { return nil }
    return Call(
      name: name, model: model, prompt: prompt, output: output, maxTokens: maxTokens,
      tokenChoice: tokenChoice, serviceTier: tier, mustUseTool: toolChoice == "required",
      webSearches: searches, cache: cache, retry: retry, validation: validation, loop: loop,
      delegation: delegation, labels: labels)
  }

  /// What runs return to their parent is a tool's result, so that a delegation needs a loop.
  private static func isInLoop(_ reader: ObjectReader) -> Bool {
    guard let member = reader.member(delegate), !reader.has(loop) else { return true }
    reader.decoding.error(
      member.position, reader.place.member(delegate.name),
      "`loop` is missing beside `delegate`: an agent run calls tools, and what its children return is"
        + " a `toolResult`. Add it, or remove `delegate`.")
    return false
  }

  private static func tier(_ reader: ObjectReader) -> ServiceTier? {
    let isBatch = reader.read(batch)
    let tier = reader.read(serviceTier).flatMap(ServiceTier.init(rawValue:))
    guard let isBatch, let tier else { return nil }
    guard isBatch else { return tier }
    if let member = reader.member(serviceTier), tier != .batch {
      reader.decoding.error(
        member.value, reader.place.member(serviceTier.name),
        "found \(Wording.quoted(tier.rawValue)) beside `batch`, which is a tier of its own; remove"
          + " one of the two.")
      return nil
    }
    return .batch
  }

  private static func remark(
    on reader: ObjectReader, cache: CachePolicy?, prompt: Prompt?
  ) {
    if !reader.has(maxTokens) {
      reader.decoding.warning(
        reader.node.position, reader.place,
        "this call has no `maxTokens`; nothing bounds what one answer costs. Set a limit.")
    }
    if let cache, let prompt, let member = reader.member(Self.cache),
      let gap = cache.firstGap(in: prompt)
    {
      reader.decoding.warning(
        member.value.position, reader.place.member(Self.cache.name),
        "the cached prefix leaves out \(Wording.code(gap)), and what comes after it cannot be"
          + " cached; add it to `prefix`, or leave `prefix` out.")
    }
  }
}

extension CachePolicy {
  /// A part that is not cached before one that is.
  fileprivate func firstGap(in prompt: Prompt) -> String? {
    let parts = [
      ("tools", tools, prompt.tools.value == .known(0)),
      ("system", system, prompt.system.value == .known(0)), ("history", history, false),
      ("message", message, false),
    ]
    guard let last = parts.lastIndex(where: { $0.1 }) else { return nil }
    return parts[..<last].first { !$0.1 && !$0.2 }?.0
  }
}

extension Codec where Value == String {
  /// The name of a call: it stands in dotted paths.
  static let callName = Codec(
    schema: Schema(["type": "string", "pattern": .string(NameRule.identifier.pattern)]),
    decode: { node, place, decoding in
      guard case .string(let name) = node.value else {
        decoding.wrongType(node, place, allowed: "a name in double quotes")
        return nil
      }
      if NameRule.identifier.allows(name) { return name }
      decoding.error(
        node, place,
        "\(Wording.quoted(name)) cannot be the name of a call; names have"
          + " \(NameRule.identifier.words).")
      return nil
    })
}
