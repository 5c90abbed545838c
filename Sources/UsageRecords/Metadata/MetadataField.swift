/// What every request must say, so that its cost has an owner.
///
/// - Source: FinOps-for-AI guide, phase 1, "Request-level instrumentation": the five fields of the
///   minimum. Team and cost centre are what a showback needs besides.
package enum MetadataField: String, Sendable, CaseIterable {
  case feature, userOrSession, modelVersion, promptTemplate, environment, team, costCenter

  /// Whether it belongs to the minimum.
  package var isMinimum: Bool {
    switch self {
    case .feature, .userOrSession, .modelVersion, .promptTemplate, .environment: true
    case .team, .costCenter: false
    }
  }

  /// Whether a record says it.
  ///
  /// What a system fills in by itself says nothing: the `unknown_service` of OpenTelemetry is no
  /// feature, the role under which a program called Bedrock is no user, and a model without a number
  /// in its name, or by the name of its latest, has no version.
  package func isPresent(in record: UsageRecord) -> Bool {
    let labels = record.attribution
    switch self {
    case .feature:
      return Self.isSaid(labels.feature) && labels.feature?.hasPrefix("unknown_service") == false
    case .userOrSession:
      let hasUser = Self.isSaid(labels.user) && labels.user?.hasPrefix("arn:") == false
      return hasUser || Self.isSaid(labels.session)
    case .modelVersion:
      return record.model.contains(where: \.isNumber) && !record.model.hasSuffix("latest")
    case .promptTemplate: return Self.isSaid(labels.promptTemplate)
    case .environment: return Self.isSaid(labels.environment)
    case .team: return Self.isSaid(labels.team)
    case .costCenter: return Self.isSaid(labels.costCenter)
    }
  }

  private static func isSaid(_ label: String?) -> Bool {
    label?.contains { !$0.isWhitespace } == true
  }
}

extension LogFormat {
  /// Where a record of this system says a field, in code marks; `nil` where it cannot.
  package func place(of field: MetadataField) -> String? {
    switch (self, field) {
    case (_, .modelVersion): nil
    case (.cogcast, .userOrSession): "`user` or `session`"
    case (.cogcast, _): "`\(field.rawValue)`"
    case (.otel, .feature): "`service.name` of the resource, or `cogcast.feature`"
    case (.otel, .userOrSession): "`user.id` or `session.id`"
    case (.otel, .promptTemplate): "`gen_ai.prompt.name`, or `cogcast.prompt_template`"
    case (.otel, .environment): "`deployment.environment.name` of the resource"
    case (.otel, .team): "`cogcast.team`, on the span or its resource"
    case (.otel, .costCenter): "`cogcast.cost_center`, on the span or its resource"
    case (.litellm, .userOrSession): "`user` of the request, or `litellm_session_id`"
    case (.litellm, .team): "the team of the virtual key, or `metadata.spend_logs_metadata.team`"
    case (.litellm, _): "`metadata.spend_logs_metadata.\(field.rawValue)`"
    case (.langfuse, .feature): "the trace's name, or `metadata.feature`"
    case (.langfuse, .userOrSession): "`userId` or `sessionId`"
    case (.langfuse, .promptTemplate): "`promptName`: link the prompt to the generation"
    case (.langfuse, .environment): "`environment`"
    case (.langfuse, _): "`metadata.\(field.rawValue)`"
    case (.bedrock, .userOrSession):
      "`requestMetadata.user` or `requestMetadata.session`; the caller's role is no user"
    case (.bedrock, _): "`requestMetadata.\(field.rawValue)`"
    case (.openai, .userOrSession), (.anthropic, .userOrSession):
      "`metadata.user` or `metadata.session`"
    case (.openai, _), (.anthropic, _): "`metadata.\(field.rawValue)`"
    }
  }
}
