import Summaries

extension TextReport {
  mutating func unitEconomics() {
    var table = TextTable([TextTable.Column("", .left)] + Self.bandColumns)
    let unit = forecast.run.unit.printable
    for row in forecast.unitRows {
      table.add([TextTable.Cell(row.label)] + Self.cells(row.band, row.style))
    }
    page.section("Unit economics", "per \(unit)")
    page.table(table)
  }

  /// What each month earns, and the return so far.
  mutating func ramp() {
    let profits = forecast.months.compactMap { $0.metrics[.profitMonth] }
    guard !profits.isEmpty else { return }
    let money = NumberStyle(
      .dollars, magnitude: profits.map(\.magnitude).max() ?? 0, currency: false)
    let percent = NumberStyle(.ratio, magnitude: 100)
    var table = TextTable(
      [TextTable.Column("month")] + TextTable.Column.estimate("profit P50")
        + ["ROI P5", "P50", "P95"].flatMap { TextTable.Column.estimate($0, gap: 2) }
        + TextTable.Column.estimate("as printed P50", gap: 2))
    var returns: [Band] = []
    for month in forecast.months {
      guard let profit = month.metrics[.profitMonth], let roi = month.metrics[.roiMonth] else {
        continue
      }
      let printed = month.metrics[.roiAsPrintedMonth]?[0.5]
      table.add(
        [TextTable.Cell("\(month.number)")] + Self.cells(profit[0.5], money)
          + [0.05, 0.5, 0.95].flatMap { Self.cells(roi[$0], percent) }
          + Self.cells(printed, percent))
      returns.append(roi)
    }
    table.addPictures("ROI P5 to P95") { SparkBand(over: returns, width: $1).text(returns[$0]) }
    page.section("Return on investment", "US dollars; ROI on everything spent so far")
    page.table(table)
    page.paragraph(
      "As printed: one month's profit over its fixed cost, as the FinOps-for-AI guide has it.",
      tone: .faint)
  }
}
