import Foundation

/// Which share of a week's sessions starts in each of its 168 hours, from Monday 0 h.
package struct HourProfile: Sendable, Equatable {
  package static let hoursPerWeek = 168

  /// Hourly load shares: 168 of them, not negative, with sum 1.
  package let shares: [Double]

  /// Every hour alike.
  package static let flat = HourProfile(shares: [Double](repeating: 1.0 / 168, count: 168))

  package var isFlat: Bool { self == .flat }

  /// Load of the busiest hour over the mean hour.
  package var peakToMean: Double { shares.max()! * Double(Self.hoursPerWeek) }

  private init(shares: [Double]) { self.shares = shares }

  /// - Parameter volumes: Relative volumes of the 24 hours of every day, or of the 168 of a week;
  ///   not negative and not all zero.
  package init(volumes: [Double]) {
    precondition(volumes.count == 24 || volumes.count == 168, "\(volumes.count) hours")
    let week = (0..<Self.hoursPerWeek).map { volumes[$0 % volumes.count] }
    let total = week.reduce(0, +)
    precondition(total > 0 && week.allSatisfy { $0 >= 0 }, "volumes \(volumes)")
    self.init(
      shares: Set(week).count == 1 ? Self.flat.shares : week.map { $0 / total })
  }

  /// Ratios of peak to mean that ``stretched(toPeak:)`` can reach, the ends themselves left out: all
  /// hours in use alike, and only the busiest in use.
  package var reachablePeaks: (lower: Double, upper: Double) {
    let peak = shares.max()!
    let used = shares.count { $0 > 0 }
    let busiest = shares.count { $0 == peak }
    return (168 / Double(used), 168 / Double(busiest))
  }

  /// The same order of hours with another ratio of the busiest hour to the mean: every share is
  /// raised to one power.
  ///
  /// - Parameter ratio: Strictly between ``reachablePeaks``.
  package func stretched(toPeak ratio: Double) -> HourProfile {
    let peak = shares.max()!
    let logs = shares.filter { $0 > 0 }.map { log($0 / peak) }
    // 168 / Σ e^(γ log) rises with γ from the lower end to the upper one.
    func reached(at power: Double) -> Double { 168 / logs.reduce(0) { $0 + exp(power * $1) } }
    var high = 1.0
    while reached(at: high) < ratio { high *= 2 }
    var low = 0.0
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if reached(at: middle) < ratio { low = middle } else { high = middle }
    }
    return HourProfile(volumes: shares.map { $0 > 0 ? exp(high * log($0 / peak)) : 0 })
  }
}
