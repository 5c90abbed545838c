import Foundation
import Scenarios

/// Active share of a segment's users by week.
enum AdoptionCurve {
  static let weeksPerYear = 52.0

  /// Cumulative share that has adopted, at mid-week of each week.
  ///
  /// - Source: logistic growth; Bass, "A New Product Growth for Model Consumer Durables",
  ///   Management Science 15 (1969), eq. for F(t).
  static func cumulative(_ adoption: Adoption, weeks: Int, inputs: Inputs) -> [Double] {
    switch adoption {
    case .constant(let share):
      return [Double](repeating: inputs(share), count: weeks)
    case .logistic(let ceiling, let weeksToHalf, let launchShare):
      let half = inputs(weeksToHalf)
      let launch = inputs(launchShare)
      let steepness = log((1 - launch) / launch) / half
      let top = inputs(ceiling)
      return (0..<weeks).map { week in
        let fromHalf = Double(week) + 0.5 - half
        return top / (1 + exp(-steepness * fromHalf))
      }
    case .bass(let innovation, let imitation, let ceiling):
      let p = inputs(innovation)
      let q = inputs(imitation)
      let top = inputs(ceiling)
      return (0..<weeks).map { week in
        let decay = exp(-(p + q) * (Double(week) + 0.5) / weeksPerYear)
        return top * (1 - decay) / (1 + q / p * decay)
      }
    }
  }

  /// Share in use after churn: adopters leave at a constant monthly rate and do not come back.
  static func active(_ cumulative: [Double], churnPerMonth: Double) -> [Double] {
    guard churnPerMonth > 0 else { return cumulative }
    let survival = pow(1 - churnPerMonth, 1 / MonthGrid.weeksPerMonth)
    var shares: [Double] = []
    shares.reserveCapacity(cumulative.count)
    for (week, adopted) in cumulative.enumerated() {
      if week == 0 {
        shares.append(adopted)
      } else {
        shares.append(shares[week - 1] * survival + max(adopted - cumulative[week - 1], 0))
      }
    }
    return shares
  }
}
