/// A second in UTC, without leap seconds.
package struct Moment: Sendable, Hashable, Comparable {
  package let secondsSinceEpoch: Int

  package init(secondsSinceEpoch: Int) {
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  /// Reads `YYYY-MM-DDThh:mm:ss` (RFC 3339), with a fraction that is dropped, and `Z` or an offset;
  /// without either it is UTC. `nil` for any other text.
  package init?(_ text: some StringProtocol) {
    var rest = Array(text.utf8)[...]
    func number(_ digits: Int) -> Int? {
      guard rest.count >= digits else { return nil }
      var value = 0
      for byte in rest.prefix(digits) {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      rest = rest.dropFirst(digits)
      return value
    }
    func take(_ characters: String) -> Bool {
      guard let byte = rest.first, characters.utf8.contains(byte) else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard let date = CalendarDate(String(decoding: rest.prefix(10), as: UTF8.self)) else {
      return nil
    }
    rest = rest.dropFirst(10)
    guard take("Tt "), let hour = number(2), hour < 24, take(":"), let minute = number(2),
      minute < 60, take(":"), let second = number(2), second <= 60
    else { return nil }
    if take(".") {
      guard number(1) != nil else { return nil }
      while number(1) != nil {}
    }
    var offset = 0
    if !rest.isEmpty, !take("Zz") {
      let isBehind = rest.first == UInt8(ascii: "-")
      guard take("+-"), let hours = number(2), hours < 24, take(":"), let minutes = number(2),
        minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (isBehind ? -1 : 1)
    }
    guard rest.isEmpty else { return nil }
    secondsSinceEpoch =
      date.daysSinceEpoch * 86_400 + (hour * 60 + minute - offset) * 60 + second
  }

  package var date: CalendarDate {
    CalendarDate(daysSinceEpoch: Self.floorDivide(secondsSinceEpoch, 86_400))
  }

  package var minuteOfDay: Int {
    (secondsSinceEpoch - date.daysSinceEpoch * 86_400) / 60
  }

  /// 1 for Monday to 7 for Sunday; 1970-01-01 was a Thursday.
  package var weekday: Int {
    let days = date.daysSinceEpoch + 3
    return days - Self.floorDivide(days, 7) * 7 + 1
  }

  package func adding(hours: Int) -> Moment {
    Moment(secondsSinceEpoch: secondsSinceEpoch + hours * 3600)
  }

  package static func < (lhs: Moment, rhs: Moment) -> Bool {
    lhs.secondsSinceEpoch < rhs.secondsSinceEpoch
  }

  private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    (value >= 0 ? value : value - divisor + 1) / divisor
  }
}
