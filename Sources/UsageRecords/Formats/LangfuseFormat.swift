/// Observations of Langfuse: the answers of its API (`usageDetails`) or its export (`usage_details`).
///
/// Each count in the details is a bucket of its own: `input` is without what was read or written,
/// `output` without reasoning, and `total` is their sum.
///
/// - Source: Langfuse documentation, "Token and cost tracking" and "Blob storage export field
///   reference".
struct LangfuseFormat: FormatReader {
  private let clock = MomentReader()
  private let detailsParser: LineParser

  init() throws(LogError) {
    detailsParser = try LineParser()
  }

  mutating func read(_ line: TapeValue, into content: inout LineContent) throws(FieldError) {
    let root = try FieldReader(line)
    if let type = try root.text("type"), type != "GENERATION", type != "EMBEDDING" {
      return content.passedOver.append(.notACall)
    }
    var draft = RecordDraft()
    draft.model = try root.text("providedModelName", "provided_model_name", "model")
    draft.at = try root.moment("startTime", "start_time", by: clock)
    draft.recordedCost = try root.dollars("totalCost", "total_cost")
    draft.attribution.session = try root.label("sessionId", "session_id")
    draft.attribution.user = try root.label("userId", "user_id")
    draft.attribution.trace = try root.label("traceId", "trace_id")
    draft.attribution.environment = try root.label("environment")
    draft.attribution.feature = try root.label("traceName", "trace_name", "name")
    draft.attribution.promptTemplate = try template(root)
    draft.attribution.status = try root.label("level")
    try draft.attribution.takeLabels(of: root.labels("metadata"))
    if let details = try details(root) { try read(details, into: &draft) }
    if draft.attribution.status == "ERROR" { draft.completeFailedCall() }
    content.records.append(try draft.record(countsAt: "/usageDetails", inputField: "input"))
  }

  private func template(_ root: FieldReader) throws(FieldError) -> String? {
    guard let name = try root.label("promptName", "prompt_name") else { return nil }
    let version = try root.label("promptVersion", "prompt_version")
    return version.map { name + "@" + $0 } ?? name
  }

  private func details(_ root: FieldReader) throws(FieldError) -> FieldReader? {
    var pointer = "/usageDetails"
    var found = try root.value("usageDetails")
    if found == nil {
      pointer = "/usage_details"
      found = try root.value("usage_details")
    }
    guard let value = found else { return nil }
    guard value.kind == .string else { return try FieldReader(value, at: pointer) }
    guard value.text.count > 0 else { return nil }
    return try detailsParser.object(in: value.text, at: pointer)
  }

  private func read(_ details: FieldReader, into draft: inout RecordDraft) throws(FieldError) {
    // Exports of its database write 64-bit numbers as texts.
    func count(_ key: StaticString, _ second: StaticString? = nil) throws(FieldError) -> Int? {
      try details.count(key, second, digits: true)
    }
    let text = try count("output")
    draft.outputTokens = text
    guard let input = try count("input") else { return }
    draft.cacheReadTokens = try count("input_cached_tokens", "cache_read_input_tokens") ?? 0
    draft.cacheWrite5mTokens = try writes(details)
    draft.cacheWrite1hTokens = try count("input_cache_creation_1h") ?? 0
    draft.audioInputTokens = try count("input_audio_tokens") ?? 0
    draft.imageInputTokens = try count("input_image_tokens") ?? 0
    let uncached = input + draft.audioInputTokens + draft.imageInputTokens
    draft.uncachedInputTokens = uncached
    draft.reasoningTokens = try count("output_reasoning_tokens", "reasoning_tokens") ?? 0
    draft.audioOutputTokens = try count("output_audio_tokens") ?? 0
    let output = (text ?? 0) + draft.reasoningTokens + draft.audioOutputTokens
    draft.outputTokens = output
    let sum =
      uncached + draft.cacheReadTokens + draft.cacheWrite5mTokens + draft.cacheWrite1hTokens
      + output
    if let total = try count("total"), total != sum {
      throw FieldError(
        details.pointer + "/total",
        "the total is \(total), but the counts that bill add up to \(sum): a token is in two of"
          + " them, or in one that has no price; correct what is sent to Langfuse.")
    }
  }

  /// Writes that live five minutes, or whose lifetime is not said.
  private func writes(_ details: FieldReader) throws(FieldError) -> Int {
    try details.count(
      "input_cache_creation_5m", "input_cache_creation", "cache_creation_input_tokens",
      digits: true) ?? 0
  }
}
