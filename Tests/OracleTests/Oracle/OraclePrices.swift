import Foundation
import Scenarios

/// What the prices of a week are, against those of the book.
struct OraclePrices {
  let changes: [PriceChange]
  let trial: OracleTrial

  func factor(of model: String, week: Int) -> Double {
    var factor = 1.0
    for change in changes where change.models.contains(model) {
      switch change.rule {
      case .step(let first, let step):
        if week >= first { factor = factor * trial[step] }
      case .drift(let perYear):
        // A year has twelve months of 13/3 weeks; prices move when a month is over.
        let months = (Double(week) / (13.0 / 3) + 1e-9).rounded(.down)
        factor = factor * exp(months / 12 * log(1 + trial[perYear]))
      }
    }
    return factor
  }
}
