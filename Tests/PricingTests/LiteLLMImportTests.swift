import Foundation
import Pricing
import Testing

struct LiteLLMImportTests {
  private static let day = SmallPrice.day

  private static func read(_ map: String) throws -> PriceImport {
    try PriceImport(Array(map.utf8), format: .litellm, checked: day)
  }

  private static func price(_ fields: String) throws -> ModelPrice {
    let map = #"{ "m": { "litellm_provider": "p", "mode": "chat", \#(fields) } }"#
    return try #require(try read(map).entries.first).price
  }

  private static let flat = #""input_cost_per_token": 1e-06, "output_cost_per_token": 4e-06"#

  @Test func ratesPerTokenBecomeRatesPerMillion() throws {
    let price = try Self.price(
      #"""
      "input_cost_per_token": 1e-07, "output_cost_per_token": "3e-7",
      "cache_read_input_token_cost": 0.0000000123, "cache_creation_input_token_cost": 1.25e-07
      """#)
    #expect(
      price.rates
        == TokenRates(
          input: 0.1, cacheRead: 0.0123, cacheWrite5m: 0.125, cacheWrite1h: 0.125, output: 0.3))
    #expect(price.checked == Self.day && price.provider == "p")
  }

  @Test func missingRatesFallBackAndFreeWritesStayFree() throws {
    let price = try Self.price(Self.flat)
    #expect(price.rates.cacheRead == 1 && price.rates.cacheWrite5m == nil)
    let free = try Self.price(Self.flat + #", "cache_creation_input_token_cost": 0.0"#)
    #expect(free.rates.cacheWrite5m == 0)
    let fireworks = try #require(
      try Self.read(#"{ "m": { "litellm_provider": "fireworks_ai", \#(Self.flat) } }"#).entries
        .first)
    #expect(fireworks.price.rates.cacheRead == 0.5)
  }

  @Test func thresholdsAreStepsAndAGapIsTheStepBelow() throws {
    let price = try Self.price(
      Self.flat
        + #"""
        , "input_cost_per_token_above_128k_tokens": 2e-06,
        "input_cost_per_token_above_256k_tokens": 3e-06,
        "output_cost_per_token_above_128k_tokens": 8e-06
        """#)
    #expect(price.standard.longContexts.map(\.threshold) == [128_000, 256_000])
    #expect(price.standard.longContexts.map(\.rates.input) == [2, 3])
    #expect(price.standard.longContexts.map(\.rates.output) == [8, 8])
    #expect(price.standard.longContexts.allSatisfy { !$0.inclusive })
  }

  @Test func onlyXAIIsInclusive() throws {
    let map = """
      { "m": { "litellm_provider": "xai", \(Self.flat),
        "input_cost_per_token_above_200k_tokens": 2e-06 } }
      """
    let price = try #require(try Self.read(map).entries.first).price
    #expect(price.longContext?.inclusive == true)
  }

  @Test func anHoursWriteHasItsOwnLongRate() throws {
    let fields =
      Self.flat
        + #"""
        , "cache_creation_input_token_cost": 1.25e-06,
        "cache_creation_input_token_cost_above_1hr": 2e-06,
        "input_cost_per_token_above_100k_tokens": 5e-06
        """#
    #expect(try Self.price(fields).longContext?.rates.cacheWrite1h == 2)
    let own = fields + #", "cache_creation_input_token_cost_above_1hr_above_100k_tokens": 1e-05"#
    #expect(try Self.price(own).longContext?.rates.cacheWrite1h == 10)
  }

  /// gpt-5.4: priority has no long rates and falls back to the standard long ones.
  @Test func aTierWithoutALongRateHasTheStandardOne() throws {
    let price = try Self.price(
      Self.flat
        + #"""
        , "input_cost_per_token_above_272k_tokens": 2e-06,
        "input_cost_per_token_priority": 2e-06, "output_cost_per_token_priority": 8e-06
        """#)
    let priority = try #require(price.tiers[.priority]).table
    #expect(priority.rates.input == 2 && priority.longContexts.map(\.rates.input) == [2])
    #expect(priority.longContexts.map(\.rates.output) == [8], "no long output at all: the tier's")
  }

  /// Batch has thresholds of its own: without any, long requests bill the short batch rate.
  @Test func batchIgnoresStandardThresholds() throws {
    let batch = #", "input_cost_per_token_batches": 5e-07, "output_cost_per_token_batches": 2e-06"#
    let long = #", "input_cost_per_token_above_200k_tokens": 2e-06"#
    let plain = try Self.price(Self.flat + long + batch)
    #expect(plain.tiers[.batch]?.table.longContexts.isEmpty == true)
    let own = #", "input_cost_per_token_above_200k_tokens_batches": 1e-06"#
    let table = try #require(try Self.price(Self.flat + long + batch + own).tiers[.batch]).table
    #expect(table.longContexts.map(\.rates.input) == [1])
    #expect(table.longContexts.map(\.rates.output) == [2])
    #expect(table.rates.cacheRead == 0.5, "reads without a batch rate are batch input")
  }

  @Test func halfABatchTierIsNone() throws {
    let map = #"{ "m": { \#(Self.flat), "input_cost_per_token_batches": 5e-07 } }"#
    let read = try Self.read(map)
    #expect(read.entries[0].price.tiers.isEmpty)
    #expect(read.entries[0].price.provider == "unknown")
  }

  @Test func reasoningHasARateOnlyWhereItDiffers() throws {
    let key = #", "output_cost_per_reasoning_token": "#
    #expect(try Self.price(Self.flat + key + "4e-06").rates.reasoning == nil)
    #expect(try Self.price(Self.flat + key + "9e-06").rates.reasoning == 9)
  }

  @Test func rangesBecomeSteps() throws {
    let price = try Self.price(
      #"""
      "tiered_pricing": [
        { "range": [32000.0, 128000.0], "input_cost_per_token": 2e-06,
          "output_cost_per_token": 8e-06, "cache_read_input_token_cost": 1e-06 },
        { "range": [0, 32000.0], "input_cost_per_token": 1e-06, "output_cost_per_token": 4e-06 } ]
      """#)
    #expect(price.rates.input == 1 && price.rates.cacheRead == 1)
    #expect(price.standard.longContexts.map(\.threshold) == [32_000])
    #expect(price.longContext?.rates.cacheRead == 1 && price.longContext?.rates.output == 8)
  }

  @Test func offPeakHoursAreRead() throws {
    let price = try Self.price(
      Self.flat
        + #"""
        , "off_peak_pricing": { "input_cost_per_token": 5e-07, "weekday_timezone": "Asia/Shanghai",
          "windows": [ { "hours_utc": ["00:00-01:00", "10:00-00:00"], "weekdays": [1, 5] },
            { "hours_utc": "00:00-00:00", "weekdays": [6, 7] } ] }
        """#)
    let offPeak = try #require(price.offPeak)
    #expect(
      offPeak.windows.map(\.start) == [0, 600, 0] && offPeak.windows.map(\.end) == [60, 0, 0])
    #expect(offPeak.weekdayOffset == 8)
    #expect(offPeak.rates.input == 0.5 && offPeak.rates.output == 4)
    #expect(offPeak.rates.cacheRead == 0.5, "a read without a rate follows the input")
  }

  @Test func factorsAndFeesAreRead() throws {
    let price = try Self.price(
      Self.flat
        + #"""
        , "regional_processing_uplift_multiplier_eu": 1.1, "regional_endpoint_uplift_multiplier": 1.2,
        "provider_specific_entry": { "us": 1.1, "fast": 2.0, "other": "x" },
        "search_context_cost_per_query": { "search_context_size_low": 0.01,
          "search_context_size_medium": 0.02 },
        "search_free_requests": { "count": 5000, "period": "month", "shared_group": "g" },
        "input_cost_per_request": 0.005
        """#)
    #expect(price.uplifts == RegionalUplifts(byRegion: ["eu": 1.1, "us": 1.1], elsewhere: 1.2))
    #expect(price.tiers[.fast]?.table.rates.input == 2 && price.tiers[.fast]?.factor == 2)
    #expect(
      price.fees
        == CallFees(
          request: 0.005,
          webSearch: SearchFee(
            price: 0.02, unit: .query,
            free: FreeAllowance(count: 5000, period: .month, group: "g"))))
  }

  @Test(arguments: [
    ("gemini", "", SearchFee.Unit.prompt),
    ("gemini", #", "web_search_billing_unit": "per_query""#, .query),
    ("vertex_ai-language-models", "", .prompt), ("openai", "", .query),
  ])
  func googleBillsPromptsUnlessTheMapSaysQueries(
    provider: String, unit: String, expected: SearchFee.Unit
  ) throws {
    let map = """
      { "m": { "litellm_provider": "\(provider)", \(Self.flat)\(unit),
        "search_context_cost_per_query": { "search_context_size_medium": 0.02 } } }
      """
    let price = try #require(try Self.read(map).entries.first).price
    #expect(price.fees.webSearch?.unit == expected)
  }

  @Test func modelsLeaveOnTheDayBeforeTheirDeprecation() throws {
    let map = #"{ "m": { \#(Self.flat), "deprecation_date": "2026-03-01" } }"#
    #expect(try Self.read(map).entries[0].validUntil == CalendarDate("2026-02-28"))
  }

  @Test func whatIsLeftOutIsReported() throws {
    let read = try Self.read(
      """
      { "sample_spec": { \(Self.flat) },
        "image": { "mode": "image_generation", "output_cost_per_image": 0.04 },
        "odd": { "input_cost_per_token": 5, "output_cost_per_token": 1 },
        "list": [],
        "gaps": { "tiered_pricing": [ { "range": [0, 9], "input_cost_per_token": 1e-06 },
          { "range": [10, 20], "input_cost_per_token": 2e-06 } ] },
        "m": { \(Self.flat), "input_cost_per_video_token": 1e-06, "deprecation_date": "soon" } }
      """)
    #expect(read.entries.map(\.price.name) == ["m"])
    #expect(
      read.skipped.map { "\($0.model): \($0.reason)" } == [
        "sample_spec: explains the format",
        "image: no price per token (mode image_generation)",
        "odd: no valid price: /models/0/rates/input found 5000000; allowed is a number from 0 to"
          + " 1000000.", "list: is no object",
        "gaps: tiered_pricing whose ranges are not of tokens, or leave gaps",
      ])
    #expect(
      read.incomplete.map(\.reason) == [
        "no meter for input_cost_per_video_token", "a deprecation date that is no day (soon)",
      ])
  }

  @Test(arguments: [
    ("[]", "LiteLLM's map is an object"), ("{}", "none of its entries"), ("{", "ends too early"),
    ("", "the file is empty; a price map is a JSON document."),
  ])
  func textThatIsNoMapIsRefused(text: String, message: String) {
    let error = #expect(throws: PriceBookError.self) { try Self.read(text) }
    #expect(error?.findings.first?.message.contains(message) == true)
  }

  @Test(.enabled(if: SharedData.priceMap != nil, "no copy of the public price map at hand"))
  func thePublicMapIsReadWhereItHasTokenPrices() throws {
    let map = try SharedData.unpacked(#require(SharedData.priceMap))
    let read = try PriceImport(Array(map), format: .litellm, checked: Self.day)
    #expect(read.entries.count + read.skipped.count == 4553)
    let reasons = Set(read.skipped.map { String($0.reason.prefix(19)) })
    #expect(reasons == ["explains the format", "no price per token ", "tiered_pricing whos"])
  }
}
