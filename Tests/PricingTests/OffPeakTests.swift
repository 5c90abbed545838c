import Pricing
import Testing

struct OffPeakTests {
  /// DeepSeek's windows of 2026: weekday nights UTC, and the weekend.
  private static let windows = [
    OffPeak.Window(start: 0, end: 60, weekdays: [1, 2, 3, 4, 5]),
    OffPeak.Window(start: 240, end: 360, weekdays: [1, 2, 3, 4, 5]),
    OffPeak.Window(start: 600, end: 0, weekdays: [1, 2, 3, 4, 5]),
    OffPeak.Window(start: 0, end: 0, weekdays: [6, 7]),
  ]

  private static func price(offset: Int = 0) -> ModelPrice {
    let standard = TokenRates(
      input: 0.3, cacheRead: 0.006, cacheWrite5m: nil, cacheWrite1h: nil, output: 1.2)
    return SmallPrice.model(
      rates: standard,
      offPeak: OffPeak(windows: windows, weekdayOffset: offset, rates: standard.scaled(by: 0.5)))
  }

  @Test(arguments: [
    // A Thursday.
    ("2026-11-26T00:59:59Z", 0.15), ("2026-11-26T01:00:00Z", 0.3),
    ("2026-11-26T03:59:59Z", 0.3), ("2026-11-26T04:00:00Z", 0.15),
    ("2026-11-26T05:59:59Z", 0.15), ("2026-11-26T06:00:00Z", 0.3),
    ("2026-11-26T09:59:59Z", 0.3), ("2026-11-26T10:00:00Z", 0.15),
    ("2026-11-26T23:59:59Z", 0.15),
    // A Saturday and a Sunday.
    ("2026-11-28T02:00:00Z", 0.15), ("2026-11-29T08:00:00Z", 0.15),
  ])
  func windowsIncludeTheirFirstMinuteAndNotTheirEnd(time: String, input: Double) throws {
    let moment = try #require(Moment(time))
    let rates = try Self.price().rates(promptTokens: 1, tier: .standard, at: moment)
    #expect(rates.input == input)
  }

  @Test func weekdaysFollowTheCalendarOfTheProvider() throws {
    // 17:00 UTC on a Friday is a Saturday in Shanghai; 08:00 on a Sunday UTC a Sunday there.
    let sundayNight = try #require(Moment("2026-11-29T17:00:00Z"))
    #expect(try Self.price().rates(promptTokens: 1, tier: .standard, at: sundayNight).input == 0.15)
    let window = OffPeak.Window(start: 0, end: 0, weekdays: [7])
    func holds(_ offset: Int) -> Bool {
      OffPeak(windows: [window], weekdayOffset: offset, rates: SmallPrice.rates)
        .holds(at: sundayNight)
    }
    #expect(holds(0) && !holds(8))
  }

  @Test func aWindowMayEndOnTheNextDay() throws {
    let offPeak = OffPeak(
      windows: [OffPeak.Window(start: 990, end: 30, weekdays: Set(1...7))], weekdayOffset: 0,
      rates: SmallPrice.rates)
    for (time, holds) in [
      ("16:29", false), ("16:30", true), ("23:59", true), ("00:00", true), ("00:29", true),
      ("00:30", false),
    ] {
      #expect(offPeak.holds(at: try #require(Moment("2026-11-26T\(time):00Z"))) == holds, "\(time)")
    }
  }

  @Test func withoutATimeThePeakHolds() throws {
    #expect(try Self.price().rates(promptTokens: 1, tier: .standard, at: nil).input == 0.3)
  }
}

struct MomentTests {
  /// Seconds by Python's datetime.
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-11-26T04:31:12Z", 1_795_667_472),
    ("2026-11-26T04:31:12", 1_795_667_472), ("2026-11-26t04:31:12.987654z", 1_795_667_472),
    ("2026-11-26 05:31:12+01:00", 1_795_667_472), ("2026-11-25T23:01:12-05:30", 1_795_667_472),
    ("1969-12-31T23:59:59Z", -1), ("2024-02-29T12:00:00Z", 1_709_208_000),
  ])
  func timesAreReadAsRFC3339HasThem(text: String, seconds: Int) {
    #expect(Moment(text)?.secondsSinceEpoch == seconds)
  }

  @Test(arguments: [
    "", "2026-11-26", "2026-11-26T", "2026-11-26T24:00:00Z", "2026-11-26T04:60:00Z",
    "2026-02-30T04:00:00Z", "2026-11-26T04:31:12.Z", "2026-11-26T04:31:12+1:00",
    "2026-11-26T04:31:12Zx", "1795667472",
  ])
  func otherTextsAreNoTimes(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 4, 0), ("2026-11-26T04:31:12Z", 4, 271),
    ("1969-12-31T23:59:59Z", 3, 1439), ("2026-11-29T00:00:59Z", 7, 0),
  ])
  func momentsKnowTheirWeekdayAndMinute(text: String, weekday: Int, minute: Int) throws {
    let moment = try #require(Moment(text))
    #expect(moment.weekday == weekday && moment.minuteOfDay == minute)
  }
}
