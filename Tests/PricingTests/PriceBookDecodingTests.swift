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
    #expect(price.longContext == nil && price.batchFactor == nil)
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

  @Test(arguments: [
    (#""input": 2, "#, "", "models.0.rates.input", "missing"),
    (#""input": 2"#, #""input": "2""#, "models.0.rates.input", ""),
    (#""input": 2"#, #""input": -2"#, "models.0.rates.input", "-2.0 is no price"),
    (#""input": 2"#, #""input": 2, "cachRead": 1"#, "models.0.rates.cachRead", "unknown"),
    (#""name": "m""#, #""name": """#, "models.0.name", "needs a name"),
    (#""cacheBlockTokens": 1"#, #""cacheBlockTokens": 0"#, "models.0.cacheBlockTokens", "below 1"),
    (
      #""minimumCacheTokens": 0"#, #""minimumCacheTokens": -1"#, "models.0.minimumCacheTokens",
      "below"
    ),
    ("2026-01-02", "2026-02-30", "models.0.checked", "no date"),
    (#""source": "s""#, #""source": "s", "batchFactor": 2"#, "models.0.batchFactor", "(0, 1]"),
    (
      #""source": "s""#,
      #""source": "s", "validFrom": "2026-01-02", "validUntil": "2026-01-01""#,
      "models.0.validUntil", "before"
    ),
    (
      #""source": "s""#,
      #""source": "s", "longContext": { "threshold": 0, "rates": { "input": 1, "output": 1 } }"#,
      "models.0.longContext.threshold", "not above 0"
    ),
    (
      #""source": "s""#,
      #""source": "s", "longContext": { "threshold": 9, "rates": { "input": 1, "output": -1 } }"#,
      "models.0.longContext.rates.output", "no price"
    ),
    ("2026-01-03", "soon", "released", "no date"),
    (#""models""#, #""model""#, "model", "unknown"),
  ])
  func mistakesAreNamedWithTheirPlace(
    old: String, new: String, path: String, message: String
  ) {
    let text = String(decoding: Self.book("{ \(Self.model) }"), as: UTF8.self)
      .replacing(old, with: new)
    #expect {
      try PriceBook(json: Array(text.utf8))
    } throws: { error in
      let error = error as? PriceBookError
      return error?.path == path && (message.isEmpty || error?.message.contains(message) == true)
    }
  }

  @Test func twoPricesOnOneDayAreRefused() {
    let old = #"{ \#(Self.model), "validUntil": "2026-01-01" }"#
    let new = #"{ \#(Self.model), "validFrom": "2026-01-01" }"#
    #expect(
      throws: PriceBookError(
        path: "models.1", message: "another price of m holds on the same days")
    ) {
      try PriceBook(json: Self.book("\(old), \(new)"))
    }
  }

  @Test func textThatIsNoBookIsRefused() {
    for text in ["", "{", "[]", #"{ "name": "b", "released": "2026-01-03" }"#] {
      #expect(throws: PriceBookError.self) { try PriceBook(json: Array(text.utf8)) }
    }
  }
}
