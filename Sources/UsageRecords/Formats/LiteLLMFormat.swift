/// Rows of LiteLLM's table `LiteLLM_SpendLogs`, or the answer of its `/spend/logs`.
///
/// `metadata` is an object, or a text that holds one, as exports of the database write it. What a client
/// sends as `metadata.spend_logs_metadata` stands in it and attributes the call; of other metadata the
/// gateway keeps nothing.
///
/// - Source: litellm 1.106.2, `proxy/schema.prisma`; `prompt_tokens` counts what was read from and
///   written to the cache.
struct LiteLLMFormat: FormatReader {
  private let clock = MomentReader()
  private let metadataParser: LineParser

  init() throws(LogError) {
    metadataParser = try LineParser()
  }

  mutating func read(_ line: TapeValue, into content: inout LineContent) throws(FieldError) {
    let root = try FieldReader(line)
    // The gateway answered from its own cache: the tokens are those of the first call.
    if let hit = try root.value("cache_hit"), try Self.isHit(hit) {
      return content.passedOver.append(.answeredFromCache)
    }
    var draft = RecordDraft()
    draft.model = try root.text("model")
    draft.provider = try root.label("custom_llm_provider")
    draft.at = try root.moment("startTime", by: clock)
    draft.inputTokens = try root.count("prompt_tokens")
    draft.outputTokens = try root.count("completion_tokens")
    draft.recordedCost = try root.dollars("spend")
    draft.batch = try root.text("call_type") == "aretrieve_batch" ? true : nil
    draft.attribution.user = try root.label("end_user", "user")
    draft.attribution.session = try root.label("session_id")
    draft.attribution.trace = try root.label("litellm_call_id")
    draft.attribution.team = try root.label("team_id")
    draft.attribution.feature = try root.label("agent_id")
    draft.attribution.status = try root.label("status")
    if let metadata = try metadata(root) {
      try read(metadata, into: &draft)
      try draft.attribution.takeLabels(of: metadata.labels("spend_logs_metadata"))
    }
    if draft.attribution.status == "failure" { draft.completeFailedCall() }
    content.records.append(try draft.record(countsAt: "", inputField: "prompt_tokens"))
  }

  private static func isHit(_ value: TapeValue) throws(FieldError) -> Bool {
    switch value.kind {
    case .yes: true
    case .string: value.text.string.lowercased() == "true"
    default: false
    }
  }

  private func metadata(_ root: FieldReader) throws(FieldError) -> FieldReader? {
    guard let value = try root.value("metadata") else { return nil }
    guard value.kind == .string else { return try FieldReader(value, at: "/metadata") }
    guard value.text.count > 0 else { return nil }
    return try metadataParser.object(in: value.text, at: "/metadata")
  }

  /// Older versions keep the provider's usage under one name, newer ones under the other.
  private func read(_ metadata: FieldReader, into draft: inout RecordDraft) throws(FieldError) {
    guard let usage = try metadata.object("usage_object", "additional_usage_values") else { return }
    let input = try usage.object("prompt_tokens_details")
    try OpenAIFormat.readDetails(
      input: input, output: try usage.object("completion_tokens_details"), into: &draft)
    if let read = try usage.count("cache_read_input_tokens") { draft.cacheReadTokens = read }
    let written = try usage.count("cache_creation_input_tokens")
    if let written { draft.cacheWrite5mTokens = written }
    if let split = try input?.object("cache_creation_token_details") {
      let long = try split.count("ephemeral_1h_input_tokens") ?? 0
      guard long <= draft.cacheWrite5mTokens else {
        throw FieldError(
          split.pointer, "\(long) tokens are more than the \(draft.cacheWrite5mTokens) written.")
      }
      draft.cacheWrite1hTokens = long
      draft.cacheWrite5mTokens -= long
    }
    draft.webSearches = try usage.object("server_tool_use")?.count("web_search_requests") ?? 0
    if draft.batch != true {
      try draft.setTier(try usage.text("service_tier"), at: usage.pointer + "/service_tier")
    }
  }
}
