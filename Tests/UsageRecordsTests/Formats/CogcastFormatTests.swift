import Pricing
import Testing
import UsageRecords

struct CogcastFormatTests {
  @Test func everyFieldIsRead() throws {
    let record = try #require(Log(Samples.text(.cogcast)).only)
    #expect(record.model == "claude-sonnet-5-5" && record.provider == "anthropic")
    let usage = try Usage(
      input: .exclusive(1000), cacheReadTokens: 2000, cacheWrite5mTokens: 300,
      cacheWrite1hTokens: 40, outputTokens: 500,
      parts: TokenParts(
        reasoning: 120, audioInput: 11, imageInput: 12, audioCacheRead: 13, audioOutput: 14,
        imageOutput: 15),
      requests: 2, webSearches: 3, cacheStorageTokenHours: 1.5, serviceTier: .priority,
      region: "us", at: Moment("2026-10-31T23:59:58Z"))
    #expect(record.usage == usage)
    for field in Attribution.Field.allCases {
      #expect(record.attribution[field] == "the " + field.rawValue)
    }
    #expect(!record.countsCachedInput)
  }

  @Test func inputTokensIncludeCachedOnes() throws {
    let record = try #require(
      Log(
        #"{"model":"m","inputTokens":100,"cacheReadTokens":60,"cacheWrite5mTokens":10,"cacheWrite1hTokens":5}"#
      ).only)
    #expect(record.usage.uncachedInputTokens == 25 && record.usage.promptTokens == 100)
    #expect(record.countsCachedInput)
  }

  @Test(arguments: ["12", "12.0", "1.2e1", "120e-1", "1.2E+1"])
  func wholeNumbersMayBeWrittenWithAPoint(number: String) {
    #expect(Log(#"{"model":"m","inputTokens":\#(number)}"#).only?.usage.promptTokens == 12)
  }

  @Test(arguments: [
    ("-1", "-1"), ("1.5", "1.5"), ("\"12\"", "the text \"12\""), ("true", "true"), ("[]", "a list"),
    ("{}", "an object"), ("1e300", "1e+300"), ("1000000000000001", "1000000000000001"),
    ("18446744073709551615", "18446744073709551615"),
  ])
  func whatIsNoCountIsAnErrorThatSaysWhatIsAllowed(value: String, found: String) {
    for key in ["inputTokens", "outputTokens", "cacheWrite1hTokens", "requests", "webSearches"] {
      let log = Log(#"{"model":"m","\#(key)":\#(value)}"#)
      let complaint = log.complaints.first ?? ""
      #expect(
        complaint.hasPrefix(
          "1 /\(key)\n  found \(found); allowed is a whole number from 0 to 10^15"), "\(complaint)")
    }
  }

  @Test(arguments: ["1e999", "-1e999", "99999999999999999999999999"])
  func aNumberBeyondAllNumbersIsAnError(number: String) {
    let log = Log(#"{"model":"m","inputTokens":\#(number)}"#)
    #expect(log.records.isEmpty && log.errors.count == 1)
  }

  @Test func aNumberInQuotesSaysWhatToDo() {
    let log = Log(#"{"model":"m","inputTokens":"12"}"#)
    #expect(log.complaints.first?.hasSuffix("; remove the quotes.") == true)
  }

  @Test(arguments: [
    (
      #"{"model":"m","inputTokens":1,"inputTokens":2}"#,
      "1 /inputTokens\n  `inputTokens` appears twice"
    ),
    (#"{"model":"m","inputTokens":1,"model":"m"}"#, "1 /model\n  `model` appears twice"),
    (
      #"{"model":"m","inputTokens":null,"inputTokens":2}"#,
      "1 /inputTokens\n  `inputTokens` appears"
    ),
    (#"{"model":"m","inputTokens":1,"at":null,"at":null}"#, "1 /at\n  `at` appears twice"),
  ])
  func aKeyThatStandsTwiceIsAnError(text: String, complaint: String) {
    #expect(Log(text).complaints.first?.hasPrefix(complaint) == true)
  }

  @Test func anUnknownKeyIsAnErrorWithASuggestion() {
    let log = Log(#"{"model":"m","inputToken":1}"#)
    #expect(
      log.complaints == [
        "1 /inputToken\n  a record has no field `inputToken`. Did you mean `inputTokens`? The logs of"
          + " other systems are read with --from."
      ])
  }

  @Test func nullIsAsGoodAsMissing() {
    let log = Log(
      #"{"model":"m","inputTokens":1,"uncachedInputTokens":null,"user":null,"at":null,"batch":null}"#
    )
    #expect(log.only?.usage.promptTokens == 1)
  }

  @Test(arguments: [
    (#"{"model":"m"}"#, "there is no token count"),
    (#"{"model":"m","outputTokens":1}"#, "there is a count of output and none of input"),
    (#"{"inputTokens":1}"#, "no model is named"),
    (#"{"model":"","inputTokens":1}"#, "no model is named"),
    (#"{"model":"m","inputTokens":1,"reasoningTokens":1}"#, "`reasoningTokens` are 1 tokens"),
    (#"{"model":"m","inputTokens":9,"cacheReadTokens":10}"#, "are 10 tokens, more than the 9"),
    (
      #"{"model":"m","inputTokens":9,"uncachedInputTokens":4,"cacheReadTokens":4}"#,
      "`inputTokens` is 9, but uncached, read and written tokens are 8"
    ),
    (#"{"model":"m","inputTokens":1,"batch":true,"serviceTier":"flex"}"#, "leave one out"),
    (#"{"model":"m","inputTokens":1,"batch":false,"serviceTier":"batch"}"#, "leave one out"),
  ])
  func whatDoesNotFitTogetherIsAnError(text: String, message: String) {
    let log = Log(text)
    #expect(log.records.isEmpty)
    #expect(log.complaints.first?.contains(message) == true, "\(log.complaints)")
  }

  @Test(arguments: [
    ("model", "1"), ("at", "\"yesterday\""), ("at", "\"2026-02-30T00:00:00Z\""), ("at", "-1"),
    ("serviceTier", "\"turbo\""), ("batch", "1"), ("user", "7"), ("region", "[]"),
    ("cacheStorageTokenHours", "-1"),
  ])
  func aWrongTypeIsAnErrorThatNamesTheField(key: String, value: String) {
    let other = key == "model" ? "" : #""model":"m","#
    let log = Log(#"{\#(other)"inputTokens":1,"\#(key)":\#(value)}"#)
    #expect(log.complaints.first?.hasPrefix("1 /\(key)\n  found ") == true, "\(log.complaints)")
  }

  /// Python: `datetime.fromisoformat(text).timestamp()`.
  @Test(arguments: [
    ("\"2026-11-01T09:30:00Z\"", 1_793_525_400), ("\"2026-11-01T09:30:00\"", 1_793_525_400),
    ("\"2026-11-01 09:30:00.123456\"", 1_793_525_400), ("1793525400", 1_793_525_400),
    ("\"2026-11-01T09:30:00.5+02:00\"", 1_793_518_200), ("1793525400.9", 1_793_525_400),
    ("\"2024-02-29T23:59:59Z\"", 1_709_251_199), ("0", 0),
  ])
  func timesAreReadInTheFormsOfRFC3339AndAsSeconds(text: String, seconds: Int) {
    for _ in 0..<2 {
      let log = Log(#"{"model":"m","inputTokens":1,"at":\#(text)}"#)
      #expect(log.only?.usage.at?.secondsSinceEpoch == seconds)
    }
  }

  @Test func batchIsATier() {
    #expect(Log(#"{"model":"m","inputTokens":1,"batch":true}"#).only?.usage.serviceTier == .batch)
    #expect(
      Log(#"{"model":"m","inputTokens":1,"batch":false}"#).only?.usage.serviceTier == .standard)
  }
}
