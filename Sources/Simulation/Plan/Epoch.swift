import Foundation
import Scenarios

/// Weeks that share prompts, routes and prices.
struct Epoch: Sendable, Equatable {
  /// Months of learning behind it.
  let learningMonths: Int
  /// Months of price drift behind it.
  let priceMonths: Int
  /// By change of the prices, whether it holds.
  let priceSteps: [Bool]

  init(week: Int, scenario: Scenario) {
    let months = week * 3 / 13
    learningMonths = scenario.learning.map { min(months, $0.untilMonth ?? .max) } ?? 0
    let changes = scenario.prices.changes
    let drifts = changes.contains { change in
      if case .drift = change.rule { true } else { false }
    }
    priceMonths = drifts ? months : 0
    priceSteps = changes.map { change in
      if case .step(let first, _) = change.rule { week >= first } else { true }
    }
  }

  /// What the token prices of a model are multiplied with.
  ///
  /// A drift d a year has moved them by (1 + d)^(i / 12) after i months.
  func priceFactor(of model: String, _ changes: [PriceChange], _ inputs: Inputs) -> Double {
    var factor = 1.0
    for (change, holds) in zip(changes, priceSteps) where holds && change.models.contains(model) {
      switch change.rule {
      case .step(_, let step): factor *= inputs(step)
      case .drift(let perYear): factor *= pow(1 + inputs(perYear), Double(priceMonths) / 12)
      }
    }
    return factor
  }
}

extension PriceSelection {
  /// True where no trial changes a price.
  var hasKnownChanges: Bool {
    changes.allSatisfy { change in
      switch change.rule {
      case .step(_, let factor): factor.isKnown
      case .drift(let perYear): perYear.isKnown
      }
    }
  }
}
