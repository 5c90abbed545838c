import Reports

/// Code that attaches the fields of ``UsageLog/MetadataField`` to every call, to be pasted and adapted.
public enum MetadataSnippet: String, Sendable, CaseIterable {
  /// A request through LiteLLM's gateway.
  case litellm
  /// Spans of OpenTelemetry, whoever instruments the calls.
  case otel

  /// Python, with a line end.
  public var text: String {
    switch self {
    case .litellm: LiteLLMSnippet.text
    case .otel: OpenTelemetrySnippet.text
    }
  }
}
