import Summaries

extension TextReport {
  mutating func unitEconomics() {
    page.section("Unit economics", "per \(forecast.run.unit.printable.shortened(to: 40))")
    page.table { room in
      var table = TextTable([TextTable.Column("", .left)] + Self.bandColumns)
      for row in forecast.unitRows(room: room) {
        table.add([TextTable.Cell(row.label)] + Self.cells(row.band, row.style))
      }
      return table
    }
    let shown = forecast.unitRows().flatMap { Self.statistics($0.band) }
    if shown.contains(where: { $0 == nil }) {
      page.paragraph("– no mean, because it may be infinite.", tone: .faint)
    }
    if shown.contains(where: { $0?.error == .infinity && $0?.value.isFinite == true }) {
      page.paragraph(
        "±? no error to tell: in some randomisations the number lies beyond every bound.",
        tone: .faint)
    }
  }

  /// What each month earns, and the return so far.
  mutating func ramp() {
    let profits = forecast.months.compactMap { $0.metrics[.profitMonth] }
    guard !profits.isEmpty else { return }
    let full = forecast.months.filter { $0.metrics[.roiMonth] != nil }
    let returns = full.compactMap { $0.metrics[.roiMonth] }
    let printed = full.map { $0.metrics[.roiAsPrintedMonth]?[0.5] }
    page.section("Return on investment", "US dollars; ROI on everything spent so far")
    page.table { room in
      var table = TextTable(
        [TextTable.Column("month")] + TextTable.Column.estimate("profit P50")
          + ["ROI P5", "P50", "P95"].flatMap { TextTable.Column.estimate($0, gap: 2) }
          + TextTable.Column.estimate("as printed", gap: 2))
      let money = Self.style(.dollars, for: profits, in: room, currency: false)
      let percent = NumberStyle(.ratio, magnitude: 100)
        .fitting(returns.flatMap(Self.statistics).compactMap { $0 }, in: room)
      let percentPrinted = NumberStyle(.ratio, magnitude: 100)
        .fitting(printed.compactMap { $0 }, in: room)
      for (month, printed) in zip(full, printed) {
        guard let profit = month.metrics[.profitMonth], let roi = month.metrics[.roiMonth] else {
          continue
        }
        table.add(
          [TextTable.Cell("\(month.number)")] + Self.cells(profit[0.5], money)
            + [0.05, 0.5, 0.95].flatMap { Self.cells(roi[$0], percent) }
            + Self.cells(printed, percentPrinted))
      }
      table.addPictures("ROI P5 to P95") { SparkBand(over: returns, width: $1).text(returns[$0]) }
      return table
    }
    if let payback = forecast.paybackSentence { page.paragraph(payback) }
    page.paragraph(
      "As printed: the P50 of one month's profit over its fixed cost, as the FinOps-for-AI guide has "
        + "it.", tone: .faint)
  }
}
