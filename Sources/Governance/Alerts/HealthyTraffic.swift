import Foundation
import Scenarios
import Simulation

/// A week of a healthy feature as alerts see it: what it costs, when, and in what lumps.
package struct HealthyTraffic: Sendable {
  /// The week's spend at the upper end of the band (P95), US dollars.
  package let high: Double
  /// The same at its middle (P50).
  package let middle: Double
  package let session: SessionSpend
  /// Share of the week's spend in each of its 168 hours.
  package let hours: [Double]
  /// Coefficient of variation of an hour's volume around its share.
  package let burstiness: Double

  /// - Precondition: `high` is positive, `middle` is not negative, 168 hours.
  package init(
    high: Double, middle: Double, session: SessionSpend, hours: [Double], burstiness: Double
  ) {
    precondition(high > 0 && middle >= 0 && hours.count == HourProfile.hoursPerWeek)
    self.high = high
    self.middle = middle
    self.session = session
    self.hours = hours
    self.burstiness = burstiness
  }

  /// Windows of time over which spend is watched.
  package enum Window: String, Sendable, CaseIterable {
    case minute, hour, day

    package var minutes: Int {
      switch self {
      case .minute: 1
      case .hour: 60
      case .day: 1440
      }
    }
  }

  /// The windows of a week at its high level, as they slide by a minute.
  ///
  /// Between two full hours the mean of a sliding window is between those at the hours: the larger one
  /// stands for all sixty.
  func windows(_ kind: Window) -> [WindowTails.Window] {
    let burst = burstiness * burstiness
    let sums = hours.indices.map { self.share(of: kind, from: $0) }
    let positions = hours.indices.map { hour in
      max(sums[hour], sums[(hour + 1) % sums.count]) { $0.share < $1.share }
    }
    return Dictionary(grouping: positions) { $0 }.sorted { $0.key.share < $1.key.share }.map {
      WindowTails.Window(
        timesAMonth: 60 * MonthGrid.weeksPerMonth * Double($0.value.count),
        mean: high * $0.key.share, burst: burst * $0.key.concentration)
    }
  }

  private struct Position: Hashable {
    let share: Double
    /// Σ s² / (Σ s)² over the hours within: what is left of the variance of their bursts.
    let concentration: Double
  }

  /// What begins at a full hour.
  private func share(of kind: Window, from hour: Int) -> Position {
    guard kind == .day else {
      return Position(share: hours[hour] * Double(kind.minutes) / 60, concentration: 1)
    }
    let day = (0..<24).map { hours[(hour + $0) % hours.count] }
    let share = day.reduce(0, +)
    let squares = day.reduce(0) { $0 + $1 * $1 }
    return Position(share: share, concentration: share > 0 ? squares / (share * share) : 0)
  }
}

/// The larger of two by an order of one's own.
private func max<Value>(_ one: Value, _ other: Value, _ isLess: (Value, Value) -> Bool) -> Value {
  isLess(one, other) ? other : one
}
