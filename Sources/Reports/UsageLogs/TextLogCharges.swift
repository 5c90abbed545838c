import Summaries

/// What a usage log costs, for the terminal.
package enum TextLogCharges {
  package static func text(_ charges: LogCharges, style: TextStyle = .plain) -> String {
    var page = TextPage(style: style)
    page.add([style.paint(sentence(charges), .strong)])
    if !charges.models.isEmpty { page.models(charges) }
    if !charges.meters.isEmpty { page.meters(charges) }
    page.remarks(charges)
    return page.text
  }

  /// "1,204 records cost $18.32; 3 bad lines were skipped."
  static func sentence(_ charges: LogCharges) -> String {
    let invalid =
      charges.invalid == 0
      ? "" : "; \(counted(charges.invalid, "bad record is", "bad records are")) left out"
    return counted(charges.records, "record costs ", "records cost ")
      + NumberStyle(.dollars, magnitude: charges.cost).text(charges.cost) + invalid + "."
  }

  fileprivate static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    grouped(count) + " " + (count == 1 ? one : many)
  }

  fileprivate static func grouped(_ count: Int) -> String {
    Numerals.fixed(Double(count), decimals: 0)
  }
}

extension TextPage {
  fileprivate mutating func models(_ charges: LogCharges) {
    section("Models", "US dollars")
    var table = TextTable([
      .init("model", .left), .init("records"), .init("requests"), .init("input tokens"),
      .init("output tokens"), .init("cost"), .init("share"),
    ])
    let style = NumberStyle(.dollars, magnitude: charges.cost, currency: false)
    for model in charges.models {
      let share = charges.cost > 0 ? model.cost / charges.cost : 0
      let cells = [
        model.name.printable, TextLogCharges.grouped(model.records),
        TextLogCharges.grouped(model.requests), TextLogCharges.grouped(model.inputTokens),
        TextLogCharges.grouped(model.outputTokens), style.text(model.cost),
        NumberStyle(.fraction, magnitude: share * 100).text(share),
      ]
      table.add(cells.map { .init($0) })
    }
    self.table(table)
  }

  fileprivate mutating func meters(_ charges: LogCharges) {
    section("Meters", "US dollars")
    var table = TextTable([.init("meter", .left), .init("cost"), .init("share")])
    let style = NumberStyle(.dollars, magnitude: charges.cost, currency: false)
    for meter in charges.meters {
      let share = meter.value / charges.cost
      let cells = [
        meter.name, style.text(meter.value),
        NumberStyle(.fraction, magnitude: share * 100).text(share),
      ]
      table.add(cells.map { .init($0) })
    }
    self.table(table)
  }

  fileprivate mutating func remarks(_ charges: LogCharges) {
    section("How it was priced")
    paragraph("Book \(charges.book.name.printable), released on \(charges.book.asOf).")
    if let days = charges.days {
      paragraph(
        days.lowerBound == days.upperBound
          ? "Each record of \(days.lowerBound) at the prices of that day."
          : "Each record at the prices of its own day, \(days.lowerBound) to \(days.upperBound).")
    }
    if charges.withoutTime > 0 {
      paragraph(
        TextLogCharges.counted(charges.withoutTime, "record has", "records have")
          + " no time: priced on the day of the book's release.")
    }
    for name in charges.pricedAs {
      paragraph("\(name.name.printable) was priced as \(name.value.printable).")
    }
    for reason in charges.passedOver {
      paragraph("Passed over, \(reason.words): \(TextLogCharges.grouped(reason.count)).")
    }
  }
}
