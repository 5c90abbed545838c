/// Model invocation logs of Amazon Bedrock.
///
/// The lifetime of what was written to a cache is not logged: it counts as five minutes. The keys of
/// `requestMetadata` that are those of a record attribute the call.
///
/// - Source: Amazon Bedrock user guide, "Monitor model invocation using CloudWatch Logs";
///   `inputTokenCount` counts neither what was read from the cache nor what was written to it.
struct BedrockFormat: FormatReader {
  private let clock = MomentReader()

  mutating func read(_ line: TapeValue, into content: inout LineContent) throws(FieldError) {
    let root = try FieldReader(line)
    if let type = try root.text("schemaType"), type != "ModelInvocationLog" {
      return content.passedOver.append(.notACall)
    }
    var draft = RecordDraft()
    draft.provider = "bedrock"
    draft.model = try root.text("modelId").map(Self.model)
    draft.region = try root.text("inferenceRegion", "region")
    draft.at = try root.moment("timestamp", by: clock)
    try attribute(root, in: &draft)
    if let input = try root.object("input") {
      draft.uncachedInputTokens = try input.count("inputTokenCount")
      draft.cacheReadTokens = try input.count("cacheReadInputTokenCount") ?? 0
      draft.cacheWrite5mTokens = try input.count("cacheWriteInputTokenCount") ?? 0
    }
    draft.outputTokens = try root.object("output")?.count("outputTokenCount")
    if let error = try root.label("errorCode") {
      draft.attribution.status = error
      draft.completeFailedCall()
    }
    content.records.append(
      try draft.record(countsAt: "/input", inputField: "inputTokenCount"))
  }

  private func attribute(_ root: FieldReader, in draft: inout RecordDraft) throws(FieldError) {
    draft.attribution.user = try root.object("identity")?.label("arn")
    try draft.attribution.takeLabels(of: root.labels("requestMetadata"))
  }

  /// The name in an ARN of a foundation model or an inference profile, or what is no ARN as it is.
  private static func model(_ identifier: String) -> String {
    guard identifier.hasPrefix("arn:"), let slash = identifier.lastIndex(of: "/") else {
      return identifier
    }
    return String(identifier[identifier.index(after: slash)...])
  }
}
