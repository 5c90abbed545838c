import Pricing
import Testing

struct BuiltinBookTests {
  private let book = PriceBook.builtin

  /// Dollars per million tokens as collected on 2026-10-21 and typed by hand, the rest as listed by
  /// litellm 1.109.1: input, read, write for 5 minutes and 1 hour, output.
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
      ("claude-sonnet-5", 2, 0.2, 2.5, 4, 10),
      ("claude-sonnet-4-5", 3, 0.3, 3.75, 6, 15),
      ("claude-opus-5", 5, 0.5, 6.25, 10, 25),
      ("claude-opus-4-8", 5, 0.5, 6.25, 10, 25),
      ("claude-opus-4-7", 5, 0.5, 6.25, 10, 25),
      ("claude-opus-4-6", 5, 0.5, 6.25, 10, 25),
      ("claude-opus-4-5", 5, 0.5, 6.25, 10, 25),
      ("claude-fable-5", 10, 1, 12.5, 20, 50),
      ("gpt-6.1-sol", 2, 0.1, 2.5, 2.5, 10),
      ("gpt-6.1-terra", 1, 0.05, 1.25, 1.25, 5),
      ("gpt-6-astra", 10, 1, 12.5, 12.5, 50),
      ("gpt-5.6", 4, 0.4, 5, 5, 20),
      ("gpt-5.6-terra", 2, 0.2, 2.5, 2.5, 12),
      ("gpt-5.6-luna", 0.2, 0.02, 0.25, 0.25, 1.2),
      ("gpt-5.4-mini", 0.75, 0.075, nil, nil, 4.5),
      ("gpt-5.4-nano", 0.2, 0.02, nil, nil, 1.25),
      ("gpt-5.2", 1.75, 0.175, nil, nil, 14),
      ("gpt-5.1", 1.25, 0.125, nil, nil, 10),
      ("gpt-5-nano", 0.05, 0.005, nil, nil, 0.4),
      ("gpt-4.1", 2, 0.5, nil, nil, 8),
      ("gpt-4.1-mini", 0.4, 0.1, nil, nil, 1.6),
      ("o3", 2, 0.5, nil, nil, 8),
      ("text-embedding-3-small", 0.02, 0.02, nil, nil, 0),
      ("text-embedding-3-large", 0.13, 0.13, nil, nil, 0),
      ("gemini-4-argon", 2, 0.1, nil, nil, 10),
      ("gemini-3.5-flash", 1.5, 0.15, nil, nil, 9),
      ("gemini-3.5-flash-lite", 0.3, 0.03, nil, nil, 2.5),
      ("gemini-3.1-flash-lite", 0.25, 0.025, nil, nil, 1.5),
      ("gemini-2.5-flash", 0.3, 0.03, nil, nil, 2.5),
      ("gemini-2.5-flash-lite", 0.1, 0.01, nil, nil, 0.4),
      ("gemini-embedding-001", 0.15, 0.15, nil, nil, 0),
      ("nova-lite", 0.06, 0.015, nil, nil, 0.24),
      ("nova-premier", 2.5, 0.625, nil, nil, 12.5),
      ("nova-2-lite", 0.3, 0.075, nil, nil, 2.5),
      ("global.anthropic.claude-haiku-5-5", 0.1, 0.01, 0.125, 0.2, 0.5),
      ("global.anthropic.claude-sonnet-5-5", 2, 0.1, 2.5, 4, 10),
      ("global.anthropic.claude-opus-5-5", 4, 0.2, 5, 8, 20),
      ("us.anthropic.claude-haiku-5-5", 0.11, 0.011, 0.1375, 0.22, 0.55),
      ("us.anthropic.claude-sonnet-5-5", 2.2, 0.11, 2.75, 4.4, 11),
      ("us.anthropic.claude-opus-5-5", 4.4, 0.22, 5.5, 8.8, 22),
      ("azure/gpt-6.1-sol", 2, 0.1, 2.5, 2.5, 10),
      ("azure/gpt-6-sol", 2, 0.2, 2.5, 2.5, 10),
      ("azure/gpt-6-luna", 0.1, 0.01, 0.125, 0.125, 0.5),
      ("azure/gpt-5.5", 5, 0.5, nil, nil, 30),
      ("azure/gpt-5.4", 2.5, 0.25, nil, nil, 15),
      ("azure/gpt-5.2", 1.75, 0.175, nil, nil, 14),
      ("azure/gpt-5-mini", 0.25, 0.025, nil, nil, 2),
      ("azure/gpt-4.1", 2, 0.5, nil, nil, 8),
      ("azure/gpt-4o", 2.5, 1.25, nil, nil, 10),
      ("azure/gpt-4o-mini", 0.15, 0.075, nil, nil, 0.6),
      ("azure/eu/gpt-6-sol", 2.4, 0.24, 3, 3, 12),
      ("azure/eu/gpt-5.5", 5.5, 0.55, nil, nil, 33),
      ("mistral-medium-latest", 1.5, 0.15, nil, nil, 7.5),
      ("mistral-small-latest", 0.15, 0.015, nil, nil, 0.6),
      ("magistral-medium-latest", 1.5, 0.15, nil, nil, 7.5),
      ("codestral-latest", 0.3, 0.03, nil, nil, 0.9),
      ("ministral-8b-latest", 0.15, 0.015, nil, nil, 0.15),
      ("deepseek-v4-pro", 1.32, 0.044, nil, nil, 3.96),
      ("grok-4.5", 2, 0.3, nil, nil, 6),
      ("grok-4.3", 1.25, 0.2, nil, nil, 2.5),
    ] as [(String, Double, Double, Double?, Double?, Double)])
  func currentModelsHaveTheirPrice(
    name: String, input: Double, read: Double, write5m: Double?, write1h: Double?, output: Double
  ) throws {
    let price = try #require(book.price(of: name, on: book.releaseDate))
    let rates = price.rates
    #expect(rates.input == input && rates.cacheRead == read && rates.output == output)
    #expect(rates.cacheWrite5m == write5m && rates.cacheWrite1h == write1h)
  }

  @Test(arguments: [
    ("claude-3-haiku", "2026-04-19", 0.25, 1.25), ("claude-3-sonnet", "2025-07-20", 3, 15),
    ("claude-3-opus", "2026-01-04", 15, 75), ("gpt-4", "2026-10-22", 30, 60),
    ("gpt-4-turbo", "2026-10-22", 10, 30), ("gpt-3.5-turbo", "2026-10-22", 0.5, 1.5),
    ("gpt-4.1-nano", "2026-10-22", 0.1, 0.4), ("o1", "2026-10-22", 15, 60),
    ("o3-mini", "2026-10-22", 1.1, 4.4), ("o4-mini", "2026-10-22", 1.1, 4.4),
    ("deepseek-chat", "2026-07-23", 0.28, 0.42),
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

  /// The engine reads the first threshold of a model.
  @Test func noEntryHasMoreThresholdsThanTheEngineReads() {
    for name in book.modelNames {
      for entry in book.entries(of: name) {
        #expect(entry.price.standard.longContexts.count <= 1, "\(name)")
      }
    }
  }

  @Test func unknownModelsHaveNoPrice() {
    #expect(book.price(of: "gpt-99", on: book.releaseDate) == nil)
    #expect(book.name == "builtin")
    #expect(book.releaseDate == CalendarDate("2026-11-26"))
  }
}
