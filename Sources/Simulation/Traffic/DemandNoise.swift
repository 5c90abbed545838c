import Foundation

/// Week-to-week multipliers of demand: a stationary AR(1) on the log scale with mean one.
///
/// x(0) = s z(0), x(w) = r x(w-1) + s sqrt(1 - r²) z(w), D(w) = exp(x(w) - s²/2): every week has
/// log standard deviation s, and the mean of every multiplier is 1.
///
/// - Source: Hamilton, "Time Series Analysis" (1994), §3.4 (AR(1) moments).
struct DemandNoise {
  let standardDeviation: Double
  let autocorrelation: Double

  /// The slopes of Σ weight(w) x(w) in the normals z, by week: D grows by dx of itself.
  func slopes(ofWeightedLevels weights: [Double]) -> [Double] {
    let innovation = standardDeviation * (1 - autocorrelation * autocorrelation).squareRoot()
    var slopes = weights
    var later = 0.0
    for week in weights.indices.reversed() {
      later = weights[week] + autocorrelation * later
      slopes[week] = later * (week == 0 ? standardDeviation : innovation)
    }
    return slopes
  }

  /// - Parameter normals: One standard normal per week.
  func multipliers(_ normals: [Double]) -> [Double] {
    guard standardDeviation > 0 else { return [Double](repeating: 1, count: normals.count) }
    let innovation = standardDeviation * (1 - autocorrelation * autocorrelation).squareRoot()
    let shift = standardDeviation * standardDeviation / 2
    var level = 0.0
    return normals.enumerated().map { week, normal in
      level =
        week == 0 ? standardDeviation * normal : autocorrelation * level + innovation * normal
      return exp(level - shift)
    }
  }
}
