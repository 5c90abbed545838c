import Foundation
import Pricing
import Testing

/// Charges against those of the public LiteLLM calculator, version 1.109.1.
struct LiteLLMReferenceTests {
  private static let day = CalendarDate(daysSinceEpoch: 0)

  @Test func theTableIsWideEnough() {
    #expect(LiteLLMRow.all.count >= 5000)
    #expect(Set(LiteLLMRow.all.map(\.model)).count >= 500)
    for tier in [ServiceTier.standard, .batch, .flex, .priority] {
      #expect(LiteLLMRow.all.contains { $0.usage.serviceTier == tier }, "\(tier)")
    }
    #expect(LiteLLMRow.all.contains { $0.usage.at != nil && $0.usage.promptTokens > 0 })
    #expect(LiteLLMRow.all.contains { $0.usage.region != nil })
    #expect(LiteLLMRow.all.contains { !$0.isText })
  }

  /// The arithmetic alone: the rates are those that LiteLLM used, regional uplifts are 1.1.
  @Test func tokensTimesTheRatesUsedAreTheCost() throws {
    var compared = 0
    for row in LiteLLMRow.all where row.isText {
      let rates = TokenRates(
        input: row.rates[0] * 1e6, cacheRead: row.rates[1] * 1e6, cacheWrite5m: row.rates[2] * 1e6,
        cacheWrite1h: row.rates[3] * 1e6, output: row.rates[4] * 1e6,
        reasoning: row.rates[5] * 1e6)
      let table = RateTable(rates: rates, longContexts: [])
      let price = ModelPrice(
        name: row.model, provider: "p", standard: table,
        tiers: [row.usage.serviceTier: TierPrice(table: table, factor: 1)],
        uplifts: RegionalUplifts(byRegion: [:], elsewhere: 1.1), minimumCacheTokens: 0,
        cacheBlockTokens: 1, checked: Self.day, source: "s")
      guard !LiteLLMExceptions.models.contains(row.model) else { continue }
      let cost = try price.charge(for: row.usage).total
      #expect(abs(cost - row.cost) <= 1e-9 * row.cost, "\(row.model), line \(row.line)")
      compared += 1
    }
    #expect(compared >= 4500)
  }

  /// The rules as well: prices come from the map, by way of the importer and of a written book.
  @Test(.enabled(if: SharedData.priceMap != nil, "no copy of the public price map at hand"))
  func theImportedMapChargesWhatLiteLLMCharges() throws {
    let map = try SharedData.unpacked(#require(SharedData.priceMap))
    let entries = try PriceImport(Array(map), format: .litellm, checked: Self.day).entries
    let prices = Dictionary(entries.map { ($0.price.name, $0.price) }) { first, _ in first }
    var compared = 0
    var disagreeing: Set<String> = []
    for row in LiteLLMRow.all {
      let price = try #require(prices[row.model], "\(row.model)")
      let cost = try price.charge(for: row.usage).total
      let agrees = abs(cost - row.cost) <= 1e-9 * row.cost
      if LiteLLMExceptions.models.contains(row.model) {
        if !agrees { disagreeing.insert(row.model) }
        continue
      }
      #expect(agrees, "\(row.model), line \(row.line): \(cost), not \(row.cost)")
      compared += 1
    }
    #expect(compared >= 5000)
    #expect(disagreeing == LiteLLMExceptions.models, "an exception that is none")
  }
}
