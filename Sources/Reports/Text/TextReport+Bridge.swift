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
    let mean = forecast.metrics[.costTotal]?.mean
    let month = forecast.bridge.reduce(0) { $0 + $1.month }
    let largestMonth = (forecast.bridge.map(\.month) + [month]).map(\.magnitude).max() ?? 0
    page.section("From the spreadsheet to the forecast", "US dollars, means")
    page.table { room in
      var table = TextTable(
        [TextTable.Column("", .left)] + TextTable.Column.estimate("in total")
          + [TextTable.Column("a month"), TextTable.Column("", .left, overflow: .leave)])
      // A sign in front takes a column.
      let number = NumberStyle(.dollars, magnitude: top, currency: false)
        .fitting(forecast.bridge.map(\.amount), in: room - 1)
      let monthly = NumberStyle(.dollars, magnitude: largestMonth, currency: false)
        .fitting(forecast.bridge.map { Estimate(value: $0.month, error: 0) }, in: room - 1)
      for (position, rung) in forecast.bridge.enumerated()
      where position == 0 || rung.amount.value != 0 {
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
      table.add([
        TextTable.Cell("forecast mean", .strong),
        TextTable.Cell(mean.map { number.text($0.value) } ?? "–", .strong),
        TextTable.Cell(mean.map(number.error) ?? "", .faint),
        TextTable.Cell(monthly.text(month), .strong),
        TextTable.Cell(Self.step(0...max(level, 0), of: top, falls: false), .faint),
      ])
      return table
    }
    if forecast.months.contains(where: \.isPartial) {
      page.paragraph(
        "a month: of all weeks, those of the incomplete last month included.", tone: .faint)
    }
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
}
