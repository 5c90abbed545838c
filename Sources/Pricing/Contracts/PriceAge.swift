/// How old a price is on the day it is used for.
package struct PriceAge: Sendable, Equatable {
  /// Beyond this a price deserves another look: providers change lists several times a year.
  package static let warningDays = 30

  package let model: String
  package let checked: CalendarDate
  /// Days from `checked` to the day of use; negative for a price that was checked later.
  package let days: Int

  package init(_ price: ModelPrice, on day: CalendarDate) {
    model = price.name
    checked = price.checked
    days = day.daysSinceEpoch - price.checked.daysSinceEpoch
  }

  /// What a person reads, with a capital letter and a full stop.
  package func sentence(on day: CalendarDate) -> String {
    "The price of \(model) was last checked on \(checked), \(days) days before \(day)."
  }

  package func exceeds(_ limit: Int) -> Bool { days > limit }
}

extension PriceBook {
  /// Prices that are older than `limit` days on the day they are used for, oldest first.
  package func prices(
    olderThan limit: Int = PriceAge.warningDays, on day: CalendarDate
  ) -> [PriceAge] {
    modelNames.compactMap { name in price(of: name, on: day).map { PriceAge($0, on: day) } }
      .filter { $0.exceeds(limit) }
      .sorted { ($1.days, $0.model) < ($0.days, $1.model) }
  }
}
