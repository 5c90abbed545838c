import Pricing

/// A day, without clock or time zone.
public struct CalendarDay: Sendable, Equatable, CustomStringConvertible {
  let date: CalendarDate

  /// Reads `YYYY-MM-DD`; `nil` for any other text and for days that do not exist.
  public init?(_ text: String) {
    guard let date = CalendarDate(text) else { return nil }
    self.date = date
  }

  /// `YYYY-MM-DD`.
  public var description: String { date.description }
}
