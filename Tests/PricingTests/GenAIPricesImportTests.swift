import Pricing
import Testing

struct GenAIPricesImportTests {
  private static func read(_ models: String) throws -> PriceImport {
    let text = """
      [ { "id": "p", "name": "P", "api_pattern": "x", "pricing_urls": ["https://p.example/prices"],
          "models": [ \(models) ] } ]
      """
    return try PriceImport(Array(text.utf8), format: .genaiPrices, checked: SmallPrice.day)
  }

  private static func model(_ prices: String, _ rest: String = "") -> String {
    #"{ "id": "m", "match": { "equals": "m" }, "prices": \#(prices)\#(rest) }"#
  }

  @Test func pricesPerMillionAreRates() throws {
    let entry = try #require(
      try Self.read(
        Self.model(
          """
          { "input_mtok": 3, "cache_read_mtok": 0.3, "cache_write_mtok": 3.75,
            "cache_write_1h_mtok": 6, "output_mtok": 15, "input_audio_mtok": 9,
            "web_searches_kcount": 10, "requests_kcount": 5 }
          """)
      ).entries.first)
    let price = entry.price
    #expect(price.name == "p/m" && price.provider == "p")
    #expect(price.source == "https://p.example/prices, as listed by genai-prices")
    #expect(
      price.rates
        == TokenRates(
          input: 3, cacheRead: 0.3, cacheWrite5m: 3.75, cacheWrite1h: 6, output: 15, audioInput: 9))
    #expect(price.fees.request == 0.005 && price.fees.webSearch?.price == 0.01)
    #expect(entry.validFrom == nil && entry.validUntil == nil)
  }

  @Test func tiersAreWholeRequestSteps() throws {
    let price = try #require(
      try Self.read(
        Self.model(
          """
          { "input_mtok": { "base": 1, "tiers": [ { "start": 200000, "price": 2 } ] },
            "output_mtok": { "base": 4, "tiers": [ { "start": 100000, "price": 5 },
              { "start": 200000, "price": 6 } ] } }
          """)
      ).entries.first
    ).price
    #expect(price.standard.longContexts.map(\.threshold) == [100_000, 200_000])
    #expect(price.standard.longContexts.map(\.rates.input) == [1, 2])
    #expect(price.standard.longContexts.map(\.rates.output) == [5, 6])
  }

  @Test func pricesThatBeginOnADayFollowEachOther() throws {
    let entries = try Self.read(
      Self.model(
        """
        [ { "prices": { "input_mtok": 3, "output_mtok": 9 } },
          { "constraint": { "start_date": "2026-03-13" },
            "prices": { "input_mtok": 1, "output_mtok": 3 } },
          { "constraint": { "start_date": "2026-01-01" },
            "prices": { "input_mtok": 2, "output_mtok": 6 } } ]
        """)
    ).entries
    #expect(entries.map(\.price.rates.input) == [3, 2, 1])
    #expect(entries.map { $0.validFrom?.description } == [nil, "2026-01-01", "2026-03-13"])
    #expect(entries.map { $0.validUntil?.description } == ["2025-12-31", "2026-03-12", nil])
  }

  @Test func pricesOfSomeHoursAreWindows() throws {
    let entries = try Self.read(
      Self.model(
        """
        [ { "prices": { "input_mtok": 0.55, "output_mtok": 2.19 } },
          { "constraint": { "start_time": "16:30:00Z", "end_time": "00:30:00Z" },
            "prices": { "input_mtok": 0.135, "output_mtok": 0.55 } },
          { "constraint": { "start_date": "2025-09-05" },
            "prices": { "input_mtok": 0.28, "output_mtok": 0.42 } } ]
        """)
    ).entries
    #expect(entries.count == 2)
    #expect(
      entries[0].price.offPeak?.windows
        == [OffPeak.Window(start: 990, end: 30, weekdays: Set(1...7))])
    #expect(entries[0].price.offPeak?.rates.input == 0.135)
    #expect(entries[1].price.offPeak == nil, "the later price is tried first, at any hour")
  }

  @Test func variantsOfServiceAreTiers() throws {
    let read = try Self.read(
      Self.model(
        #"{ "input_mtok": 3, "cache_read_mtok": 0.3, "output_mtok": 15 }"#,
        """
        , "price_variants": [
          { "when": { "processing": "batch" }, "prices": { "input_mtok": 1.5, "output_mtok": 7.5 } },
          { "when": { "service_tier": "priority" }, "prices": { "input_mtok": 6 } },
          { "when": { "route": "mistral/eu" }, "prices": { "input_mtok": 4 } } ]
        """))
    let price = try #require(read.entries.first).price
    #expect(price.tiers[.batch]?.table.rates.input == 1.5 && price.batchFactor == 0.5)
    #expect(price.tiers[.batch]?.table.rates.cacheRead == 0.3, "what a variant leaves out stays")
    #expect(price.tiers[.priority]?.table.rates.output == 15)
    #expect(read.incomplete.map(\.reason) == ["the variant route = mistral/eu"])
  }

  @Test func aModelThatAppearsTwiceIsReadOnce() throws {
    let prices = #"{ "input_mtok": 1, "output_mtok": 2 }"#
    let read = try Self.read(Self.model(prices) + ", " + Self.model(prices))
    #expect(read.entries.count == 1 && read.skipped.map(\.reason) == ["appears twice"])
  }

  @Test func whatIsLeftOutIsReported() throws {
    let read = try Self.read(
      [
        Self.model(#"{ "input_mtok": 1, "output_mtok": 2, "output_video_mtok": 3 }"#),
        #"{ "id": "images", "prices": { "output_image_mtok": 40 } }"#, #"{ "id": "none" }"#,
        #"{ "id": "odd", "prices": [ { "constraint": { "moon": 1 }, "prices": {} } ] }"#,
      ].joined(separator: ", "))
    #expect(read.entries.map(\.price.name) == ["p/m"])
    #expect(read.skipped.map(\.model) == ["p/images", "p/none", "p/odd"])
    #expect(
      read.incomplete.map(\.reason) == [
        "no meter for output_video_mtok", "a condition that cannot be read",
      ])
  }

  @Test(arguments: [
    ("{}", "list of providers"), ("[{}]", "a provider has an `id` and `models`"),
    (#"[{ "id": "p", "models": [{}] }]"#, "a model has an `id`"), ("[]", "none of its models"),
  ])
  func textThatIsNoMapIsRefused(text: String, message: String) {
    let error = #expect(throws: PriceBookError.self) {
      try PriceImport(Array(text.utf8), format: .genaiPrices, checked: SmallPrice.day)
    }
    #expect(error?.findings.first?.message.contains(message) == true)
  }
}
