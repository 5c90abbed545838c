import JSONDocuments

extension Codec where Value == Memory {
  /// `"none"`, `"full"`, a window of turns or tokens, or a rolling summary.
  static let memory = Codec.oneOf(
    [
      .named("window", window),
      .named("summary", .object(SummaryLanguage.shape, build: SummaryLanguage.build)),
    ],
    otherwise: Codec<String>.choice(["none", "full"]).map { $0 == "full" ? .full : .none })

  private static let window = Codec.oneOf([
    .named("turns", Codec<Int>.integer(0...1000).map { .windowTurns($0) }),
    .named(
      "tokens",
      Codec<Quantity>.quantity(.nonNegative, unit: "tokens").map { .windowTokens($0) }),
  ])
}

/// `memory.summary` of a workflow.
enum SummaryLanguage {
  static let keepTurns = Field.defaulting(
    "keepTurns", .integer(0...1000), to: 0, written: .integer(0),
    "Latest exchanges that are always sent as they were.")
  static let everyTurns = Field.defaulting(
    "everyTurns", .integer(1...1000), to: 1, written: .integer(1),
    "Exchanges beyond those that gather before they are summarised together.")

  static let shape = ObjectShape(
    "summary", noun: "a rolling summary", "The latest exchanges, and a summary of all before them.",
    fields: SummaryRequestLanguage.fields + [keepTurns.description, everyTurns.description])

  static func build(_ reader: ObjectReader) -> Memory? {
    let request = SummaryRequestLanguage.build(reader)
    let keep = reader.read(keepTurns)
    let every = reader.read(everyTurns)
    guard let request, let keep, let every else { return nil }
    return .summary(RollingSummary(request: request, keepTurns: keep, everyTurns: every))
  }
}

/// The request that summarises: of a rolling summary, or at the limit of the context.
enum SummaryRequestLanguage {
  static let tokens = Field.quantity(
    "tokens", .nonNegative, unit: "tokens", "Length of the summary.")
  static let prompt = Field.quantity(
    "prompt", .nonNegative, unit: "tokens",
    "Its own instructions; it also reads what it summarises.")
  static let model = Field.optional(
    "model", .modelName, "Model that summarises; the one that answers when absent.")

  static let fields = [tokens.description, prompt.description, model.description]

  static let shape = ObjectShape(
    "summaryRequest", noun: "a summarising request", "The request that replaces text by a summary.",
    fields: fields)

  static func build(_ reader: ObjectReader) -> SummaryRequest? {
    let tokens = reader.read(tokens)
    let prompt = reader.read(prompt)
    let model = reader.read(model)
    guard let tokens, let prompt, model != nil || !reader.has(Self.model) else { return nil }
    return SummaryRequest(tokens: tokens, prompt: prompt, model: model)
  }
}

/// `longTermMemory` of a workflow.
enum LongTermMemoryLanguage {
  static let tokens = Field.quantity(
    "tokens", .nonNegative, unit: "tokens", "What is recalled from earlier sessions at a turn.")
  static let write = Field.optional(
    "write", .object(MemoryWriteLanguage.shape, build: MemoryWriteLanguage.build),
    "The request that picks what is worth keeping, once a turn; none when absent.")

  static let shape = ObjectShape(
    "longTermMemory", noun: "a long-term memory", "What is known from earlier sessions.",
    fields: [tokens.description, write.description])

  static func build(_ reader: ObjectReader) -> LongTermMemory? {
    let tokens = reader.read(tokens)
    let write = reader.read(write)
    guard let tokens, write != nil || !reader.has(Self.write) else { return nil }
    return LongTermMemory(tokens: tokens, write: write)
  }
}

/// `longTermMemory.write` of a workflow.
enum MemoryWriteLanguage {
  static let model = Field.optional(
    "model", .modelName, "Model that writes; the one that answers the first call when absent.")
  static let prompt = Field.quantity(
    "prompt", .nonNegative, unit: "tokens",
    "Its own instructions; it also reads the message and the answer of the first call.")
  static let output = Field.quantity(
    "output", .nonNegative, unit: "tokens", "What it decides to keep.")

  static let shape = ObjectShape(
    "memoryWrite", noun: "a memory write", "The request that picks what is worth keeping.",
    fields: [model.description, prompt.description, output.description])

  static func build(_ reader: ObjectReader) -> LongTermMemory.Write? {
    let model = reader.read(model)
    let prompt = reader.read(prompt)
    let output = reader.read(output)
    guard let prompt, let output, model != nil || !reader.has(Self.model) else { return nil }
    return LongTermMemory.Write(model: model, prompt: prompt, output: output)
  }
}

extension Codec where Value == ContextLimitRule {
  static let contextLimitRule = Codec.oneOf(
    [
      .named(
        "summarise",
        Codec<SummaryRequest>.object(
          SummaryRequestLanguage.shape, build: SummaryRequestLanguage.build
        ).map { .summarise($0) })
    ],
    otherwise: Codec<String>.choice(["truncate", "fail"]).map { $0 == "fail" ? .fail : .truncate })
}
