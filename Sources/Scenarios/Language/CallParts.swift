/// `prompt` of a call.
enum PromptLanguage {
  static let system = Field.quantity(
    "system", .nonNegative, unit: "tokens", default: 0, "System prompt, the same in every request.")
  static let tools = Field.quantity(
    "tools", .nonNegative, unit: "tokens", default: 0, "Tool definitions, before the system prompt."
  )
  static let retrieved = Field.event(
    "retrieved", .tokens, default: 0, "Retrieved text, drawn anew each turn and not kept.")
  static let user = Field.event("user", .tokens, default: 0, "The user's message.")
  static let opening = Field.event(
    "opening", .tokens, default: 0,
    "Sent with the user's first message, and kept like it: a document, examples, a repository.")
  static let images = Field.optional(
    "images", .object(ImageLanguage.shape, build: ImageLanguage.build),
    "Pictures that come with the user's message.")

  static let shape = ObjectShape(
    "prompt", noun: "a prompt", "Input tokens of one request, by part.",
    fields: [
      system.description, tools.description, retrieved.description, user.description,
      opening.description, images.description,
    ],
    constraints: [
      "anyOf": .array(
        ["system", "tools", "retrieved", "user", "opening", "images"].map { .requiring($0) })
    ])

  static func build(_ reader: ObjectReader) -> Prompt? {
    let system = reader.read(system)
    let tools = reader.read(tools)
    let retrieved = reader.read(retrieved)
    let user = reader.read(user)
    let opening = reader.read(opening)
    let images = reader.read(images)
    guard let system, let tools, let retrieved, let user, let opening else { return nil }
    let scalars = [system.value, tools.value] == [.known(0), .known(0)]
    if scalars, retrieved.isZero, user.isZero, opening.isZero, !reader.has(Self.images) {
      reader.decoding.error(
        reader.node, reader.place,
        "this prompt is empty; give at least one of `system`, `tools`, `retrieved`, `user`,"
          + " `opening` and `images`.")
      return nil
    }
    return Prompt(
      system: system, tools: tools, retrieved: retrieved, user: user, opening: opening,
      images: images)
  }
}

/// `prompt.images` of a call.
enum ImageLanguage {
  static let count = Field.quantity(
    "count", .nonNegative, unit: "images a turn", "Pictures of one message.")
  static let width = Field.required(
    "width", .integer(1...20_000), unit: "pixels", "Width after the resizing you do.")
  static let height = Field.required(
    "height", .integer(1...20_000), unit: "pixels", "Height after the resizing you do.")

  static let shape = ObjectShape(
    "images", noun: "a set of images", "Pictures that come with the user's message.",
    fields: [count.description, width.description, height.description])

  static func build(_ reader: ObjectReader) -> Prompt.Images? {
    let count = reader.read(count)
    let width = reader.read(width)
    let height = reader.read(height)
    guard let count, let width, let height else { return nil }
    return Prompt.Images(count: count, width: width, height: height)
  }
}

extension EventQuantity {
  package var isZero: Bool {
    if case .fixed(let quantity) = value { quantity.value == .known(0) } else { false }
  }
}

/// `cache` of a call.
enum CacheLanguage {
  private static let parts = ["tools", "system", "history", "message"]
  private static let usual = ["tools", "system", "history"]

  static let ttl = Field.defaulting(
    "ttl", Codec<String>.choice(CachePolicy.TimeToLive.allCases.map(\.rawValue)), to: "5m",
    written: "5m", "How long an entry lives after its last use.")
  static let prefix = Field.defaulting(
    "prefix", .list(of: .choice(parts), count: 1...4, noun: "part"), to: usual,
    written: .array(usual.map { .string($0) }), "Parts of the prompt that are cached.")
  static let servers = Field.defaulting(
    "servers", .integer(1...100_000), to: 1, written: .integer(1),
    "Machines that cache each for itself; a session stays on one.")

  static let shape = ObjectShape(
    "cache", noun: "a cache policy", "Caching of the prompt's beginning.",
    fields: [ttl.description, prefix.description, servers.description])

  static func build(_ reader: ObjectReader) -> CachePolicy? {
    let ttl = reader.read(ttl).flatMap(CachePolicy.TimeToLive.init(rawValue:))
    let prefix = reader.read(prefix)
    let servers = reader.read(servers)
    guard let ttl, let prefix, let servers else { return nil }
    return CachePolicy(
      ttl: ttl, tools: prefix.contains("tools"), system: prefix.contains("system"),
      history: prefix.contains("history"), message: prefix.contains("message"),
      servers: servers)
  }
}

/// `validate` of a call.
enum ValidationLanguage {
  static let failureRate = Field.quantity(
    "failureRate", .probability, "Probability that one answer is rejected.")
  static let maxRounds = Field.defaulting(
    "maxRounds", .integer(1...100), to: 2, written: .integer(2),
    "Rounds of answer and check in all, the first included.")
  static let with = Field.optional(
    "with", .modelName, "Model that checks; that of the call when absent.")
  static let prompt = Field.quantity(
    "prompt", .nonNegative, unit: "tokens", default: 300,
    "The checker's own instructions; it also reads the user's message and the answer.")
  static let output = Field.quantity(
    "output", .nonNegative, unit: "tokens", default: 8, "The verdict.")

  static let shape = ObjectShape(
    "validation", noun: "a validation", "A second call that checks the answer.",
    fields: [
      failureRate.description, maxRounds.description, with.description, prompt.description,
      output.description,
    ])

  static func build(_ reader: ObjectReader) -> Validation? {
    let failure = reader.read(failureRate)
    let rounds = reader.read(maxRounds)
    let model = reader.read(with)
    let prompt = reader.read(prompt)
    let output = reader.read(output)
    guard let failure, let rounds, let prompt, let output else { return nil }
    return Validation(
      failureRate: failure, maxRounds: rounds, model: model, prompt: prompt, output: output)
  }
}

/// `loop` of a call.
enum LoopLanguage {
  static let steps = Field.event(
    "steps", .steps, "Tool steps of one turn, 0 or more; requests are one more.")
  static let maxSteps = Field.required(
    "maxSteps", .integer(1...1000), "Steps after which the loop is stopped.")
  static let toolResult = Field.event(
    "toolResult", .tokens, default: 0, "What one step's tool adds to the context.")

  static let shape = ObjectShape(
    "loop", noun: "a loop", "Tool use inside a turn.",
    fields: [steps.description, maxSteps.description, toolResult.description])

  static func build(_ reader: ObjectReader) -> Loop? {
    let steps = reader.read(steps)
    let limit = reader.read(maxSteps)
    let result = reader.read(toolResult)
    guard let steps, let limit, let result else { return nil }
    return Loop(steps: steps, maxSteps: limit, toolResult: result)
  }
}
