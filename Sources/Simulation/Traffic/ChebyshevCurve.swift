import Foundation

/// A smooth function on an interval, by its values at Chebyshev points.
///
/// Made for mixtures of e^(-a e^y) in y = log load: they are analytic, and at most one in absolute
/// value, for |Im y| < π/2. On an interval of half-width H the error of n points falls as ρ^-n with
/// ρ = s + √(1 + s²), s = π / 2H; n is chosen for 1e-7 or so.
///
/// - Source: Trefethen, "Approximation Theory and Approximation Practice" (2013), theorem 8.2 and
///   eq. 5.13 (barycentric formula).
struct ChebyshevCurve {
  private let points: [Double]
  private let values: [Double]

  /// - Returns: `nil` where `limit` evaluations of the function itself are as cheap.
  init?(from low: Double, to high: Double, atMost limit: Int, _ function: (Double) -> Double) {
    let half = (high - low) / 2
    var count = 1
    if half > 0 {
      let slope = Double.pi / 2 / half
      count = Int((16 / log(slope + (1 + slope * slope).squareRoot())).rounded(.up)) + 1
      guard count < limit else { return nil }
    }
    let center = (low + high) / 2
    points =
      half > 0
      ? (0..<count).map { center + half * cos(Double.pi * Double($0) / Double(count - 1)) }
      : [center]
    values = points.map(function)
  }

  func callAsFunction(_ place: Double) -> Double {
    var numerator = 0.0
    var denominator = 0.0
    for (index, point) in points.enumerated() {
      guard place != point else { return values[index] }
      let isEnd = index == 0 || index == points.count - 1
      let weight = (isEnd ? 0.5 : 1) * (index % 2 == 0 ? 1 : -1) / (place - point)
      numerator += weight * values[index]
      denominator += weight
    }
    return numerator / denominator
  }
}
