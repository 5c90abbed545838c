import Summaries

extension TextReport {
  /// What moves the cost most, and which of it rests on nothing.
  mutating func drivers() {
    let drivers = forecast.drivers.strong
    guard !forecast.drivers.drivers.isEmpty else { return }
    let percent = NumberStyle(.fraction, magnitude: 0).text(forecast.drivers.explained)
    page.section("What drives it", "\(forecast.drivers.method), explains \(percent)")
    page.table { room in
      var table = TextTable(
        [TextTable.Column(""), TextTable.Column("assumption", .left, gap: 2, overflow: .shorten)]
          + TextTable.Column.estimate("low to high")
          + [
            TextTable.Column("weight"), TextTable.Column("", .left, gap: 2, overflow: .leave),
            TextTable.Column("", .left),
          ])
      let magnitude = drivers.map(\.effect.value.magnitude).max() ?? 0
      // A sign in front takes a column.
      let number = NumberStyle(.dollars, magnitude: magnitude, currency: false)
        .fitting(drivers.map(\.effect), in: room - 1)
      for (rank, driver) in drivers.enumerated() {
        table.add([
          TextTable.Cell("\(rank + 1)", .faint),
          TextTable.Cell(driver.path.printable),
          TextTable.Cell(number.signed(driver.effect.value)),
          TextTable.Cell(number.error(of: driver.effect), .faint),
          TextTable.Cell(Numerals.fixed(driver.coefficient, decimals: 2)),
          TextTable.Cell(SparkBand.bar(driver.coefficient.magnitude, width: 8), .faint),
          TextTable.Cell(driver.source == nil ? "no source" : "", .caution),
        ])
      }
      return table
    }
    if let remainder = forecast.drivers.weakSentence { page.paragraph(remainder.printable) }
    page.paragraph(
      "low to high: mean total where the assumption is in its highest tenth, less the lowest; "
        + "US dollars. weight: standardised coefficient of ranks, -1 to 1.", tone: .faint)
  }
}

extension Forecast.DriverTable {
  /// The assumptions whose weight is more than chance gives to one without effect.
  var strong: [Forecast.Driver] { drivers.filter { $0.coefficient.magnitude > noise } }

  /// Names the others; `nil` where there are none.
  var weakSentence: String? {
    let weak = drivers.filter { $0.coefficient.magnitude <= noise }.map(\.path)
    guard !weak.isEmpty else { return nil }
    let bound = Numerals.fixed(max(noise, 0.005), decimals: 2)
    return "No weight that stands out from chance (\(bound)): " + weak.joined(separator: ", ") + "."
  }
}
