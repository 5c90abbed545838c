import Foundation
import Kernels

/// How a weekly quantity has changed from the first week to the last: a straight line through its
/// logarithms, by least squares.
struct WeeklyTrend {
  /// Logarithm of last over first, and its standard error.
  let change: Double
  let error: Double
  private let freedom: Double

  /// - Returns: `nil` for fewer than three weeks, or one without anything.
  init?(_ values: [Double]) {
    guard values.count >= 3, values.allSatisfy({ $0 > 0 }) else { return nil }
    let count = Double(values.count)
    let middle = (count - 1) / 2
    let logs = values.map { log($0) }
    let mean = logs.reduce(0, +) / count
    var (squares, product) = (0.0, 0.0)
    for (week, value) in logs.enumerated() {
      let distance = Double(week) - middle
      squares += distance * distance
      product += distance * (value - mean)
    }
    let slope = product / squares
    var residual = 0.0
    for (week, value) in logs.enumerated() {
      let rest = value - mean - slope * (Double(week) - middle)
      residual += rest * rest
    }
    change = slope * (count - 1)
    error = (residual / (count - 2) / squares).squareRoot() * (count - 1)
    freedom = count - 2
  }

  /// Confidence that the quantity has come to at most so many times what it was, by Student's t.
  func confidence(atMost factor: Double) -> Double {
    let distance = log(factor) - change
    guard error > 0 else { return distance >= 0 ? 1 : 0 }
    return Self.distribution(distance / error, freedom: freedom)
  }

  func confidence(atLeast factor: Double) -> Double { 1 - confidence(atMost: factor) }

  var factor: Double { exp(change) }

  /// P(T ≤ t) = 1 - I(ν / (ν + t²); ν/2, 1/2) / 2 for t ≥ 0.
  private static func distribution(_ t: Double, freedom: Double) -> Double {
    let tail =
      SpecialFunctions.regularizedBeta(freedom / (freedom + t * t), freedom / 2, 0.5).lower / 2
    return t >= 0 ? 1 - tail : tail
  }
}
