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
  private let curve: ColdCurve
  private var values: [Double] = []
  /// Place on the grid of the first value.
  private var first = 0

  init(_ curve: ColdCurve) { self.curve = curve }

  /// At each of the loads; 1 where there is none.
  func callAsFunction(_ points: ColdPoints) -> [Double] {
    var found = [Double](repeating: 1, count: points.starts.count)
    guard let range = points.range else { return found }
    fill(range.lowerBound, range.upperBound)
    let grid = self.values
    let values = grid.span
    let weights = points.weights.span
    let starts = points.starts.span
    let first = first
    for point in starts.indices {
      guard let start = starts[point] else { continue }
      var sum = 0.0
      for place in 0..<ColdPoints.count {
        sum += weights[point * ColdPoints.count + place] * values[start - first + place]
      }
      found[point] = sum
    }
    return found
  }

  private func fill(_ low: Int, _ high: Int) {
    func computed(_ places: Range<Int>) -> [Double] {
      places.isEmpty ? [] : curve.values(places.map { exp(Double($0) * ColdPoints.step) })
    }
    if values.isEmpty { first = low }
    if low < first {
      values.insert(contentsOf: computed(low..<first), at: 0)
      first = low
    }
    let end = first + values.count
    if end <= high { values += computed(end..<(high + 1)) }
  }
}

/// Loads, with their places on the grid of every ``ColdTable`` and what the values there weigh.
struct ColdPoints {
  static let step = 0.125
  /// Neighbours on the grid that count.
  static let count = 8
  private static let barycentric = SIMD8<Double>(-1, 7, -21, 35, -35, 21, -7, 1)
  private static let neighbours = SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7)

  /// Place of the first neighbour; `nil` of no load.
  let starts: [Int?]
  /// Load after load.
  let weights: [Double]
  /// From the first place of the grid to the last; `nil` without any load.
  let range: ClosedRange<Int>?

  /// - Parameter loads: Sessions of users in a mean hour, not negative.
  init(loads: [Double]) {
    var starts: [Int?] = []
    var weights = [Double](repeating: 0, count: loads.count * Self.count)
    var range: ClosedRange<Int>?
    starts.reserveCapacity(loads.count)
    for (point, load) in loads.enumerated() {
      guard load > 0 else {
        starts.append(nil)
        continue
      }
      let place = log(load) / Self.step
      let start = Int(place.rounded(.down)) - 3
      Self.weigh(place - Double(start), into: &weights, from: point * Self.count)
      starts.append(start)
      let end = start + Self.count - 1
      range = range.map { min($0.lowerBound, start)...max($0.upperBound, end) } ?? start...end
    }
    self.starts = starts
    self.weights = weights
    self.range = range
  }

  private static func weigh(_ distance: Double, into weights: inout [Double], from first: Int) {
    guard distance != 3 else {
      weights[first + 3] = 1
      return
    }
    let shares = barycentric / (distance - neighbours)
    let scaled = shares / shares.sum()
    for point in 0..<count { weights[first + point] = scaled[point] }
  }
}

/// The tables that trials of one randomisation have asked for: of what no input of theirs changes, one table
/// serves all. A class, for one thread.
final class ColdTableStore {
  fileprivate struct Key: Hashable {
    let visitor: HourlyArrivals.Visitor
    let share: Double?
    let coverage: Double
    let absent: Double
    let variance: Double
  }

  private struct Entry {
    let table: ColdTable
    /// The trial that asked first.
    let trial: Int
    var isShared = false
  }

  private let hours: HourlyArrivals
  private var entries: [Key: Entry] = [:]
  private var trials = 0

  init(_ hours: HourlyArrivals) { self.hours = hours }

  /// The tables of another trial.
  ///
  /// - Parameter variance: b² of ``HourlyArrivals``.
  func trial(variance: Double) -> ColdTables {
    trials += 1
    return ColdTables(store: self, trial: trials, variance: variance)
  }

  /// Throws away what a single trial has asked for.
  func forgetUnshared() { entries = entries.filter(\.value.isShared) }

  fileprivate func table(_ key: Key, level: HourLevel?, trial: Int) -> ColdTable {
    if let entry = entries[key] {
      if entry.trial != trial, !entry.isShared { entries[key]?.isShared = true }
      return entry.table
    }
    let table = ColdTable(
      hours.cold(
        key.visitor, level: level, coverage: key.coverage, absent: key.absent,
        variance: key.variance))
    entries[key] = Entry(table: table, trial: trial)
    return table
  }
}

/// The tables of one trial: what finds the shared prefix cold, by coverage, visitor and hours.
///
/// All tiers, strategies and rungs of the bridge of a trial ask the same ones.
struct ColdTables {
  fileprivate let store: ColdTableStore
  fileprivate let trial: Int
  fileprivate let variance: Double

  /// P(cold) at each load.
  ///
  /// - Parameters:
  ///   - level: Hours in which the session begins; `nil` for any.
  ///   - loads: Sessions of users in a mean hour.
  ///   - coverage: Hours.
  ///   - absent: See ``HourlyArrivals``.
  func cold(
    _ visitor: HourlyArrivals.Visitor, level: HourLevel? = nil, loads: ColdPoints, coverage: Double,
    absent: Double = 0
  ) -> [Double] {
    let key = ColdTableStore.Key(
      visitor: visitor, share: level?.share, coverage: coverage, absent: absent,
      variance: variance)
    return store.table(key, level: level, trial: trial)(loads)
  }
}
