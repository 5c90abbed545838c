/// Messages of Anthropic's API, or the lines of a batch's results, which hold one each.
///
/// A message has no time of its own; a line may have `timestamp` or `created_at` beside it, and
/// a `metadata` with the keys of a record that attributes the call.
///
/// - Source: anthropic 0.121.0, `types/usage.py`: the input counts neither what was read from the
///   cache nor what was written to it.
struct AnthropicFormat: FormatReader {
  private let clock = MomentReader()

  mutating func read(_ line: TapeValue, into content: inout LineContent) throws(FieldError) {
    let root = try FieldReader(line)
    var draft = RecordDraft()
    draft.provider = "anthropic"
    var message = root
    if let result = try root.object("result") {
      draft.batch = true
      guard let inner = try result.object("message") else {
        let type = try result.text("type")
        guard type == "errored" || type == "canceled" || type == "expired" else {
          throw FieldError("/result/message", "there is no message, and with it no token count.")
        }
        // Such requests of a batch are not billed.
        return content.passedOver.append(.notACall)
      }
      message = inner
    }
    draft.model = try message.text("model")
    draft.at = try root.moment("timestamp", "created_at", by: clock)
    draft.attribution.status = try message.label("stop_reason")
    try draft.attribution.takeLabels(of: root.labels("metadata"))
    guard let usage = try message.object("usage") else {
      throw FieldError(message.pointer + "/usage", "there is no token count.")
    }
    if try usage.value("input_tokens_details") != nil {
      throw FieldError(
        usage.pointer + "/input_tokens_details",
        "these are counts of OpenAI, whose input includes cached tokens; use --from openai.")
    }
    try Self.read(usage, into: &draft)
    content.records.append(try draft.record(countsAt: usage.pointer, inputField: "input_tokens"))
  }

  private static func read(_ usage: FieldReader, into draft: inout RecordDraft) throws(FieldError) {
    draft.uncachedInputTokens = try usage.count("input_tokens")
    draft.outputTokens = try usage.count("output_tokens")
    draft.cacheReadTokens = try usage.count("cache_read_input_tokens") ?? 0
    draft.webSearches = try usage.object("server_tool_use")?.count("web_search_requests") ?? 0
    try readWrites(usage, into: &draft)
    if draft.batch != true {
      let tier = try usage.text("service_tier")
      let isFast = try usage.text("speed") == "fast"
      try draft.setTier(isFast ? "fast" : tier, at: usage.pointer + "/service_tier")
    }
    let region = try usage.text("inference_geo")
    draft.region = region == "not_available" || region == "" ? nil : region
  }

  /// The split by lifetime must add up to the count of all writes; without a split it is five
  /// minutes, which is what a request gets that does not ask for more.
  private static func readWrites(
    _ usage: FieldReader, into draft: inout RecordDraft
  ) throws(FieldError) {
    let written = try usage.count("cache_creation_input_tokens")
    guard let split = try usage.object("cache_creation") else {
      draft.cacheWrite5mTokens = written ?? 0
      return
    }
    let short = try split.count("ephemeral_5m_input_tokens") ?? 0
    let long = try split.count("ephemeral_1h_input_tokens") ?? 0
    if let written, written != short + long {
      throw FieldError(
        usage.pointer + "/cache_creation_input_tokens",
        "\(written) tokens were written, but the counts in `cache_creation` add up to"
          + " \(short + long); correct the record.")
    }
    draft.cacheWrite5mTokens = short
    draft.cacheWrite1hTokens = long
  }
}
