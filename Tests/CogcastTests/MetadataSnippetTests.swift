import Foundation
import Testing

/// What the snippets set arrives: each is run, and what it makes is read back with every field.
struct MetadataSnippetTests {
  private static let fields =
    "feature,userOrSession,modelVersion,promptTemplate,environment,team,costCenter"

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expectEveryField(of log: String, from format: String) throws {
    let run = try CommandRun(
      "metadata", "check", log, "--from", format, "--require", Self.fields)
    #expect(run.status == 0, "\(run.output)\(run.error)")
  }

  private func write(_ system: String) throws -> String {
    let snippet = try CommandRun("metadata", "snippet", "--for", system)
    #expect(snippet.status == 0)
    return try folder.write(snippet.output, to: "snippet.py")
  }

  /// A client that keeps what it is asked to send.
  private static let recordingClient = """
    import json, sys, types

    class Recorder:
        def __init__(self, **options): self.chat = types.SimpleNamespace(completions=self)
        def create(self, **request): self.request = request; return self

    sys.modules["openai"] = types.SimpleNamespace(OpenAI=Recorder)
    names = {}
    exec(open(sys.argv[1]).read(), names)
    request = names["ask"]([{"role": "user", "content": "Hi"}], user="customer-9", session="s-1").request
    body = request["extra_body"]

    """

  @Test(.enabled(if: Python.has("json"), "needs Python"))
  func `a request of the LiteLLM snippet carries every field`() throws {
    let script =
      Self.recordingClient + """
        print(json.dumps({"model": request["model"], "custom_llm_provider": "anthropic",
          "prompt_tokens": 10, "completion_tokens": 2, "end_user": request["user"],
          "session_id": body["metadata"]["session_id"],
          "metadata": {"spend_logs_metadata": body["metadata"]["spend_logs_metadata"]}}))
        """
    let run = try Python.run(script, [try write("litellm")])
    #expect(run.status == 0, "\(run.error)")
    try expectEveryField(of: try folder.write(run.output, to: "log.jsonl"), from: "litellm")
  }

  /// The row of the spend log as LiteLLM itself makes it of the request.
  @Test(
    .enabled(
      if: Python.has("litellm.proxy.spend_tracking.spend_tracking_utils"),
      "needs litellm, of Tests/requirements.txt"))
  func `LiteLLM's own spend log keeps every field of the snippet`() throws {
    let client = Self.recordingClient.replacing(
      "import json, sys, types",
      with: """
        import json, sys, types, datetime
        from litellm.proxy.spend_tracking.spend_tracking_utils import get_logging_payload
        # The running gateway's settings, which a library has none of.
        sys.modules["litellm.proxy.proxy_server"] = types.SimpleNamespace(general_settings={})
        """)
    let script =
      client + """
        now = datetime.datetime(2026, 11, 1, tzinfo=datetime.timezone.utc)
        row = get_logging_payload(
          {"model": request["model"], "custom_llm_provider": "anthropic", "call_type": "acompletion",
           "litellm_call_id": "c-1",
           "litellm_params": {"metadata": body["metadata"],
                              "proxy_server_request": {"body": {"user": request["user"]}}}},
          {"id": "r-1", "model": request["model"],
           "usage": {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12}}, now, now)
        row["messages"] = row["response"] = row["proxy_server_request"] = "{}"
        print(json.dumps(row, default=str))
        """
    let run = try Python.run(
      script, [try write("litellm")], environment: Python.offline)
    #expect(run.status == 0, "\(run.error)")
    let row = run.output.split(separator: "\n").last.map(String.init) ?? ""
    try expectEveryField(of: try folder.write(row + "\n", to: "log.jsonl"), from: "litellm")
  }

  /// Spans as the SDK makes and exports them.
  @Test(
    .enabled(
      if: Python.has("opentelemetry.sdk.trace"),
      "needs opentelemetry-sdk, of Tests/requirements.txt"
    ))
  func `a span within the OpenTelemetry snippet carries every field`() throws {
    let script = """
      import sys
      from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor

      names = {}
      exec(open(sys.argv[1]).read(), names)
      one_line = lambda span: span.to_json(indent=None) + "\\n"
      names["provider"].add_span_processor(
          SimpleSpanProcessor(ConsoleSpanExporter(formatter=one_line)))
      tracer = names["trace"].get_tracer("test")
      with names["attributed"](user="customer-9", session="s-1", prompt_template="support-v7"):
          with tracer.start_as_current_span("chat claude-sonnet-5-5") as span:
              span.set_attributes({
                  "gen_ai.operation.name": "chat", "gen_ai.provider.name": "anthropic",
                  "gen_ai.response.model": "claude-sonnet-5-5",
                  "gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 2})
      """
    let run = try Python.run(script, [try write("otel")])
    #expect(run.status == 0, "\(run.error)")
    try expectEveryField(of: try folder.write(run.output, to: "log.jsonl"), from: "otel")
  }

  @Test func `a system without a snippet is a usage error`() throws {
    #expect(try CommandRun("metadata", "snippet", "--for", "fax").status == 64)
    #expect(try CommandRun("metadata", "snippet").status == 64)
  }
}
