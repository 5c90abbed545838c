import JSONDocuments
import Pricing
import Scenarios

/// Models that could answer in place of one, for less.
struct CheaperModels {
  /// More make a list and no advice.
  static let most = 3

  /// Models of the scenario first, then of the price book, each the nearest in price first.
  let names: [String]
  /// Further models of the book that would do.
  let omitted: Int

  /// - Parameters:
  ///   - longest: Tokens that the model must be able to read.
  ///   - excluded: Models that another lever tries in the same place.
  init(
    than model: String, in site: LeverSite, reading longest: Double, excluding excluded: Set<String>
  ) {
    guard let price = site.price(model) else {
      (names, omitted) = ([], 0)
      return
    }
    func suits(_ other: ModelPrice) -> Bool {
      other.name != price.name && other.rates.output > 0
        && other.rates.isCheaper(than: price.rates)
        && Double(other.maximumInputTokens ?? .max) >= longest
    }
    func nearestFirst(_ prices: [ModelPrice]) -> [String] {
      prices.sorted {
        ($1.rates.output, $1.rates.input, $0.name) < ($0.rates.output, $0.rates.input, $1.name)
      }.map(\.name)
    }
    let listed = site.scenario.models.filter { suits($0.value) && !excluded.contains($0.key) }
    let own = nearestFirst(
      listed.map { $0.value }
    ).filter { listed[$0] != nil }
    let day = site.scenario.prices.asOf
    let book = site.book.modelNames.compactMap { site.book.price(of: $0, on: day) }.filter {
      suits($0) && site.scenario.models[$0.name] == nil && !excluded.contains($0.name)
        && ($0.provider, $0.region, $0.deployment) == (
          price.provider, price.region, price.deployment
        )
    }
    let all = own + nearestFirst(book)
    names = Array(all.prefix(Self.most))
    omitted = all.count - names.count
  }
}

extension TokenRates {
  /// No dearer in any way, and cheaper in one.
  fileprivate func isCheaper(than other: TokenRates) -> Bool {
    input <= other.input && output <= other.output && (input < other.input || output < other.output)
  }
}
