import Pricing

/// What one feature used week by week, by a log.
package struct WeeklyUsage: Sendable {
  package struct Week: Sendable {
    package fileprivate(set) var requests = 0
    /// Requests without a price; their cost is missing.
    package fileprivate(set) var unpriced = 0
    /// Requests that say no unit; their unit may be missing.
    package fileprivate(set) var unnamed = 0
    /// Units whose first request is in this week.
    package fileprivate(set) var units = 0
    fileprivate var sum = CompensatedSum()

    /// US dollars, of what has a price.
    package var cost: Double { sum.value }
  }

  /// Requests that belong to no week of the feature.
  package struct LeftOut: Sendable, Equatable {
    package fileprivate(set) var ofOtherFeatures = 0
    package fileprivate(set) var withoutTime = 0
    package fileprivate(set) var beforeStart = 0
    package fileprivate(set) var afterEnd = 0
    /// Records that cannot be read, and lines that are no call that somebody bills.
    package internal(set) var invalid = 0
    package internal(set) var passedOver = 0
  }

  /// First day of the first week.
  package let start: CalendarDate
  package private(set) var weeks: [Week]
  package internal(set) var leftOut = LeftOut()
  /// Requests that say no feature, and are taken to be of this one.
  package private(set) var withoutFeature = 0
  /// Days of the first and the last request; `nil` where there is none.
  package private(set) var firstDay: CalendarDate?
  package private(set) var lastDay: CalendarDate?
  /// Why models have no price, by model.
  package private(set) var unpriced: [String: String] = [:]
  /// The earliest week of each unit.
  private var units: [String: Int] = [:]

  init(start: CalendarDate, weeks: Int) {
    self.start = start
    self.weeks = Array(repeating: Week(), count: weeks)
  }

  /// - Parameters:
  ///   - feature: The one that is followed.
  ///   - unit: What the record is for; `nil` where it does not say.
  ///   - price: US dollars, or why there is no price.
  mutating func add(
    _ record: UsageRecord, of feature: String, unit: String?, price: Result<Double, FieldError>
  ) {
    let count = record.usage.requests
    if let other = record.attribution.feature, other != feature {
      leftOut.ofOtherFeatures += count
      return
    }
    guard let day = record.usage.at?.date else {
      leftOut.withoutTime += count
      return
    }
    let offset = day.daysSinceEpoch - start.daysSinceEpoch
    firstDay = min(firstDay ?? day, day)
    lastDay = max(lastDay ?? day, day)
    if record.attribution.feature == nil { withoutFeature += count }
    guard offset >= 0 else {
      leftOut.beforeStart += count
      return
    }
    guard offset / 7 < weeks.count else {
      leftOut.afterEnd += count
      return
    }
    let week = offset / 7
    weeks[week].requests += count
    switch price {
    case .success(let cost): weeks[week].sum.add(cost)
    case .failure(let error):
      weeks[week].unpriced += count
      if unpriced[record.model] == nil { unpriced[record.model] = error.message }
    }
    guard let unit else {
      weeks[week].unnamed += count
      return
    }
    place(unit, in: week)
  }

  private mutating func place(_ unit: String, in week: Int) {
    guard let known = units[unit] else {
      units[unit] = week
      weeks[week].units += 1
      return
    }
    guard week < known else { return }
    units[unit] = week
    weeks[known].units -= 1
    weeks[week].units += 1
  }

  /// Whether the log covers only a part of a week: it begins or ends inside.
  package func isPartial(_ week: Int) -> Bool {
    guard let firstDay, let lastDay else { return true }
    let first = start.adding(days: 7 * week)
    let last = first.adding(days: 6)
    return firstDay > first || lastDay < last
  }

  /// Weeks from the first to the last that a request falls in; empty where none does.
  package var covered: Range<Int> {
    guard let first = weeks.firstIndex(where: { $0.requests > 0 }),
      let last = weeks.lastIndex(where: { $0.requests > 0 })
    else { return 0..<0 }
    return first..<(last + 1)
  }
}
