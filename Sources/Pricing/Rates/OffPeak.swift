/// Hours in which a provider asks for other rates (DeepSeek).
package struct OffPeak: Sendable, Equatable {
  /// Hours of a day, UTC.
  package struct Window: Sendable, Equatable {
    /// First minute of the day.
    package let start: Int
    /// Minute after the last; not later than `start` means into the next day, and the same as
    /// `start` the whole day.
    package let end: Int
    /// Days on which the window holds, 1 for Monday to 7 for Sunday.
    package let weekdays: Set<Int>

    package init(start: Int, end: Int, weekdays: Set<Int>) {
      self.start = start
      self.end = end
      self.weekdays = weekdays
    }

    func contains(minute: Int, weekday: Int) -> Bool {
      guard weekdays.contains(weekday) else { return false }
      return start < end
        ? (start..<end).contains(minute) : minute >= start || minute < end
    }
  }

  package let windows: [Window]
  /// Hours by which the calendar of the weekdays is ahead of UTC.
  package let weekdayOffset: Int
  /// They hold for prompts of any length.
  package let rates: TokenRates

  package init(windows: [Window], weekdayOffset: Int, rates: TokenRates) {
    self.windows = windows
    self.weekdayOffset = weekdayOffset
    self.rates = rates
  }

  /// True in a window: from its first minute to just before its end, on a day that is one of its
  /// weekdays at that very moment.
  package func holds(at moment: Moment) -> Bool {
    let weekday = moment.adding(hours: weekdayOffset).weekday
    return windows.contains { $0.contains(minute: moment.minuteOfDay, weekday: weekday) }
  }
}
