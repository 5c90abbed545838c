import Pricing
import Testing
import UsageRecords

struct OpenTelemetryFormatTests {
  @Test func aBatchOfSpansGivesItsCallsOnce() throws {
    let log = Log(Samples.openTelemetry, .otel)
    #expect(log.errors.isEmpty)
    #expect(log.passedOver == [.summary, .notACall, .notACall])
    try #require(log.records.count == 2)
    let usage = try Usage(
      input: .inclusive(4200), cacheReadTokens: 3072, cacheWrite5mTokens: 128, outputTokens: 310,
      parts: TokenParts(reasoning: 192), at: Moment("2026-11-01T09:30:01Z"))
    #expect(log.records[0].usage == usage)
    #expect(log.records[0].usage.uncachedInputTokens == 1000)
    #expect(log.records[0].provider == "openai")
    let attribution = log.records[0].attribution
    #expect(attribution.feature == "support-assistant" && attribution.environment == "prod")
    #expect(attribution.session == "conv_5j66UpCpwteGg4YSxUnt7lPY" && attribution.user == "u-17")
    #expect(attribution.trace == "5b8aa5a2d2c872e8321cf37308d69df2" && attribution.status == "ok")
  }

  @Test func aCallThatFailedWithoutCountsUsedNothing() throws {
    let failed = try #require(Log(Samples.openTelemetry, .otel).records.last)
    #expect(failed.usage.promptTokens == 0 && failed.usage.outputTokens == 0)
    #expect(failed.attribution.status == "error" && failed.model == "gpt-5")
  }

  @Test func oneSpanWithAnObjectOfAttributesIsReadToo() throws {
    let record = try #require(
      Log(
        #"{"name":"chat","context":{"trace_id":"0xab","span_id":"0x1"},"start_time":"2026-11-01T09:30:01.5Z","status":{"status_code":"UNSET"},"attributes":{"gen_ai.system":"anthropic","gen_ai.request.model":"claude-opus-5-5","gen_ai.usage.input_tokens":10,"gen_ai.usage.output_tokens":2},"resource":{"attributes":{"service.name":"chat"}}}"#,
        .otel
      ).only)
    #expect(record.usage.promptTokens == 10 && record.attribution.trace == "0xab")
    #expect(record.usage.at == Moment("2026-11-01T09:30:01Z"))
    #expect(record.attribution.feature == "chat" && record.attribution.status == "ok")
  }

  @Test func aBadSpanNamesItsPlaceAndLeavesTheOthers() {
    let text = Samples.openTelemetry.replacing(
      #""value":{"intValue":"3072"}"#, with: #""value":{"intValue":"-3072"}"#)
    let log = Log(text, .otel)
    #expect(log.records.count == 1)
    #expect(
      log.complaints == [
        "1 /resourceSpans/0/scopeSpans/0/spans/1/attributes/gen_ai.usage.cache_read.input_tokens\n"
          + "  found the text \"-3072\"; allowed is a whole number from 0 to 10^15."
      ])
  }

  @Test func countsThatExcludeCachedTokensAreFound() {
    let text = Samples.openTelemetry.replacing(
      #""value":{"intValue":"4200"}"#, with: #""value":{"intValue":"1000"}"#)
    let complaint = Log(text, .otel).complaints.first ?? ""
    #expect(complaint.contains("spans/1/attributes\n"))
    #expect(complaint.contains("are 3200 tokens, more than the 1000 of `inputTokens`"))
  }

  @Test(arguments: [
    (#"{"resourceLogs":[]}"#, "these are no spans"), (#"{"spans":[]}"#, "allowed are spans"),
    (#"{"attributes":{"gen_ai.request.model":"m"}}"#, "there is no token count"),
    (#"{"attributes":7}"#, "found 7; allowed is a list or an object"),
    (#"{"resourceSpans":[7]}"#, "found 7; allowed is an object"),
  ])
  func whatIsNoSpanOfACallSaysSo(text: String, message: String) {
    #expect(Log(text, .otel).complaints.first?.contains(message) == true)
  }
}
