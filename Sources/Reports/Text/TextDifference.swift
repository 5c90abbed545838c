import Summaries

/// A difference between two scenarios for the terminal.
package enum TextDifference {
  package static func text(
    _ difference: ForecastDifference, style: TextStyle = .plain
  ) -> String {
    var page = TextPage(style: style)
    page.headline(difference.headline)
    page.add([""])
    page.paragraph("base", indent: 0, tone: .faint)
    page.identity(difference.base, strategy: nil)
    page.paragraph("head", indent: 0, tone: .faint)
    page.identity(difference.head, strategy: nil)
    changes(difference, &page)
    attribution(difference, &page)
    page.warnings(difference.warnings)
    page.method(difference.head, notes: [])
    return page.text
  }

  private static func changes(_ difference: ForecastDifference, _ page: inout TextPage) {
    page.section("Head less base", "on the same random numbers, so that noise cancels")
    let percent = NumberStyle(.fraction, magnitude: 0)
    let shown = difference.metrics.filter { !$0.change.quantiles.isEmpty }
    for change in shown where !change.isNoise {
      page.paragraph(change.name, tone: .strong)
      page.table(indent: 4) { room in
        var table = TextTable([TextTable.Column("", .left)] + TextReport.bandColumns)
        let number = TextReport.style(
          change.unit, for: [change.base, change.head, change.change], in: room)
        for (label, band) in [
          ("base", change.base), ("head", change.head), ("change", change.change),
        ] {
          table.add([TextTable.Cell(label)] + TextReport.cells(band, number))
        }
        return table
      }
      if let higher = change.higher {
        page.paragraph(
          "Higher in \(percent.text(higher.estimate.value)) of the trials.", indent: 4, tone: .faint
        )
      }
    }
    let still = shown.filter(\.isNoise).map(\.name)
    if !still.isEmpty {
      page.paragraph(
        "No mean change that stands out from noise: \(still.joined(separator: ", ")).", tone: .faint
      )
    }
  }

  private static func attribution(_ difference: ForecastDifference, _ page: inout TextPage) {
    if let attribution = difference.attribution {
      page.section("What changed it", "US dollars, mean of \(attribution.metric.rawValue)")
      page.table { room in
        var table = TextTable(
          [TextTable.Column("", .left, overflow: .shorten)] + TextTable.Column.estimate("change")
            + [TextTable.Column("", .left, overflow: .wrap)])
        let estimates = attribution.parts.map(\.amount) + [attribution.total]
        let largest = estimates.map(\.value.magnitude).max() ?? 0
        let number = NumberStyle(.dollars, magnitude: largest, currency: false)
          .fitting(estimates, in: room)
        for part in attribution.parts {
          let values = "\(part.before ?? "nothing") → \(part.after ?? "nothing")"
          table.add([
            TextTable.Cell(part.path.printable),
            TextTable.Cell(number.signed(part.amount.value)),
            TextTable.Cell(number.error(of: part.amount), .faint),
            TextTable.Cell(
              values.printable + (part.isNoise ? " (within noise)" : ""), .faint),
          ])
        }
        table.add([
          TextTable.Cell("together", .strong),
          TextTable.Cell(number.signed(attribution.total.value), .strong),
          TextTable.Cell(number.error(of: attribution.total), .faint), TextTable.Cell(""),
        ])
        return table
      }
      page.paragraph(attribution.method, tone: .faint)
    }
    if !difference.costless.isEmpty {
      page.paragraph(
        "Changed too, without effect on cost: "
          + difference.costless.map(\.printable).joined(separator: ", ") + ".", tone: .faint)
    }
  }
}
