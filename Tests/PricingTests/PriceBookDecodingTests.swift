import Pricing
import Testing

struct PriceBookDecodingTests {
  private static let model = """
    "name": "m", "provider": "p", "rates": { "input": 2, "output": 8 }, \
    "minimumCacheTokens": 0, "cacheBlockTokens": 1, "checked": "2026-01-02", "source": "s"
    """

  private static func book(_ models: String) -> [UInt8] {
    Array(#"{ "name": "b", "released": "2026-01-03", "models": [\#(models)] }"#.utf8)
  }

  @Test func absentRatesFallBackAsBillingDoes() throws {
    let book = try PriceBook(json: Self.book("{ \(Self.model) }"))
    let price = try #require(book.price(of: "m", on: book.releaseDate))
    #expect(
      price.rates
        == TokenRates(input: 2, cacheRead: 2, cacheWrite5m: nil, cacheWrite1h: nil, output: 8))
    #expect(price.longContext == nil && price.tiers.isEmpty && price.offPeak == nil)
    #expect(price.fees == .none && price.uplifts == .none && price.counting == .none)
  }

  @Test func entriesFollowEachOtherInTime() throws {
    let old = #"{ \#(Self.model), "validUntil": "2025-12-31" }"#
    let new = #"{ \#(Self.model), "validFrom": "2026-01-01" }"#
      .replacing("\"input\": 2", with: "\"input\": 1")
    let book = try PriceBook(json: Self.book("\(old), \(new)"))
    #expect(book.modelNames == ["m"])
    func input(_ day: String) -> Double? {
      CalendarDate(day).flatMap { book.price(of: "m", on: $0)?.rates.input }
    }
    #expect(input("2020-02-29") == 2 && input("2025-12-31") == 2)
    #expect(input("2026-01-01") == 1 && input("2030-01-01") == 1)
  }

  @Test func theDigestIsThatOfTheBytes() throws {
    let bytes = Self.book("{ \(Self.model) }")
    #expect(try PriceBook(json: bytes).sha256 == SHA256.hexDigest(of: bytes))
    #expect(try PriceBook(json: bytes + [10]).sha256 != SHA256.hexDigest(of: bytes))
  }

  @Test func everyRuleIsRead() throws {
    let book = try PriceBook(json: Self.book(Self.fullModel))
    let price = try #require(book.price(of: "m", on: book.releaseDate))
    #expect(price.region == "us-east-1" && price.deployment == "data-zone")
    #expect(price.standard.longContexts.map(\.threshold) == [100, 200])
    #expect(price.standard.longContexts.map(\.inclusive) == [false, true])
    #expect(price.rates.reasoning == 9 && price.rates.audioInput == 3)
    #expect(price.rates.audioCacheRead == 1 && price.rates.imageInput == 2.5)
    #expect(price.rates.audioOutput == 20 && price.rates.imageOutput == 30)
    #expect(price.tiers[.batch]?.table == price.standard.scaled(by: 0.5))
    #expect(price.batchFactor == 0.5)
    #expect(price.tiers[.priority]?.table.longContexts.isEmpty == true)
    #expect(price.tiers[.priority]?.factor == 2)
    #expect(price.offPeak?.windows == [OffPeak.Window(start: 990, end: 30, weekdays: [6, 7])])
    #expect(price.offPeak?.weekdayOffset == 8 && price.offPeak?.rates.input == 1)
    #expect(price.uplifts == RegionalUplifts(byRegion: ["eu": 1.1], elsewhere: 1.2))
    #expect(
      price.fees
        == CallFees(
          request: 0.005,
          webSearch: SearchFee(
            price: 0.014, unit: .prompt,
            free: FreeAllowance(count: 5000, period: .month, group: "g"))))
    #expect(price.cacheStoragePerHour == 4.5)
    #expect(price.counting.toolPrompt == ToolPrompt(auto: 346, required: 313))
    #expect(
      price.counting.images == .patches(side: 28, factor: 1.2, overhead: 77, maximum: 3928))
    #expect(price.counting.audioTokensPerSecond == 32)
    #expect(price.counting.videoTokensPerSecond == 263)
    #expect(price.counting.tokenizer == Tokenizer(base: "old", ratio: 1.3))
    #expect(
      price.provisioned
        == ProvisionedUnits(
          tokensPerMinute: 3400, outputWeight: 8, minimum: 15, step: 5, pricePerUnitHour: 1))
  }

  static let fullModel = """
    { "name": "m", "provider": "p", "region": "us-east-1", "deployment": "data-zone",
      "validFrom": "2025-01-01", "validUntil": "2027-01-01",
      "rates": { "input": 2, "cacheRead": 0.2, "cacheWrite5m": 2.5, "cacheWrite1h": 4,
        "output": 8, "reasoning": 9, "audioInput": 3, "audioCacheRead": 1, "imageInput": 2.5,
        "audioOutput": 20, "imageOutput": 30 },
      "longContext": [
        { "threshold": 100, "rates": { "input": 4, "output": 12 } },
        { "threshold": 200, "inclusive": true, "rates": { "input": 8, "output": 24 } } ],
      "tiers": { "batch": { "factor": 0.5 },
        "priority": { "rates": { "input": 4, "output": 16 }, "longContext": [] } },
      "offPeak": { "factor": 0.5, "weekdaysAheadOfUTC": 8,
        "windows": [ { "from": "16:30", "until": "00:30", "weekdays": [6, 7] } ] },
      "regions": { "byRegion": { "eu": 1.1 }, "elsewhere": 1.2 },
      "fees": { "request": 0.005, "webSearch": { "price": 0.014, "per": "prompt",
        "free": { "count": 5000, "period": "month", "group": "g" } } },
      "cacheStoragePerHour": 4.5, "minimumCacheTokens": 0, "cacheBlockTokens": 1,
      "toolPrompt": { "auto": 346, "required": 313 },
      "images": { "patch": 28, "factor": 1.2, "overhead": 77, "maximum": 3928 },
      "audioTokensPerSecond": 32, "videoTokensPerSecond": 263,
      "tokenizer": { "base": "old", "ratio": 1.3 },
      "provisioned": { "tokensPerMinute": 3400, "outputWeight": 8, "minimum": 15, "step": 5,
        "pricePerUnitHour": 1 },
      "checked": "2026-01-02", "source": "s", "note": "n" }
    """

  @Test(arguments: [
    (
      #""images": { "patch": 28, "factor": 1.2, "overhead": 77, "maximum": 3928 }"#,
      #""images": { "tile": 768, "perTile": 258 }"#, ImageTokens.tiles(side: 768, perTile: 258)
    ),
    (
      #""images": { "patch": 28, "factor": 1.2, "overhead": 77, "maximum": 3928 }"#,
      #""images": { "flat": 1090 }"#, .flat(1090)
    ),
  ])
  func imagesHaveThreeRules(old: String, new: String, rule: ImageTokens) throws {
    let book = try PriceBook(json: Self.book(Self.fullModel.replacing(old, with: new)))
    #expect(book.price(of: "m", on: book.releaseDate)?.counting.images == rule)
  }

  /// What is changed in the full model, where the finding points to, and what it says.
  static let mistakes: [(old: String, new: String, pointer: String, message: String)] = [
    (#""input": 2, "#, "", "/rates", "`input` is missing from the rates; add it: plain input."),
    (#""input": 2,"#, #""input": "2","#, "/rates/input", "found the text \"2\"; allowed is a num"),
    (#""input": 2,"#, #""input": -2,"#, "/rates/input", "found -2; allowed is a number from 0"),
    (
      #""cacheRead""#, #""cachRead""#, "/rates/cachRead",
      "unknown field `cachRead` in the rates. Did you mean `cacheRead`?"
    ),
    (#""name": "m""#, #""name": """#, "/name", "allowed is a text of one line, 1 to 500"),
    (#""cacheBlockTokens": 1"#, #""cacheBlockTokens": 0"#, "/cacheBlockTokens", "from 1 to"),
    (#""cacheBlockTokens": 1"#, #""cacheBlockTokens": 1.5"#, "/cacheBlockTokens", "found 1.5"),
    ("2026-01-02", "2026-02-30", "/checked", "allowed is a day that exists"),
    (#""factor": 0.5 }"#, #""factor": 0 }"#, "/tiers/batch/factor", "above 0, at most 100"),
    (#"{ "factor": 0.5 }"#, "{}", "/tiers/batch", "found none where exactly one of `factor`"),
    (
      #"{ "factor": 0.5 }"#, #"{ "factor": 1, "rates": { "input": 1, "output": 1 } }"#,
      "/tiers/batch", "found `factor` and `rates` where exactly one"
    ),
    (
      #"{ "factor": 0.5 }"#, #"{ "factor": 1, "longContext": [] }"#, "/tiers/batch/longContext",
      "a tier by `factor` has the standard thresholds; remove this"
    ),
    (
      #"{ "factor": 0.5 }"#, #"{ "rates": { "input": 1, "output": 1 } }"#, "/tiers/batch/rates",
      "add `longContext` to the tier, or []"
    ),
    (#""batch""#, #""bach""#, "/tiers/bach", "Did you mean `batch`?"),
    ("2027-01-01", "2024-12-31", "/validUntil", "2024-12-31 is before `validFrom` (2025-01-01)."),
    (#""threshold": 100"#, #""threshold": 0"#, "/longContext/0/threshold", "from 1 to"),
    (
      #""threshold": 100"#, #""threshold": 200"#, "/longContext",
      "200 follows 200; thresholds must rise."
    ),
    ("\"16:30\"", "\"24:00\"", "/offPeak/windows/0/from", "allowed is a time as \"hh:mm\""),
    ("[6, 7]", "[6, 8]", "/offPeak/windows/0/weekdays/1", "a whole number from 1 to 7"),
    ("[6, 7]", "[]", "/offPeak/windows/0/weekdays", "this list has 0 entries; allowed are 1 to 7"),
    (#""eu": 1.1"#, #""eu": "x""#, "/regions/byRegion/eu", "found the text \"x\""),
    (#""per": "prompt""#, #""per": "call""#, "/fees/webSearch/per", "\"query\" or \"prompt\""),
    (#""patch": 28, "#, "", "/images", "exactly one of `patch`, `tile` and `flat`"),
    (#""patch": 28"#, #""flat": 28"#, "/images/factor", "this rule has no `factor`; remove it."),
    (
      #""patch": 28, "factor": 1.2, "overhead": 77, "maximum": 3928"#, #""tile": 28"#,
      "/images/tile", "`tile` needs `perTile`"
    ),
    (#""source": "s","#, "", "", "`source` is missing from a model"),
    (#""minimum": 15"#, #""minimum": 15.5"#, "/provisioned/minimum", "a whole number"),
  ]

  @Test(arguments: mistakes.indices)
  func mistakesAreNamedWithTheirPlace(index: Int) throws {
    let mistake = Self.mistakes[index]
    let text = Self.fullModel.replacing(mistake.old, with: mistake.new, maxReplacements: 1)
    #expect(text != Self.fullModel)
    let error = #expect(throws: PriceBookError.self) { try PriceBook(json: Self.book(text)) }
    let finding = try #require(error?.findings.first)
    #expect(finding.location.pointer == "/models/0" + mistake.pointer)
    #expect(finding.message.contains(mistake.message), "\(finding.message)")
    #expect(finding.location.line >= 1 && finding.location.column > 1)
  }

  @Test func everyMistakeIsFoundAtOnceWithItsLine() {
    let text = """
      { "name": "b", "released": "soon",
        "models": [ { "name": "m", "provder": "p" } ] }
      """
    let error = #expect(throws: PriceBookError.self) { try PriceBook(json: Array(text.utf8)) }
    let lines = "\(error.map(\.description) ?? "")".split(separator: "\n")
    #expect(lines.first == "1:28 /released")
    #expect(lines.contains("2:30 /models/0/provder"))
    #expect(error?.findings.count == 8)
  }

  @Test func twoPricesOnOneDayAreRefused() throws {
    let old = #"{ \#(Self.model), "validUntil": "2026-01-01" }"#
    let new = #"{ \#(Self.model), "validFrom": "2026-01-01" }"#
    let error = #expect(throws: PriceBookError.self) {
      try PriceBook(json: Self.book("\(old), \(new)"))
    }
    #expect(error?.findings.map(\.location.pointer) == ["/models/1"])
    #expect(error?.findings[0].message.contains("holds on the same days") == true)
  }

  @Test func textThatIsNoBookIsRefused() {
    for text in ["", "{", "[]", #"{ "name": "b", "released": "2026-01-03" }"#, "{} {}"] {
      #expect(throws: PriceBookError.self) { try PriceBook(json: Array(text.utf8)) }
    }
  }
}
