import Pricing
import Testing
import UsageRecords

struct LangfuseFormatTests {
  /// Every bucket is apart from the others: 700 + 2000 + 200 + 100 and 250 + 50 are 3300.
  private static var usage: Usage {
    get throws {
      try Usage(
        input: .exclusive(700), cacheReadTokens: 2000, cacheWrite5mTokens: 200,
        cacheWrite1hTokens: 100, outputTokens: 300, parts: TokenParts(reasoning: 50),
        at: Moment("2026-10-21T08:15:30Z"))
    }
  }

  @Test func anObservationOfTheAPIIsRead() throws {
    let record = try #require(Log(Samples.langfuse, .langfuse).only)
    #expect(try record.usage == Self.usage)
    #expect(record.model == "claude-opus-5-5" && record.provider == nil)
    let attribution = record.attribution
    #expect(attribution.feature == "answer" && attribution.promptTemplate == "support@7")
    #expect(attribution.session == "s1" && attribution.user == "u1" && attribution.trace == "t1")
    #expect(attribution.environment == "production" && attribution.status == "DEFAULT")
  }

  @Test func aRowOfTheExportIsRead() throws {
    let text =
      #"{"id":"o1","trace_id":"t1","type":"GENERATION","environment":"production","start_time":"2026-10-21 08:15:30.123000","provided_model_name":"claude-opus-5-5","usage_details":{"input":"700","output":"250","input_cached_tokens":"2000","input_cache_creation_5m":"200","input_cache_creation_1h":"100","output_reasoning_tokens":"50","total":"3300"},"session_id":"s1","user_id":"","trace_name":"support","prompt_name":"","prompt_version":null}"#
    let record = try #require(Log(text, .langfuse).only)
    #expect(try record.usage == Self.usage)
    #expect(record.attribution.user == nil && record.attribution.promptTemplate == nil)
    #expect(record.attribution.feature == "support")
  }

  @Test func detailsMayBeAText() throws {
    let text =
      #"{"type":"GENERATION","model":"gpt-5","usageDetails":"{\"input\":10,\"output\":2,\"total\":12}"}"#
    #expect(Log(text, .langfuse).only?.usage.outputTokens == 2)
  }

  @Test(arguments: ["SPAN", "EVENT", "TOOL", "AGENT", "RETRIEVER"])
  func otherObservationsArePassedOver(type: String) {
    let log = Log(Samples.langfuse.replacing("GENERATION", with: type), .langfuse)
    #expect(log.passedOver == [.notACall] && log.records.isEmpty && log.errors.isEmpty)
  }

  @Test func aTokenInTwoBucketsIsAnError() {
    let log = Log(Samples.langfuse.replacing(#""input":700"#, with: #""input":2700"#), .langfuse)
    #expect(
      log.complaints.first?.hasPrefix(
        "1 /usageDetails/total\n  the total is 3300, but the counts that bill add up to 5300")
        == true)
  }

  @Test func aFailedGenerationUsedNothingAndOthersHaveCounts() {
    let text = #"{"type":"GENERATION","model":"gpt-5","level":"ERROR","usageDetails":{}}"#
    #expect(Log(text, .langfuse).only?.usage.promptTokens == 0)
    let other = Log(text.replacing("ERROR", with: "DEFAULT"), .langfuse)
    #expect(other.complaints.first?.contains("there is no token count") == true)
  }
}
