import Pricing

/// Reads times as logs write them.
///
/// Most lines of a log share their day with another line: the days seen are kept, and only new ones
/// are computed.
final class MomentReader {
  private var days: [UInt64: Int] = [:]
  private static let dayLimit = 10_000

  /// A text of RFC 3339, or a number of seconds since 1970.
  func moment(_ value: TapeValue) throws(FieldError) -> Moment {
    if value.kind == .string {
      if let moment = quickMoment(value.text) ?? Moment(value.text.string) { return moment }
    } else if let seconds = value.number, (0...Self.latest).contains(seconds) {
      return Moment(secondsSinceEpoch: Int(seconds))
    }
    throw FieldError(
      "",
      "found \(value.words); allowed is a time such as 2026-11-01T09:30:00Z, or seconds since 1970."
    )
  }

  /// Nanoseconds since 1970, as a number or as a text of digits.
  func nanoseconds(_ value: TapeValue) throws(FieldError) -> Moment {
    let text = value.kind == .string ? Int(value.text.string) : value.wholeNumber
    guard let text, text >= 0 else {
      throw FieldError("", "found \(value.words); allowed are nanoseconds since 1970.")
    }
    return Moment(secondsSinceEpoch: text / 1_000_000_000)
  }

  /// The last second of the year 9999.
  private static let latest = 253_402_300_799.0

  /// The commonest form, `YYYY-MM-DDThh:mm:ss` with a fraction or without and `Z` or nothing behind
  /// it; `nil` for all others, which `Moment` reads.
  private func quickMoment(_ text: TapeText) -> Moment? {
    guard text.count >= 19 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for position in range {
        let digit = Int(text[position]) - 48
        guard (0...9).contains(digit) else { return nil }
        value = value * 10 + digit
      }
      return value
    }
    guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " "),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      let year = number(0..<4), let month = number(5..<7), let dayOfMonth = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      hour < 24, minute < 60, second <= 60, endsPlainly(text),
      let day = days[Self.key(year, month, dayOfMonth)] ?? newDay(text, year, month, dayOfMonth)
    else { return nil }
    return Moment(secondsSinceEpoch: day * 86_400 + (hour * 60 + minute) * 60 + second)
  }

  private func endsPlainly(_ text: TapeText) -> Bool {
    var position = 19
    if position < text.count, text[position] == UInt8(ascii: ".") {
      position += 1
      let start = position
      while position < text.count, (48...57).contains(text[position]) { position += 1 }
      if position == start { return false }
    }
    return position == text.count
      || (position == text.count - 1 && text[position] == UInt8(ascii: "Z"))
  }

  private static func key(_ year: Int, _ month: Int, _ day: Int) -> UInt64 {
    UInt64((year * 100 + month) * 100 + day)
  }

  private func newDay(_ text: TapeText, _ year: Int, _ month: Int, _ day: Int) -> Int? {
    guard let date = CalendarDate(text.string.prefix(10)) else { return nil }
    if days.count == Self.dayLimit { days.removeAll() }
    days[Self.key(year, month, day)] = date.daysSinceEpoch
    return date.daysSinceEpoch
  }
}
