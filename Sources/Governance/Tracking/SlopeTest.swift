import Foundation

/// Whether unit cost has improved over the latest weeks.
///
/// - Source: FinOps-for-AI guide, "ROI time dimension": a system that shows no improvement after 8 to 12
///   weeks warrants scrutiny.
package struct SlopeTest: Sendable {
  package enum Verdict: String, Sendable {
    case improving, notShown, worsening
  }

  /// Fewer weeks say nothing; more are another story.
  package static let weeks = 8...12
  package static let size = 0.05
  package static let power = 0.8

  package let weeks: Int
  /// Relative change a week, -0.02 for 2 % cheaper.
  package let change: Double
  /// Probability of so strong a slope where nothing changes.
  package let probability: Double
  package let verdict: Verdict
  /// Relative fall a week that so many weeks of such noise would show with ``power``.
  package let smallestFound: Double

  /// - Parameter unitCosts: US dollars, week by week without a gap, the latest last; positive.
  /// - Returns: `nil` for fewer weeks than a test takes; of more it takes the latest.
  package init?(_ unitCosts: [Double]) {
    guard unitCosts.count >= Self.weeks.lowerBound, unitCosts.allSatisfy({ $0 > 0 }) else {
      return nil
    }
    let latest = unitCosts.suffix(Self.weeks.upperBound).map { log($0) }
    let fit = SlopeFit(Array(latest))
    let null = SlopeNull(weeks: latest.count)
    weeks = latest.count
    change = exp(fit.slope) - 1
    probability = null.probability(beyond: fit.statistic)
    verdict =
      probability > Self.size ? .notShown : fit.slope < 0 ? .improving : .worsening
    smallestFound = Self.smallestFound(meanSquares: fit.squares, null)
  }

  /// The same from the residuals of a line through the logarithms, before anything is observed.
  package static func smallestFound(meanSquares squares: Double, weeks: Int) -> Double {
    smallestFound(meanSquares: squares, SlopeNull(weeks: weeks))
  }

  /// Residuals of a fitted line are smaller than the noise: by as much as they are in the simulation.
  private static func smallestFound(meanSquares squares: Double, _ null: SlopeNull) -> Double {
    guard squares > 0 else { return 0 }
    let deviation = (squares / null.meanSquares).squareRoot()
    return 1 - exp(-null.slope(power: power, size: size) * deviation)
  }
}
