import Pricing
import Scenarios
import Simulation

extension Mechanism {
  static let prices = Mechanism(
    "prices", "prices",
    "Cost is tokens by meter times dated rates, US dollars per million tokens. A discount and a"
      + " region's surcharge multiply every rate of a provider.",
    fields: [
      .value("book"), .value("asOf"), .value("region"), .value("discounts"), .value("tokensOf"),
      .list("changes", "priceChange"),
    ],
    isAlwaysThere: true,
    sources: [
      Source("Price book: every entry has its page and the day it was compared", .official)
    ],
    guide: .prices
  ) { site in
    site.scenario.modelsCalled(under: site.strategy).sorted().enumerated().flatMap { place, name in
      rates(site.scenario.models[name], mark: String(place + 1))
    }
  }

  static let model = Mechanism(
    "model", "model of one's own",
    "Rates that the price book lacks, or prices otherwise; what is not given is as at the model it is"
      + " like.",
    fields: [
      .value("like"), .value("input"), .value("cacheRead"), .value("cacheWrite5m"),
      .value("cacheWrite1h"), .value("output"), .value("maximumInputTokens"),
    ],
    sources: [Source("The scenario's own prices", .stated)], guide: .prices
  ) { site in
    guard let name = site.keys["model"], let price = site.scenario.models[name] else { return [] }
    return rates(price, mark: "") + [
      Figure("w", "price of writing for five minutes over that of input", "") { _ in
        (price.rates.cacheWrite5m ?? price.rates.input) / price.rates.input
      },
      Figure("q", "price of reading over that of input", "") { _ in
        price.rates.cacheRead / price.rates.input
      },
      Figure(
        "b", "share of cacheable tokens to read for caching to pay", "",
        price.rates.breakEvenFormula()
      ) {
        _ in price.rates.breakEvenHitRate() ?? .infinity
      },
    ]
  }

  private static func rates(_ price: ModelPrice?, mark: String) -> [Figure] {
    guard let price else { return [] }
    let unit = "USD per million tokens"
    return [
      Figure("i" + mark, "input, \(price.name)", unit) { _ in price.rates.input },
      Figure("o" + mark, "output, \(price.name)", unit) { _ in price.rates.output },
    ]
  }
}

extension TokenRates {
  /// The break-even of w and q, the prices of writing and reading over that of input: none where
  /// writing costs no more than input.
  func breakEvenFormula(_ lifetime: CacheLifetime = .fiveMinutes) -> String {
    breakEvenHitRate(lifetime) == 0 ? "0" : "(w - 1) / (w - q)"
  }
}
