/// Whose log it is.
package enum LogFormat: String, Sendable, CaseIterable {
  /// The keys of this project, one record a line.
  case cogcast
  /// OpenTelemetry: spans with the GenAI attributes, as collectors and console exporters write them.
  case otel
  /// Rows of LiteLLM's spend log.
  case litellm
  /// Observations of Langfuse, from its API or its export.
  case langfuse
  /// Model invocation logs of Amazon Bedrock.
  case bedrock
  /// Responses of OpenAI's APIs, or the output of a batch.
  case openai
  /// Messages of Anthropic's API, or the results of a batch.
  case anthropic
}

/// Lines of a log that are right and are no call that somebody bills.
package enum PassedOver: String, Sendable, CaseIterable {
  /// Another kind of event or span.
  case notACall
  /// A span that sums up calls which have spans of their own.
  case summary
  /// Answered by the gateway's own cache.
  case answeredFromCache
}

/// What one line holds.
struct LineContent {
  var records: [UsageRecord] = []
  var errors: [FieldError] = []
  var passedOver: [PassedOver] = []

  mutating func removeAll() {
    records.removeAll(keepingCapacity: true)
    errors.removeAll(keepingCapacity: true)
    passedOver.removeAll(keepingCapacity: true)
  }
}

/// Reads the records of one line.
protocol FormatReader {
  mutating func read(_ line: TapeValue, into content: inout LineContent) throws(FieldError)
}

extension LogFormat {
  func reader() throws(LogError) -> any FormatReader {
    switch self {
    case .cogcast: CogcastFormat()
    case .otel: OpenTelemetryFormat()
    case .litellm: try LiteLLMFormat()
    case .langfuse: try LangfuseFormat()
    case .bedrock: BedrockFormat()
    case .openai: OpenAIFormat()
    case .anthropic: AnthropicFormat()
    }
  }
}
