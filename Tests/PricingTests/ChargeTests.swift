import Pricing
import Testing

struct ChargeTests {
  /// 100·10 + 200·1 + 300·12 + 400·20 + 50·50 = 15,300 dollars per million.
  @Test func everyMeterIsTokensTimesItsRate() throws {
    let usage = try Usage(
      input: .exclusive(100), cacheReadTokens: 200, cacheWrite5mTokens: 300,
      cacheWrite1hTokens: 400, outputTokens: 50)
    let charge = try SmallPrice.model().charge(for: usage)
    #expect(isClose(charge.input, 1000e-6) && isClose(charge.cacheRead, 200e-6))
    #expect(isClose(charge.cacheWrite5m, 3600e-6) && isClose(charge.cacheWrite1h, 8000e-6))
    #expect(isClose(charge.output, 2500e-6) && isClose(charge.total, 15_300e-6))
  }

  @Test func metersSumToTheTotal() throws {
    let fees = CallFees(request: 0.01, webSearch: SearchFee(price: 0.02, unit: .query, free: nil))
    let usage = try Usage(
      input: .exclusive(100), cacheReadTokens: 20, cacheWrite5mTokens: 3, cacheWrite1hTokens: 4,
      outputTokens: 50,
      parts: TokenParts(
        reasoning: 10, audioInput: 11, imageInput: 12, audioCacheRead: 5, audioOutput: 6,
        imageOutput: 7),
      requests: 2, webSearches: 3, cacheStorageTokenHours: 1000)
    let charge = try SmallPrice.model(fees: fees, storage: 4).charge(for: usage)
    let sum = Meter.allCases.reduce(0) { $0 + charge[$1] }
    #expect(isClose(charge.total, sum))
    #expect(Meter.allCases.allSatisfy { charge[$0] > 0 })
  }

  @Test func zeroUsageCostsNothing() throws {
    let usage = try Usage(input: .exclusive(0), outputTokens: 0)
    #expect(try SmallPrice.model().charge(for: usage).total == 0)
  }

  @Test func writesWithoutARateAreInputAndHoursWithoutOneAreMinutes() throws {
    let usage = try Usage(
      input: .exclusive(0), cacheWrite5mTokens: 100, cacheWrite1hTokens: 100, outputTokens: 0)
    func charge(_ write5m: Double?, _ write1h: Double?) throws -> Charge {
      try SmallPrice.model(
        rates: TokenRates(
          input: 10, cacheRead: 1, cacheWrite5m: write5m, cacheWrite1h: write1h, output: 50)
      ).charge(for: usage)
    }
    #expect(try isClose(charge(nil, nil).total, 2000e-6))
    #expect(try isClose(charge(12, nil).cacheWrite1h, 1200e-6))
    #expect(try charge(0, nil).total == 0, "a provider whose writes are free")
  }

  @Test func reasoningIsOutputUnlessItHasARate() throws {
    let usage = try Usage(
      input: .exclusive(0), outputTokens: 100, parts: TokenParts(reasoning: 40))
    let plain = try SmallPrice.model().charge(for: usage)
    #expect(isClose(plain.reasoning, 2000e-6) && isClose(plain.total, 5000e-6))
    let own = TokenRates(
      input: 10, cacheRead: 1, cacheWrite5m: nil, cacheWrite1h: nil, output: 50, reasoning: 5)
    #expect(try isClose(SmallPrice.model(rates: own).charge(for: usage).total, 3200e-6))
  }

  /// 60 text at 10, 30 audio at 100, 10 images at 20; read 5 text at 1 and 5 audio at 8; 20 text at
  /// 50, 6 audio at 200, 4 images at 400.
  @Test func audioAndImagesHaveTheirRates() throws {
    let rates = TokenRates(
      input: 10, cacheRead: 1, cacheWrite5m: nil, cacheWrite1h: nil, output: 50, audioInput: 100,
      audioCacheRead: 8, imageInput: 20, audioOutput: 200, imageOutput: 400)
    let usage = try Usage(
      input: .exclusive(100), cacheReadTokens: 10, outputTokens: 30,
      parts: TokenParts(
        audioInput: 30, imageInput: 10, audioCacheRead: 5, audioOutput: 6, imageOutput: 4))
    let charge = try SmallPrice.model(rates: rates).charge(for: usage)
    #expect(isClose(charge.input, 600e-6) && isClose(charge.audioInput, 3000e-6))
    #expect(isClose(charge.imageInput, 200e-6) && isClose(charge.cacheRead, 45e-6))
    #expect(isClose(charge.output, 1000e-6) && isClose(charge.audioOutput, 1200e-6))
    #expect(isClose(charge.imageOutput, 1600e-6))
  }

  @Test(arguments: [
    (false, 999, 10.0), (false, 1000, 10), (false, 1001, 20), (true, 999, 10), (true, 1000, 20),
    (true, 1001, 20),
  ])
  func theThresholdItselfIsLongOnlyWhereItIsInclusive(
    inclusive: Bool, prompt: Int, rate: Double
  ) throws {
    let price = SmallPrice.model(longContexts: [
      LongContext(threshold: 1000, inclusive: inclusive, rates: SmallPrice.longRates)
    ])
    // Cached tokens count towards the threshold.
    let usage = try Usage(input: .inclusive(prompt), cacheReadTokens: 900, outputTokens: 10)
    let charge = try price.charge(for: usage)
    #expect(isClose(charge.input, Double(prompt - 900) * rate / 1e6))
    #expect(isClose(charge.output, 10 * (rate == 10 ? 50 : 75) / 1e6), "the output reprices too")
  }

  @Test(arguments: [(100, 10.0), (101, 20), (200, 20), (201, 40)])
  func theHighestThresholdThatIsCrossedHolds(prompt: Int, rate: Double) throws {
    let price = SmallPrice.model(longContexts: [
      LongContext(threshold: 100, inclusive: false, rates: SmallPrice.rates.scaled(by: 2)),
      LongContext(threshold: 200, inclusive: false, rates: SmallPrice.rates.scaled(by: 4)),
    ])
    let usage = try Usage(input: .inclusive(prompt), outputTokens: 0)
    #expect(try isClose(price.charge(for: usage).total, Double(prompt) * rate / 1e6))
  }

  @Test func anAggregateIsLongByItsMeanPrompt() throws {
    let price = SmallPrice.model(longContexts: [
      LongContext(threshold: 1000, inclusive: false, rates: SmallPrice.longRates)
    ])
    let usage = try Usage(input: .inclusive(3000), outputTokens: 0, requests: 3)
    #expect(try isClose(price.charge(for: usage).total, 3000 * 10 / 1e6))
  }

  @Test func tiersHaveTheirOwnTablesWithTheirOwnThresholds() throws {
    let standard = RateTable(
      rates: SmallPrice.rates,
      longContexts: [LongContext(threshold: 100, inclusive: false, rates: SmallPrice.longRates)])
    let price = SmallPrice.model(
      longContexts: standard.longContexts,
      tiers: [
        .batch: TierPrice(table: standard.scaled(by: 0.5), factor: 0.5),
        .priority: TierPrice(
          table: RateTable(rates: SmallPrice.rates.scaled(by: 2), longContexts: []), factor: 2),
      ])
    func cost(_ tokens: Int, _ tier: ServiceTier) throws -> Double {
      try price.charge(
        for: Usage(input: .inclusive(tokens), outputTokens: 0, serviceTier: tier)
      ).total * 1e6
    }
    #expect(try isClose(cost(100, .batch), 500) && isClose(cost(101, .batch), 1010))
    #expect(try isClose(cost(100, .priority), 2000) && isClose(cost(101, .priority), 2020))
    #expect {
      try cost(1, .flex)
    } throws: {
      "\($0)" == "the price book has no flex price of m; it has standard, batch, priority."
    }
  }

  @Test(
    arguments: [
      (nil, 1.0), ("eu", 1.1), ("global", 1), ("ap-south-1", 1.2),
    ] as [(String?, Double)])
  func regionalUpliftHoldsForEveryToken(region: String?, factor: Double) throws {
    let price = SmallPrice.model(
      uplifts: RegionalUplifts(byRegion: ["eu": 1.1], elsewhere: 1.2),
      fees: CallFees(request: 1))
    let usage = try Usage(input: .exclusive(100), outputTokens: 10, region: region)
    let charge = try price.charge(for: usage)
    #expect(isClose(charge.input, 1000e-6 * factor) && isClose(charge.output, 500e-6 * factor))
    #expect(charge.requests == 1, "a fee is no token")
  }

  @Test func aRegionWithoutAnUpliftCostsTheSame() {
    #expect(SmallPrice.model().regionalUplift("eu") == 1)
  }

  @Test func storageIsTokensTimesHours() throws {
    let usage = try Usage(
      input: .exclusive(0), outputTokens: 0, cacheStorageTokenHours: 2_500_000)
    #expect(try isClose(SmallPrice.model(storage: 4.5).charge(for: usage).cacheStorage, 11.25))
    #expect(throws: ChargeError.storageWithoutPrice(model: "m")) {
      try SmallPrice.model().charge(for: usage)
    }
  }

  @Test func aSearchWithoutAPriceIsAnError() throws {
    let usage = try Usage(input: .exclusive(0), outputTokens: 0, webSearches: 1)
    #expect(throws: ChargeError.searchWithoutPrice(model: "m")) {
      try SmallPrice.model().charge(for: usage)
    }
  }

  @Test(arguments: [(SearchFee.Unit.query, 5, 2, 5), (.prompt, 5, 2, 2), (.prompt, 1, 2, 1)])
  func searchesAreBilledByQueryOrByPrompt(
    unit: SearchFee.Unit, searches: Int, requests: Int, billed: Int
  ) throws {
    let fee = SearchFee(price: 0.014, unit: unit, free: nil)
    let usage = try Usage(
      input: .exclusive(0), outputTokens: 0, requests: requests, webSearches: searches)
    let charge = try SmallPrice.model(fees: CallFees(webSearch: fee)).charge(for: usage)
    #expect(isClose(charge.webSearches, Double(billed) * 0.014))
  }

  @Test func costScalesWithThePrice() throws {
    let usage = try Usage(
      input: .exclusive(123), cacheReadTokens: 45, cacheWrite5mTokens: 6, outputTokens: 789)
    let once = try SmallPrice.model().charge(for: usage).total
    let thrice = try SmallPrice.model(rates: SmallPrice.rates.scaled(by: 3)).charge(for: usage)
    #expect(isClose(thrice.total, 3 * once))
  }
}
