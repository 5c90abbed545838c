import Pricing
import Testing
import UsageRecords

struct ProviderFormatTests {
  @Test func bedrockCountsCachedTokensApart() throws {
    let record = try #require(Log(Samples.bedrock, .bedrock).only)
    let usage = try Usage(
      input: .exclusive(4000), cacheReadTokens: 6000, outputTokens: 380, region: "us-east-1",
      at: Moment("2026-10-21T00:38:02Z"))
    #expect(record.usage == usage && record.usage.promptTokens == 10_000)
    #expect(record.model == "amazon.nova-pro-v1:0" && record.provider == "bedrock")
    let attribution = record.attribution
    #expect(attribution.feature == "search" && attribution.team == "core")
    #expect(attribution.user == "arn:aws:iam::123456789012:user/app")
  }

  @Test func bedrockNamesModelsByTheirResourceToo() {
    let name = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0"
    let log = Log(Samples.bedrock.replacing("amazon.nova-pro-v1:0", with: name), .bedrock)
    #expect(log.only?.model == "amazon.nova-pro-v1:0")
  }

  @Test func bedrockCallsThatFailedUsedNothing() {
    let text =
      #"{"schemaType":"ModelInvocationLog","modelId":"m","errorCode":"ThrottlingException","input":{}}"#
    let log = Log(text, .bedrock)
    #expect(log.only?.usage.promptTokens == 0)
    #expect(log.only?.attribution.status == "ThrottlingException")
    let good = Log(text.replacing("errorCode", with: "note"), .bedrock)
    #expect(good.complaints.first?.contains("there is no token count") == true)
    #expect(Log(#"{"schemaType":"Other"}"#, .bedrock).passedOver == [.notACall])
  }

  @Test func openAICountsCachedTokensInItsInput() throws {
    let record = try #require(Log(Samples.openAI, .openai).only)
    let usage = try Usage(
      input: .inclusive(2006), cacheReadTokens: 1920, outputTokens: 300,
      parts: TokenParts(reasoning: 192), at: Moment("2026-11-01T09:30:00Z"))
    #expect(record.usage == usage && record.usage.uncachedInputTokens == 86)
    #expect(record.model == "gpt-5" && record.provider == "openai")
  }

  @Test func openAIsOtherInterfaceIsRead() throws {
    let text =
      #"{"id":"resp_1","object":"response","created_at":1793525400.0,"status":"completed","model":"gpt-6-sol","service_tier":"flex","usage":{"input_tokens":500,"input_tokens_details":{"cached_tokens":100,"cache_write_tokens":40},"output_tokens":87,"output_tokens_details":{"reasoning_tokens":12},"total_tokens":587}}"#
    let usage = try Usage(
      input: .exclusive(360), cacheReadTokens: 100, cacheWrite5mTokens: 40, outputTokens: 87,
      parts: TokenParts(reasoning: 12), serviceTier: .flex, at: Moment("2026-11-01T09:30:00Z"))
    #expect(Log(text, .openai).only?.usage == usage)
  }

  @Test func openAIsBatchesAreBatches() {
    let text =
      #"{"id":"batch_req_1","custom_id":"a","response":{"status_code":200,"request_id":"r","body":\#(Samples.openAI)},"error":null}"#
    #expect(Log(text, .openai).only?.usage.serviceTier == .batch)
    let failed =
      #"{"id":"batch_req_1","custom_id":"a","response":{"status_code":429,"body":{"error":{}}},"error":null}"#
    #expect(Log(failed, .openai).passedOver == [.notACall])
    let expired = #"{"custom_id":"a","response":null,"error":{"code":"batch_expired"}}"#
    #expect(Log(expired, .openai).passedOver == [.notACall])
    let strange = #"{"custom_id":"a","response":{"status_code":200,"body":{}}}"#
    #expect(Log(strange, .openai).complaints.first?.contains("no token count") == true)
  }

  @Test func anthropicCountsCachedTokensApart() throws {
    let record = try #require(Log(Samples.anthropic, .anthropic).only)
    let usage = try Usage(
      input: .exclusive(2095), cacheReadTokens: 8000, cacheWrite5mTokens: 1000,
      cacheWrite1hTokens: 500, outputTokens: 503, webSearches: 2,
      at: Moment("2026-10-21T08:15:30Z"))
    #expect(record.usage == usage && record.usage.promptTokens == 11_595)
    #expect(record.attribution.status == "end_turn")
  }

  @Test func anthropicsBatchesAreBatches() {
    let text =
      #"{"custom_id":"a","result":{"type":"succeeded","message":\#(Samples.anthropic)}}"#
    #expect(Log(text, .anthropic).only?.usage.serviceTier == .batch)
    let expired = #"{"custom_id":"a","result":{"type":"expired"}}"#
    #expect(Log(expired, .anthropic).passedOver == [.notACall])
    let strange = #"{"custom_id":"a","result":{"type":"succeeded"}}"#
    #expect(Log(strange, .anthropic).complaints.first?.contains("no token count") == true)
  }

  @Test func anthropicsSpeedAndPlaceAreKept() {
    let text = Samples.anthropic.replacing("not_available\"", with: "us\",\"speed\":\"fast\"")
    let usage = Log(text, .anthropic).only?.usage
    #expect(usage?.region == "us" && usage?.serviceTier == .fast)
  }

  @Test func writesMustAddUpToTheirSplit() {
    let log = Log(
      Samples.anthropic.replacing(
        #""cache_creation_input_tokens":1500"#, with: #""cache_creation_input_tokens":1600"#),
      .anthropic)
    #expect(
      log.complaints == [
        "1 /usage/cache_creation_input_tokens\n  1600 tokens were written, but the counts in"
          + " `cache_creation` add up to 1500; correct the record."
      ])
  }

  @Test(arguments: [LogFormat.openai, .anthropic])
  func anUnknownTierIsAnError(format: LogFormat) {
    let text = Samples.text(format).replacing(#"_tier":"standard""#, with: #"_tier":"scale""#)
      .replacing(#"_tier":"default""#, with: #"_tier":"scale""#)
    #expect(Log(text, format).complaints.first?.contains("service_tier\n  found \"scale\"") == true)
  }

  @Test(arguments: [LogFormat.otel, .litellm, .langfuse, .bedrock, .openai, .anthropic])
  func aLineOfAnotherSystemIsAnErrorAndNeverARecord(format: LogFormat) {
    for other in LogFormat.allCases where other != format {
      #expect(Log(Samples.text(other), format).records.isEmpty, "\(other)")
    }
  }
}
