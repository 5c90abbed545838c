import Pricing
import Testing
import UsageRecords

struct MetadataTests {
  private static let labels =
    #"{"feature":"f","user":"u","session":"s","promptTemplate":"p","environment":"e","team":"t","costCenter":7}"#

  /// A line of each system that carries labels, and no field of its own that says the same.
  static let labelled: [(LogFormat, String)] = [
    (
      .cogcast,
      #"{"model":"m-1","inputTokens":1,"costCenter":"7",\#(labels.dropFirst().replacing(#","costCenter":7"#, with: ""))"#
    ),
    (
      .litellm,
      #"{"model":"m-1","prompt_tokens":1,"metadata":{"spend_logs_metadata":\#(labels)}}"#
    ),
    (.langfuse, #"{"model":"m-1","usageDetails":{"input":1},"metadata":\#(labels)}"#),
    (.bedrock, #"{"modelId":"m-1","input":{"inputTokenCount":1},"requestMetadata":\#(labels)}"#),
    (.openai, #"{"model":"m-1","usage":{"prompt_tokens":1},"metadata":\#(labels)}"#),
    (.anthropic, #"{"model":"m-1","usage":{"input_tokens":1},"metadata":\#(labels)}"#),
    (
      .otel,
      #"""
      {"attributes":{"gen_ai.response.model":"m-1","gen_ai.usage.input_tokens":1,"cogcast.feature":"f","cogcast.user":"u","cogcast.session":"s","cogcast.prompt_template":"p","cogcast.environment":"e"},"resource":{"attributes":{"service.name":"other","cogcast.team":"t","cogcast.cost_center":7}}}
      """#
    ),
  ]

  @Test(arguments: labelled)
  func `labels of every system attribute the call`(format: LogFormat, line: String) throws {
    let log = Log(line, format)
    let record = try #require(log.only, "\(log.complaints)")
    let said = [
      Attribution.Field.feature, .user, .session, .promptTemplate, .environment, .team, .costCenter,
    ].map { record.attribution[$0] }
    #expect(said == ["f", "u", "s", "p", "e", "t", "7"])
    for field in MetadataField.allCases { #expect(field.isPresent(in: record), "\(field)") }
  }

  @Test func `what others keep under the same keys is no error and no label`() throws {
    let record = try #require(
      Log(
        #"{"model":"m","usage":{"input_tokens":1},"metadata":{"feature":{"a":1},"team":true,"session":null}}"#,
        .anthropic
      ).only)
    #expect(record.attribution.feature == nil && record.attribution.team == nil)
    #expect(
      Log(#"{"model":"m","usage":{"input_tokens":1},"metadata":"x"}"#, .anthropic).only != nil)
  }

  @Test func `labels go before what the system says`() throws {
    let record = try #require(
      Log(
        #"{"model":"m","prompt_tokens":1,"team_id":"key","end_user":"e","metadata":{"spend_logs_metadata":{"team":"cx"}}}"#,
        .litellm
      ).only)
    #expect(record.attribution.team == "cx" && record.attribution.user == "e")
  }

  private func record(_ model: String, _ fill: (inout Attribution) -> Void) throws -> UsageRecord {
    var labels = Attribution()
    fill(&labels)
    return UsageRecord(
      model: model, usage: try Usage(input: .inclusive(1), outputTokens: 0), attribution: labels)
  }

  @Test func `what a system fills in by itself says nothing`() throws {
    let generated = try record("chat-latest") {
      $0.feature = "unknown_service:python"
      $0.user = "arn:aws:sts::123456789012:assumed-role/app/i-0"
      $0.environment = "  "
      $0.team = ""
    }
    for field in MetadataField.allCases { #expect(!field.isPresent(in: generated), "\(field)") }
  }

  @Test(arguments: [
    ("gpt-5", true), ("claude-haiku-4-5-20251001", true), ("gpt-4o-latest", false), ("chat", false),
  ])
  func `a version is a number in the name`(model: String, isPresent: Bool) throws {
    #expect(MetadataField.modelVersion.isPresent(in: try record(model) { _ in }) == isPresent)
  }

  @Test(arguments: LogFormat.allCases)
  func `every system has a place for each field`(format: LogFormat) {
    for field in MetadataField.allCases where field != .modelVersion {
      #expect(format.place(of: field)?.contains("`") == true)
    }
  }

  /// Two requests of three cents and one of a cent, in lines 1 and 3.
  @Test func `shares count requests and weigh cost`() throws {
    let text = """
      {"model":"gpt-5","inputTokens":4000,"requests":2,"feature":"f","session":"s"}

      {"model":"gpt-5","inputTokens":1000,"team":"t"}
      {"model":"nobody-1","inputTokens":1,"feature":"f"}
      {"model":"gpt-5"}
      """
    var audit = try MetadataAudit(
      MemorySource(Array(text.utf8)), format: .cogcast, charger: RecordCharger(book: .builtin))
    var complaints: [String] = []
    try audit.run { complaints.append($0.description) }
    let tally = audit.tally
    #expect(tally.requests == 4 && tally.records == 3 && tally.invalid == 1)
    #expect(complaints.count == 1 && complaints[0].hasPrefix("5"))
    // $1.25 a million tokens of input: 0.005 and 0.00125 dollars.
    #expect(abs(tally.cost - 0.00625) < 1e-15)
    let feature = try #require(tally.shares[.feature])
    #expect(feature.requests == 3 && feature.lacking == [3])
    #expect(abs(feature.cost - 0.005) < 1e-15)
    #expect(tally.unpriced.keys.sorted() == ["nobody-1"] && tally.unpricedRequests == 1)
    #expect(tally.complete.requests == 0 && tally.complete.lacking == [1, 3, 4])
  }

  @Test func `a model in every line does not fill the memory`() throws {
    let text = (0..<1000).map { #"{"model":"m\#($0)","inputTokens":1}"# }.joined(separator: "\n")
    var audit = try MetadataAudit(
      MemorySource(Array(text.utf8)), format: .cogcast, charger: RecordCharger(book: .builtin))
    try audit.run { _ in }
    #expect(audit.tally.unpriced.count == 21 && audit.tally.unpricedRequests == 1000)
  }
}
