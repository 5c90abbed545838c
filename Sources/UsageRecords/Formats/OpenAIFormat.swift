/// Response objects of OpenAI's APIs (chat completions, Responses, embeddings), or the lines of a
/// batch's output, which hold one each.
///
/// - Source: openai-python 3.3.1, `types/completion_usage.py` and `types/responses/response_usage.py`:
///   the input counts what was read from and written to the cache.
struct OpenAIFormat: FormatReader {
  private let clock = MomentReader()

  mutating func read(_ line: TapeValue, into content: inout LineContent) throws(FieldError) {
    let root = try FieldReader(line)
    var draft = RecordDraft()
    draft.provider = "openai"
    var body = root
    if let response = try root.object("response") {
      draft.batch = true
      let status = try response.count("status_code")
      guard let inner = try response.object("body"), try inner.value("usage") != nil else {
        guard let status, status >= 400 else {
          throw FieldError("/response/body/usage", "there is no token count.")
        }
        // The request of a batch that failed is not billed, and its model is not written.
        return content.passedOver.append(.notACall)
      }
      body = inner
    } else if try root.value("custom_id") != nil, try root.value("error") != nil {
      return content.passedOver.append(.notACall)
    }
    draft.model = try body.text("model")
    draft.at = try body.moment("created", "created_at", by: clock)
    draft.attribution.user = try body.label("user")
    draft.attribution.status = try body.label("status")
    try draft.attribution.takeLabels(of: body.labels("metadata"))
    if draft.batch != true {
      try draft.setTier(try body.text("service_tier"), at: body.pointer + "/service_tier")
    }
    guard let usage = try body.object("usage") else {
      throw FieldError(body.pointer + "/usage", "there is no token count.")
    }
    for key: StaticString in ["cache_read_input_tokens", "cache_creation_input_tokens"]
    where try usage.value(key) != nil {
      throw FieldError(
        usage.pointer + "/\(key)",
        "this is a count of Anthropic, whose input is without cached tokens; use --from anthropic.")
    }
    try Self.read(usage, into: &draft)
    content.records.append(try draft.record(countsAt: usage.pointer, inputField: "prompt_tokens"))
  }

  /// Reads a usage object, of either API.
  static func read(_ usage: FieldReader, into draft: inout RecordDraft) throws(FieldError) {
    draft.inputTokens = try usage.count("prompt_tokens", "input_tokens")
    draft.outputTokens = try usage.count("completion_tokens", "output_tokens")
    let input = try usage.object("prompt_tokens_details", "input_tokens_details")
    let output = try usage.object("completion_tokens_details", "output_tokens_details")
    try readDetails(input: input, output: output, into: &draft)
  }

  static func readDetails(
    input: FieldReader?, output: FieldReader?, into draft: inout RecordDraft
  ) throws(FieldError) {
    if let input {
      draft.cacheReadTokens = try input.count("cached_tokens") ?? 0
      draft.cacheWrite5mTokens = try input.count("cache_write_tokens") ?? 0
      draft.audioInputTokens = try input.count("audio_tokens") ?? 0
      draft.imageInputTokens = try input.count("image_tokens") ?? 0
    }
    if let output {
      draft.reasoningTokens = try output.count("reasoning_tokens") ?? 0
      draft.audioOutputTokens = try output.count("audio_tokens") ?? 0
      draft.imageOutputTokens = try output.count("image_tokens") ?? 0
    }
  }
}
