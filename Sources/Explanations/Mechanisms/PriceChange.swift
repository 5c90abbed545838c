import Simulation

extension Mechanism {
  static let priceChange = Mechanism(
    "priceChange", "price change",
    "Token prices of one model, of a provider or of all step from a week on, or drift by the year, once"
      + " a month. Changes of one model multiply.",
    fields: [
      .value("model"), .value("provider"), .value("fromWeek"), .value("from"), .value("factor"),
      .value("perYear"),
    ],
    metrics: [.costInference], sources: [.definition], guide: .changingPrices
  ) { site in
    let changes = site.scenario.prices.changes
    guard let place = site.position("priceChange"), changes.indices.contains(place) else {
      return []
    }
    return changes[place].models.sorted().enumerated().map { index, model in
      Figure(
        "P\(index + 1)", "price of \(model) in the last week over that of its book", ""
      ) { $0.lastPrice(of: model) }
    }
  }
}
