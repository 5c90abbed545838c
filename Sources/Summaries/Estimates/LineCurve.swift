import Kernels
import Simulation

/// A quantity along one line: rising, a polynomial between the bounds of the nodes and straight beyond.
struct LineCurve {
  private let coefficients: [Double]
  private let bound: Double
  private let low: (value: Double, slope: Double)
  private let high: (value: Double, slope: Double)

  /// Places between the bounds at which the polynomial must rise.
  private static let places = 40

  var range: ClosedRange<Double> { low.value...high.value }

  /// - Returns: `nil` where the polynomial through the values does not rise everywhere.
  init?(_ values: [Double], nodes: ChebyshevInterpolation) {
    let coefficients = nodes.coefficients(values)
    for place in 0...Self.places {
      let t = 2 * Double(place) / Double(Self.places) - 1
      guard Self.value(coefficients, t).slope > 0 else { return nil }
    }
    self.coefficients = coefficients
    bound = nodes.bound
    low = Self.value(coefficients, -1)
    high = Self.value(coefficients, 1)
  }

  /// The place, in standard deviations, at which the curve has a value, and its slope there.
  func place(of value: Double) -> (place: Double, slope: Double) {
    let (t, slope) = scaledPlace(of: value)
    return (t * bound, slope / bound)
  }

  private func scaledPlace(of value: Double) -> (t: Double, slope: Double) {
    if value <= low.value { return (-1 + (value - low.value) / low.slope, low.slope) }
    if value >= high.value { return (1 + (value - high.value) / high.slope, high.slope) }
    var bracket = (low: -1.0, high: 1.0)
    var t = -1 + 2 * (value - low.value) / (high.value - low.value)
    // Newton's steps, halving where one leaves the bracket: at most 60 halvings reach the last digit.
    for _ in 0..<100 {
      let here = Self.value(coefficients, t)
      if here.value < value { bracket.low = t } else { bracket.high = t }
      var next = t - (here.value - value) / here.slope
      if !(next > bracket.low && next < bracket.high) { next = (bracket.low + bracket.high) / 2 }
      let step = next - t
      t = next
      if step.magnitude < 1e-13 { break }
    }
    return (t, Self.value(coefficients, t).slope)
  }

  /// Horner's rule for the polynomial and its derivative.
  private static func value(
    _ coefficients: [Double], _ t: Double
  ) -> (value: Double, slope: Double) {
    var value = 0.0
    var slope = 0.0
    for coefficient in coefficients.reversed() {
      slope = slope * t + value
      value = value * t + coefficient
    }
    return (value, slope)
  }
}
