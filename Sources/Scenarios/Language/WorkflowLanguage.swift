/// The `workflows` block.
enum WorkflowLanguage {
  /// Gaps of coding-agent sessions: the only public trace with gaps, long-tailed; a chat that has
  /// its own should say so.
  private static let measuredGap = VaryingLaw(
    family: .lognormal,
    parameters: [
      VaryingLaw.Parameter(name: "p50", quantity: .known(17, path: "")),
      VaryingLaw.Parameter(name: "p95", quantity: .known(285, path: "")),
    ])

  static let turns = Field.event("turns", .turns, default: 1, "Turns of one session.")
  static let secondsBetweenTurns = Field.event(
    "secondsBetweenTurns", .seconds, defaultLaw: measuredGap,
    written: .object(["lognormal": .object(["p50": .integer(17), "p95": .integer(285)])]),
    "Time from one model turn of a session to the next.")
  static let bypass = Field.quantity(
    "bypass", .probability, default: 0, "Share of turns answered without any model call.")
  static let responseCache = Field.optional(
    "responseCache",
    .object(ResponseCacheLanguage.shape, build: ResponseCacheLanguage.build),
    "A cache of whole answers; none when absent.")
  static let memory = Field.defaulting(
    "memory", .memory, to: Memory.none, written: "none", "What of the earlier turns is sent again.")
  static let longTermMemory = Field.optional(
    "longTermMemory",
    .object(LongTermMemoryLanguage.shape, build: LongTermMemoryLanguage.build),
    "What is recalled from earlier sessions; nothing when absent.")
  static let atContextLimit = Field.defaulting(
    "atContextLimit", .contextLimitRule, to: .truncate, written: "truncate",
    "What happens where a prompt would exceed its model's `maximumInputTokens`.")
  static let tokenBudget = Field.optional(
    "tokenBudget", Codec<Quantity>.quantity(.positive, unit: "tokens"), unit: "tokens",
    "Tokens of all requests of a session from which no further turn is sent; none when absent.")
  static let calls = Field.required(
    "calls",
    .list(
      of: .object(CallLanguage.shape, build: CallLanguage.build), count: 1...50, noun: "call",
      named: { node, index, place in
        if case .string(let name) = node.member("name")?.value.value,
          NameRule.identifier.allows(name)
        {
          place.element(index, named: name)
        } else {
          place.element(index)
        }
      }),
    "Model calls of one turn.")

  static let shape = ObjectShape(
    "workflow", noun: "a workflow", "What one session does.",
    fields: [
      turns.description, secondsBetweenTurns.description, bypass.description,
      responseCache.description,
      memory.description,
      longTermMemory.description, atContextLimit.description, tokenBudget.description,
      calls.description,
    ])

  static func build(_ reader: ObjectReader) -> Workflow? {
    let turns = reader.read(turns)
    let gap = reader.read(secondsBetweenTurns)
    let bypass = reader.read(bypass)
    let responses = reader.read(responseCache)
    let memory = reader.read(memory)
    let longTerm = reader.read(longTermMemory)
    let limit = reader.read(atContextLimit)
    let budget = reader.has(tokenBudget) ? reader.read(tokenBudget) : nil
    let calls = reader.read(calls)
    guard let turns, let gap, let bypass, let memory, let limit, let calls,
      responses != nil || !reader.has(responseCache),
      longTerm != nil || !reader.has(longTermMemory), budget != nil || !reader.has(tokenBudget),
      checkNames(of: calls, reader), checkLimit(limit, memory, reader)
    else { return nil }
    return Workflow(
      name: reader.place.name, turns: turns, secondsBetweenTurns: gap, bypass: bypass,
      responseCache: responses, memory: memory, longTermMemory: longTerm, atContextLimit: limit,
      tokenBudget: budget, calls: calls)
  }

  /// Only a full history is summarised as a whole: windows and rolling summaries are bounded.
  private static func checkLimit(
    _ rule: ContextLimitRule, _ memory: Memory, _ reader: ObjectReader
  ) -> Bool {
    guard case .summarise = rule, let member = reader.member(atContextLimit) else { return true }
    if case .full = memory { return true }
    reader.decoding.error(
      member.value, reader.place.member(atContextLimit.name),
      "`summarise` replaces a full history; write `\"memory\": \"full\"`, or \"truncate\" here.")
    return false
  }

  /// Dotted paths go by the names of calls.
  private static func checkNames(of all: [Call], _ reader: ObjectReader) -> Bool {
    guard case .array(let nodes) = reader.member(calls)?.value.value else { return false }
    var seen: Set<String> = []
    var isValid = true
    for (index, call) in all.enumerated() where !seen.insert(call.name).inserted {
      isValid = false
      let place = reader.place.member(calls.name).element(index).member(CallLanguage.name.name)
      let node = nodes[index].member(CallLanguage.name.name)?.value ?? nodes[index]
      reader.decoding.error(
        node, place,
        "two calls of this workflow are named \(Wording.code(call.name)); rename one.")
    }
    return isValid
  }
}
