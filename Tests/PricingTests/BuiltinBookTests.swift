import Pricing
import Testing

struct BuiltinBookTests {
  private let book = PriceBook.builtin

  /// Dollars per million tokens as collected on 2026-10-21, typed by hand: input, read, write for 5
  /// minutes and 1 hour, output.
  @Test(
    arguments: [
      ("claude-haiku-5-5", 0.10, 0.01, 0.125, 0.20, 0.50),
      ("claude-haiku-4-5", 1, 0.10, 1.25, 2, 5),
      ("claude-sonnet-5-5", 2, 0.10, 2.5, 4, 10),
      ("claude-sonnet-4-6", 3, 0.30, 3.75, 6, 15),
      ("claude-opus-5-5", 4, 0.20, 5, 8, 20),
      ("claude-fable-5-1", 10, 0.25, 12.5, 20, 50),
      ("gpt-4o-mini", 0.15, 0.075, nil, nil, 0.60),
      ("gpt-4o", 2.5, 1.25, nil, nil, 10),
      ("gpt-5-mini", 0.25, 0.025, nil, nil, 2),
      ("gpt-5", 1.25, 0.125, nil, nil, 10),
      ("gpt-5.4", 2.5, 0.25, nil, nil, 15),
      ("gpt-5.5", 5, 0.5, nil, nil, 30),
      ("gpt-6-luna", 0.10, 0.01, 0.125, 0.125, 0.50),
      ("gpt-6-sol", 2, 0.2, 2.5, 2.5, 10),
      ("gemini-2.5-pro", 1.25, 0.125, nil, nil, 10),
      ("gemini-3.8-flash", 0.75, 0.075, nil, nil, 3.75),
      ("nova-micro", 0.035, 0.00875, nil, nil, 0.14),
      ("nova-pro", 0.8, 0.2, nil, nil, 3.2),
      ("azure/gpt-5", 1.25, 0.125, nil, nil, 10),
      ("azure/eu/gpt-5.1", 1.375, 0.1375, nil, nil, 11),
      ("mistral-large-latest", 0.5, 0.05, nil, nil, 1.5),
      ("deepseek-v4-flash", 0.3, 0.006, nil, nil, 1.2),
      ("grok-4.7", 2, 0.5, nil, nil, 6),
    ] as [(String, Double, Double, Double?, Double?, Double)])
  func currentModelsHaveTheirPrice(
    name: String, input: Double, read: Double, write5m: Double?, write1h: Double?, output: Double
  ) throws {
    let price = try #require(book.price(of: name, on: book.releaseDate))
    #expect(
      price.rates
        == TokenRates(
          input: input, cacheRead: read, cacheWrite5m: write5m, cacheWrite1h: write1h,
          output: output))
  }

  @Test(arguments: [
    ("claude-3-haiku", "2026-04-19", 0.25, 1.25), ("claude-3-sonnet", "2025-07-20", 3, 15),
    ("claude-3-opus", "2026-01-04", 15, 75), ("gpt-4", "2026-10-22", 30, 60),
  ])
  func retiredModelsHaveAPriceUpToTheirLastDay(
    name: String, lastDay: String, input: Double, output: Double
  ) throws {
    let day = try #require(CalendarDate(lastDay))
    let price = try #require(book.price(of: name, on: day))
    #expect(price.rates.input == input && price.rates.output == output)
    #expect(book.price(of: name, on: day.adding(days: 1)) == nil)
    #expect(book.modelNames.contains(name))
  }

  /// Factors of the long rates over the short ones, on input and cache and on output.
  @Test(arguments: [
    ("claude-haiku-5-5", 100_000, false, 5.0, 5.0), ("gpt-5.4", 272_000, false, 2, 1.5),
    ("gpt-5.5", 272_000, false, 2, 1.5), ("gpt-6-luna", 272_000, false, 2, 1.5),
    ("gpt-6-sol", 272_000, false, 2, 1.5), ("gemini-2.5-pro", 200_000, false, 2, 1.5),
    ("grok-4.7", 200_000, true, 2, 2),
  ])
  func aPromptBeyondTheThresholdRepricesTheWholeRequest(
    name: String, threshold: Int, inclusive: Bool, inputFactor: Double, outputFactor: Double
  ) throws {
    let price = try #require(book.price(of: name, on: book.releaseDate))
    let long = try #require(price.longContext)
    let short = price.rates
    #expect(long.threshold == threshold && long.inclusive == inclusive)
    #expect(long.rates.input == inputFactor * short.input)
    #expect(long.rates.cacheRead == inputFactor * short.cacheRead)
    #expect(long.rates.cacheWrite5m == short.cacheWrite5m.map { inputFactor * $0 })
    #expect(long.rates.cacheWrite1h == short.cacheWrite1h.map { inputFactor * $0 })
    #expect(long.rates.output == outputFactor * short.output)
    let edge = Double(threshold)
    #expect(price.rates(promptTokens: edge.nextDown) == short)
    #expect(price.rates(promptTokens: edge) == (inclusive ? long.rates : short))
    #expect(price.rates(promptTokens: edge.nextUp) == long.rates)
  }

  @Test func modelsWithoutACliffCostTheSameAtAnyLength() throws {
    let price = try #require(book.price(of: "gpt-5", on: book.releaseDate))
    #expect(price.rates(promptTokens: 1e9) == price.rates)
  }

  @Test(
    arguments: [
      ("claude-haiku-5-5", 0.5, 512, 1), ("claude-haiku-4-5", 0.5, 4096, 1),
      ("claude-sonnet-4-6", 0.5, 1024, 1), ("gpt-5", 0.5, 1024, 128), ("gpt-6-sol", 0.5, 1024, 1),
      ("gemini-2.5-pro", 0.5, 2048, 1), ("nova-pro", 0.5, 1000, 1), ("grok-4.7", 0.8, 0, 1),
      ("mistral-large-latest", nil, 0, 1),
    ] as [(String, Double?, Int, Int)])
  func batchAndCacheRulesAreThoseOfTheProvider(
    name: String, batchFactor: Double?, minimum: Int, block: Int
  ) throws {
    let price = try #require(book.price(of: name, on: book.releaseDate))
    #expect(price.batchFactor == batchFactor)
    #expect(price.minimumCacheTokens == minimum)
    #expect(price.cacheBlockTokens == block)
  }

  @Test func everyEntryIsFreshAndSaysWhereItComesFrom() {
    for name in book.modelNames {
      guard let price = book.price(of: name, on: book.releaseDate) else { continue }
      let age = book.releaseDate.daysSinceEpoch - price.checked.daysSinceEpoch
      #expect((0...30).contains(age), "\(name) was checked on \(price.checked)")
      #expect(price.source.hasPrefix("https://"), "\(name)")
    }
  }

  @Test func unknownModelsHaveNoPrice() {
    #expect(book.price(of: "gpt-99", on: book.releaseDate) == nil)
    #expect(book.name == "builtin")
    #expect(book.releaseDate == CalendarDate("2026-11-01"))
  }
}
