import Summaries

extension TextReport {
  /// The spreadsheet number and what it leaves out, as a waterfall.
  mutating func bridge() {
    guard !forecast.bridge.isEmpty else { return }
    var level = 0.0
    let levels = forecast.bridge.map { rung -> ClosedRange<Double> in
      let before = level
      level += rung.amount.value
      return min(before, level)...max(before, level)
    }
    let top = levels.map(\.upperBound).max() ?? 0
    let number = NumberStyle(.dollars, magnitude: top, currency: false)
    let monthly = NumberStyle(
      .dollars, magnitude: forecast.bridge.map(\.month.magnitude).max() ?? 0, currency: false)
    var table = TextTable(
      [TextTable.Column("", .left)] + TextTable.Column.estimate("in total")
        + [TextTable.Column("a month"), TextTable.Column("", .left)])
    for (position, rung) in forecast.bridge.enumerated() where rung.amount.value != 0 {
      let isLevel = position == 0
      table.add([
        TextTable.Cell(rung.label),
        TextTable.Cell(
          isLevel ? number.text(rung.amount.value) : number.signed(rung.amount.value)),
        TextTable.Cell(number.error(of: rung.amount), .faint),
        TextTable.Cell(isLevel ? monthly.text(rung.month) : monthly.signed(rung.month)),
        TextTable.Cell(
          Self.step(levels[position], of: top, falls: rung.amount.value < 0), .faint),
      ])
    }
    let mean = forecast.metrics[.costTotal]?.mean
    table.add([
      TextTable.Cell("forecast mean", .strong),
      TextTable.Cell(mean.map { number.text($0.value) } ?? "–", .strong),
      TextTable.Cell(mean.map(number.error) ?? "", .faint),
      TextTable.Cell(monthly.text(forecast.bridge.reduce(0) { $0 + $1.month }), .strong),
      TextTable.Cell(Self.step(0...max(level, 0), of: top, falls: false), .faint),
    ])
    page.section("From the spreadsheet to the forecast", "US dollars, means")
    page.table(table)
  }

  /// Where a step lies between nothing and the highest level; falling steps are lighter.
  private static func step(_ range: ClosedRange<Double>, of top: Double, falls: Bool) -> String {
    guard top > 0 else { return "" }
    let width = 40.0
    let from = Int((max(range.lowerBound, 0) / top * width).rounded())
    let to = Int((max(range.upperBound, 0) / top * width).rounded())
    return String(repeating: " ", count: from)
      + String(repeating: falls ? "░" : "█", count: max(to - from, 0))
  }

  /// What moves the cost most, and which of it rests on nothing.
  mutating func drivers() {
    let drivers = forecast.drivers.drivers
    guard !drivers.isEmpty else { return }
    let number = NumberStyle(
      .dollars, magnitude: drivers.map(\.effect.value.magnitude).max() ?? 0, currency: false)
    var table = TextTable(
      [TextTable.Column(""), TextTable.Column("assumption", .left, gap: 2)]
        + TextTable.Column.estimate("low to high")
        + [
          TextTable.Column("weight"), TextTable.Column("", .left, gap: 2),
          TextTable.Column("", .left),
        ]
    )
    for (rank, driver) in drivers.enumerated() {
      table.add([
        TextTable.Cell("\(rank + 1)", .faint),
        TextTable.Cell(driver.path.printable.shortened(to: 46)),
        TextTable.Cell(number.signed(driver.effect.value)),
        TextTable.Cell(number.error(of: driver.effect), .faint),
        TextTable.Cell(Numerals.fixed(driver.coefficient, decimals: 2)),
        TextTable.Cell(SparkBand.bar(driver.coefficient.magnitude, width: 8), .faint),
        TextTable.Cell(driver.source == nil ? "no source" : "", .caution),
      ])
    }
    let percent = NumberStyle(.fraction, magnitude: 0).text(forecast.drivers.explained)
    page.section("What drives it", "\(forecast.drivers.method), explains \(percent)")
    page.table(table)
    page.paragraph(
      "low to high: mean total where the assumption is in its highest tenth, less the lowest; "
        + "US dollars.", tone: .faint)
  }
}
