import Pricing
import Testing
import UsageRecords

struct LiteLLMFormatTests {
  private static var usage: Usage {
    get throws {
      try Usage(
        input: .exclusive(1000), cacheReadTokens: 3000, cacheWrite5mTokens: 400,
        cacheWrite1hTokens: 600, outputTokens: 300, parts: TokenParts(reasoning: 100),
        at: Moment("2026-10-21T08:15:30Z"))
    }
  }

  @Test func aRowIsRead() throws {
    let record = try #require(Log(Samples.liteLLM, .litellm).only)
    #expect(try record.usage == Self.usage)
    #expect(record.model == "claude-sonnet-5-5" && record.provider == "anthropic")
    let attribution = record.attribution
    #expect(attribution.user == "customer-9" && attribution.team == "cx")
    #expect(attribution.session == "s-1" && attribution.status == "success")
    #expect(attribution.trace == "c-77" && attribution.feature == nil)
  }

  @Test func metadataMayBeAnObject() throws {
    let text = Samples.liteLLM.replacing(#"\""#, with: "\"").replacing(#""{""#, with: "{\"")
      .replacing(#"}}""#, with: "}}")
    #expect(text.contains(#""metadata":{"usage_object""#))
    #expect(try Log(text, .litellm).only?.usage == Self.usage)
  }

  @Test func theOlderNameOfTheUsageIsReadToo() throws {
    let text = Samples.liteLLM.replacing("usage_object", with: "additional_usage_values")
    #expect(try Log(text, .litellm).only?.usage == Self.usage)
  }

  @Test(arguments: ["\"True\"", "\"true\"", "true"])
  func answersFromTheGatewaysCacheAreNotBilled(hit: String) {
    let log = Log(Samples.liteLLM.replacing("\"None\"", with: hit), .litellm)
    #expect(log.passedOver == [.answeredFromCache] && log.records.isEmpty)
  }

  @Test func aBatchIsRecognisedByItsCallType() {
    let log = Log(Samples.liteLLM.replacing("acompletion", with: "aretrieve_batch"), .litellm)
    #expect(log.only?.usage.serviceTier == .batch)
  }

  @Test func metadataThatIsNoJSONIsAnErrorWithItsField() {
    let log = Log(#"{"model":"m","prompt_tokens":1,"metadata":"{\"a\":"}"#, .litellm)
    #expect(log.complaints.first?.hasPrefix("1 /metadata/a\n  the file ends too early") == true)
  }

  @Test(arguments: [
    (
      #""prompt_tokens":5000,"completion"#, #""prompt_tokens":3999,"completion"#,
      "more than the 3999"
    ),
    (#""prompt_tokens":5000,"completion"#, #""prompt_tokens":-1,"completion"#, "found -1; allowed"),
    (
      #""prompt_tokens":5000,"completion"#, #""prompt_tokens":"5000","completion"#,
      "remove the quotes"
    ),
    (#"cached_tokens\":3000"#, #"cached_tokens\":-3"#, "/cached_tokens\n  found -3"),
    (
      #"ephemeral_1h_input_tokens\":600"#, #"ephemeral_1h_input_tokens\":1001"#,
      "1001 tokens are more"
    ),
    (#""status""#, #""model":"x","status""#, "1 /model\n  `model` appears twice"),
  ])
  func aBadRowSaysWhatIsWrong(old: String, new: String, message: String) {
    let text = Samples.liteLLM.replacing(old, with: new)
    #expect(text != Samples.liteLLM)
    let log = Log(text, .litellm)
    #expect(
      log.records.isEmpty && log.complaints.first?.contains(message) == true, "\(log.complaints)")
  }
}
