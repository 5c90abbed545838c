import Summaries

/// A printed figure beside its forecast.
package struct GuideCheckLine: Sendable {
  package enum Verdict: String, Sendable, CaseIterable {
    case agrees, differs
    /// The end of what would agree lies inside the interval of the forecast: more trials would tell.
    case inconclusive
  }

  package let figure: GuideFigure
  /// `nil` where no trial defines it.
  package let forecast: Estimate?
  package let verdict: Verdict

  /// Probability that the interval, by which a forecast is judged, holds the true value.
  private static let confidence = 0.99

  /// Holds the forecast of a figure against what is printed.
  ///
  /// - Parameters:
  ///   - quantity: What is forecast, in as many randomisations as the divisor.
  ///   - divisor: `nil` for a figure without one.
  package init(_ figure: GuideFigure, quantity: Replicated?, divisor: Replicated?) {
    self.figure = figure
    let ratio = figure.divisor == nil ? quantity : Self.ratio(quantity, divisor)
    guard let ratio, ratio.value.isFinite else {
      (forecast, verdict) = (nil, .differs)
      return
    }
    let estimate = ratio.estimate
    forecast = estimate
    verdict = Self.verdict(
      estimate.interval(level: Self.confidence, randomisations: ratio.replicates.count),
      figure.printed)
  }

  private static func ratio(_ quantity: Replicated?, _ divisor: Replicated?) -> Replicated? {
    guard let quantity, let divisor else { return nil }
    return quantity.against(divisor, /)
  }

  /// Numbers closer than this part of the larger are equal but for rounding.
  private static let relativeSlack = 1e-9

  private static func verdict(
    _ interval: ClosedRange<Double>, _ printed: GuideFigure.Printed
  ) -> Verdict {
    let (low, high) = printed.bounds
    func slack(_ value: Double, _ bound: Double) -> Double {
      bound.isFinite ? relativeSlack * max(value.magnitude, bound.magnitude) : 0
    }
    let (least, most) = (interval.lowerBound, interval.upperBound)
    if least >= low - slack(least, low), most <= high + slack(most, high) { return .agrees }
    if most < low - slack(most, low) || least > high + slack(least, high) { return .differs }
    return .inconclusive
  }
}

extension GuideFigure.Printed {
  /// The numbers that agree with it; infinite where it is open.
  var bounds: (low: Double, high: Double) {
    switch self {
    case .rounded(let number, let step): (number - step / 2, number + step / 2)
    case .range(let from, let to): (from ?? -.infinity, to ?? .infinity)
    }
  }
}
