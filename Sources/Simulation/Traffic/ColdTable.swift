import Foundation

/// A function of the log load on an evenly spaced grid, filled where it is asked for.
///
/// Made for mixtures of e^(-a e^y): with a step of 1/8 the error of the polynomial through eight
/// neighbouring points is at most 43 · 8^-8 / 8! = 6e-11 times the eighth derivative, which is of
/// order 100. The grid is the same whoever asks first, and so are the results.
///
/// - Source: error of polynomial interpolation and barycentric weights: Berrut & Trefethen,
///   "Barycentric Lagrange Interpolation", SIAM Review 46 (2004), §§3, 5.
final class ColdTable {
  private static let step = 0.125
  private static let weights: [Double] = [-1, 7, -21, 35, -35, 21, -7, 1]

  private let function: (Double) -> Double
  private var values: [Double] = []
  /// Place on the grid of the first value.
  private var first = 0

  init(_ function: @escaping (Double) -> Double) { self.function = function }

  func callAsFunction(_ logLoad: Double) -> Double {
    let place = logLoad / Self.step
    let below = Int(place.rounded(.down))
    fill(below - 3, below + 4)
    let start = below - 3 - first
    let distance = place - Double(below - 3)
    guard distance != 3 else { return values[start + 3] }
    var numerator = 0.0
    var denominator = 0.0
    for point in 0..<8 {
      let weight = Self.weights[point] / (distance - Double(point))
      numerator += weight * values[start + point]
      denominator += weight
    }
    return numerator / denominator
  }

  private func fill(_ low: Int, _ high: Int) {
    func value(_ place: Int) -> Double { function(Double(place) * Self.step) }
    if values.isEmpty { first = low }
    if low < first {
      values.insert(contentsOf: (low..<first).map(value), at: 0)
      first = low
    }
    while first + values.count <= high { values.append(value(first + values.count)) }
  }
}

/// The tables of one trial: what finds the shared prefix cold, by coverage, visitor and hours.
///
/// All tiers, strategies and rungs of the bridge of a trial ask the same ones.
final class ColdTables {
  private let hours: HourlyArrivals
  private let variance: Double
  private var tables: [Key: ColdTable] = [:]

  private struct Key: Hashable {
    let visitor: HourlyArrivals.Visitor
    let share: Double?
    let coverage: Double
    let absent: Double
  }

  /// - Parameter variance: b² of ``HourlyArrivals``.
  init(_ hours: HourlyArrivals, variance: Double) {
    self.hours = hours
    self.variance = variance
  }

  /// P(cold) at each load.
  ///
  /// - Parameters:
  ///   - level: Hours in which the session begins; `nil` for any.
  ///   - rates: Sessions of users in a mean hour, not negative.
  ///   - coverage: Hours.
  ///   - absent: See ``HourlyArrivals``.
  func cold(
    _ visitor: HourlyArrivals.Visitor, level: HourLevel? = nil, rates: [Double], coverage: Double,
    absent: Double = 0
  ) -> [Double] {
    let key = Key(visitor: visitor, share: level?.share, coverage: coverage, absent: absent)
    let table: ColdTable
    if let known = tables[key] {
      table = known
    } else {
      let cold = hours.cold(
        visitor, level: level, coverage: coverage, absent: absent, variance: variance)
      table = ColdTable { cold(exp($0)) }
      tables[key] = table
    }
    return rates.map { $0 > 0 ? table(log($0)) : 1 }
  }
}
