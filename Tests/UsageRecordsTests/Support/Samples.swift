import UsageRecords

/// One line of each format, written from the lists of fields of each system.
enum Samples {
  static func text(_ format: LogFormat) -> String {
    switch format {
    case .cogcast: cogcast
    case .otel: openTelemetry
    case .litellm: liteLLM
    case .langfuse: langfuse
    case .bedrock: bedrock
    case .openai: openAI
    case .anthropic: anthropic
    }
  }

  private static func line(_ text: String) -> String {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
  }

  static let cogcast = line(
    """
    {"model":"claude-sonnet-5-5","provider":"anthropic","uncachedInputTokens":1000,
    "cacheReadTokens":2000,"cacheWrite5mTokens":300,"cacheWrite1hTokens":40,"outputTokens":500,
    "reasoningTokens":120,"audioInputTokens":11,"imageInputTokens":12,"audioCacheReadTokens":13,
    "audioOutputTokens":14,"imageOutputTokens":15,"requests":2,"webSearches":3,
    "cacheStorageTokenHours":1.5,"serviceTier":"priority","batch":null,"region":"us",
    "at":"2026-10-31T23:59:58Z","feature":"the feature","user":"the user","session":"the session",
    "trace":"the trace","promptTemplate":"the promptTemplate","environment":"the environment",
    "team":"the team","costCenter":"the costCenter","status":"the status"}
    """)

  /// A trace of an agent: the agent's span, its call of a model, its tool, and a failed call.
  static let openTelemetry = line(
    """
    {"resourceSpans":[{"resource":{"attributes":[
    {"key":"service.name","value":{"stringValue":"support-assistant"}},
    {"key":"deployment.environment.name","value":{"stringValue":"prod"}}]},
    "scopeSpans":[{"scope":{"name":"openai-v2","version":"2.1"},"spans":[
    {"traceId":"5b8aa5a2d2c872e8321cf37308d69df2","spanId":"051581bf3cb55c13","name":"invoke_agent",
    "kind":1,"startTimeUnixNano":"1793525400000000000","endTimeUnixNano":"1793525409000000000",
    "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"invoke_agent"}},
    {"key":"gen_ai.usage.input_tokens","value":{"intValue":"4200"}},
    {"key":"gen_ai.usage.output_tokens","value":{"intValue":"310"}}],"status":{}},
    {"traceId":"5b8aa5a2d2c872e8321cf37308d69df2","spanId":"5fb397be34d26b51","name":"chat gpt-5",
    "kind":3,"startTimeUnixNano":"1793525401250000000","endTimeUnixNano":"1793525404000000000",
    "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
    {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
    {"key":"gen_ai.request.model","value":{"stringValue":"gpt-5"}},
    {"key":"gen_ai.request.temperature","value":{"doubleValue":0.3}},
    {"key":"gen_ai.response.model","value":{"stringValue":"gpt-5"}},
    {"key":"gen_ai.response.finish_reasons","value":{"arrayValue":{"values":[{"stringValue":"stop"}]}}},
    {"key":"gen_ai.conversation.id","value":{"stringValue":"conv_5j66UpCpwteGg4YSxUnt7lPY"}},
    {"key":"user.id","value":{"stringValue":"u-17"}},
    {"key":"gen_ai.usage.input_tokens","value":{"intValue":"4200"}},
    {"key":"gen_ai.usage.cache_read.input_tokens","value":{"intValue":"3072"}},
    {"key":"gen_ai.usage.cache_creation.input_tokens","value":{"intValue":"128"}},
    {"key":"gen_ai.usage.output_tokens","value":{"intValue":"310"}},
    {"key":"gen_ai.usage.reasoning.output_tokens","value":{"intValue":"192"}}],"status":{"code":1}},
    {"traceId":"5b8aa5a2d2c872e8321cf37308d69df2","spanId":"5fb397be34d26b52","name":"execute_tool",
    "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}},
    {"key":"gen_ai.tool.name","value":{"stringValue":"search"}}]},
    {"traceId":"5b8aa5a2d2c872e8321cf37308d69df2","spanId":"5fb397be34d26b53","name":"chat gpt-5",
    "startTimeUnixNano":1793525405000000000,
    "attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"gpt-5"}},
    {"key":"error.type","value":{"stringValue":"429"}}],"status":{"code":"STATUS_CODE_ERROR"}},
    {"traceId":"5b8aa5a2d2c872e8321cf37308d69df2","spanId":"5fb397be34d26b54","name":"GET /health",
    "attributes":[{"key":"http.request.method","value":{"stringValue":"GET"}}]}]}]}]}
    """)

  /// A row as a dump of the database writes it: the metadata is a text.
  static let liteLLM = line(
    #"""
    {"request_id":"chatcmpl-8f0c","call_type":"acompletion","api_key":"88dc28d0f030c55e",
    "spend":0.0123,"total_tokens":5300,"prompt_tokens":5000,"completion_tokens":300,
    "startTime":"2026-10-21T08:15:30.123000Z","endTime":"2026-10-21T08:15:33.000000Z",
    "request_duration_ms":2877,"model":"claude-sonnet-5-5","model_id":"a1","model_group":"sonnet",
    "custom_llm_provider":"anthropic","user":"","end_user":"customer-9","team_id":"cx",
    "organization_id":null,"session_id":"s-1","agent_id":null,"request_tags":["a"],
    "metadata":"{\"usage_object\":{\"prompt_tokens\":5000,\"prompt_tokens_details\":{\"cached_tokens\":3000,\"cache_creation_token_details\":{\"ephemeral_5m_input_tokens\":400,\"ephemeral_1h_input_tokens\":600}},\"completion_tokens_details\":{\"reasoning_tokens\":100},\"cache_read_input_tokens\":3000,\"cache_creation_input_tokens\":1000}}",
    "cache_hit":"None","status":"success","litellm_call_id":"c-77"}
    """#)

  static let langfuse = line(
    """
    {"id":"o1","traceId":"t1","parentObservationId":null,"type":"GENERATION","name":"answer",
    "startTime":"2026-10-21T08:15:30.123Z","endTime":"2026-10-21T08:15:33.000Z","sessionId":"s1",
    "userId":"u1","environment":"production","level":"DEFAULT","providedModelName":"claude-opus-5-5",
    "modelParameters":{"temperature":1},"usageDetails":{"input":700,"output":250,
    "input_cached_tokens":2000,"input_cache_creation_5m":200,"input_cache_creation_1h":100,
    "output_reasoning_tokens":50,"total":3300},"costDetails":{"total":0.02},"totalCost":0.02,
    "promptName":"support","promptVersion":7,"latency":2.8,"tags":[]}
    """)

  static let bedrock = line(
    """
    {"schemaType":"ModelInvocationLog","schemaVersion":"1.0","timestamp":"2026-10-21T00:38:02Z",
    "accountId":"123456789012","identity":{"arn":"arn:aws:iam::123456789012:user/app"},
    "region":"us-east-1","requestId":"ff4b6c63","operation":"ConverseStream",
    "modelId":"amazon.nova-pro-v1:0","requestMetadata":{"feature":"search","team":"core"},
    "input":{"inputContentType":"application/json","inputBodyJson":{"messages":[{"role":"user"}]},
    "inputTokenCount":4000,"cacheReadInputTokenCount":6000,"cacheWriteInputTokenCount":0},
    "output":{"outputContentType":"application/json","outputTokenCount":380}}
    """)

  static let openAI = line(
    """
    {"id":"chatcmpl-B9MBs8","object":"chat.completion","created":1793525400,"model":"gpt-5",
    "choices":[{"index":0,"message":{"role":"assistant","content":"Hi \\"there\\"\\n"},
    "finish_reason":"stop"}],"usage":{"prompt_tokens":2006,"completion_tokens":300,
    "total_tokens":2306,"prompt_tokens_details":{"cached_tokens":1920,"audio_tokens":0},
    "completion_tokens_details":{"reasoning_tokens":192,"audio_tokens":0,
    "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default"}
    """)

  static let anthropic = line(
    """
    {"id":"msg_013Zva","type":"message","role":"assistant","model":"claude-haiku-5-5",
    "content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","stop_sequence":null,
    "usage":{"input_tokens":2095,"cache_creation_input_tokens":1500,"cache_read_input_tokens":8000,
    "cache_creation":{"ephemeral_5m_input_tokens":1000,"ephemeral_1h_input_tokens":500},
    "output_tokens":503,"server_tool_use":{"web_search_requests":2},"service_tier":"standard",
    "inference_geo":"not_available"},"timestamp":"2026-10-21T08:15:30Z"}
    """)
}
