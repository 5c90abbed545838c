import Summaries

/// A comparison of strategies for the terminal.
package struct TextComparison {
  private let comparison: ForecastComparison
  private var page: TextPage

  package static func text(
    _ comparison: ForecastComparison, style: TextStyle = .plain
  ) -> String {
    var report = TextComparison(comparison: comparison, page: TextPage(style: style))
    report.page.add([style.paint(Headline(comparison).sentence, .strong), ""])
    report.page.identity(comparison.run, strategy: nil)
    for metric in metrics { report.metric(metric) }
    report.differences()
    report.page.gates(comparison.gates)
    report.page.warnings(comparison.warnings)
    report.page.method(comparison.run, notes: comparison.notes)
    return report.page.text
  }

  private static let metrics: [MetricName] = [
    .costMonth, .costPerUnit, .costPerSuccessfulUnit, .qualitySuccess, .marginPerUnit,
    .paybackMonths,
  ]

  /// One metric of all strategies, with their bands on one scale.
  private mutating func metric(_ name: MetricName) {
    let rows = comparison.sides.compactMap { side in
      side.metrics[name].map { (side: side, band: $0) }
    }
    guard rows.contains(where: { !$0.band.quantiles.isEmpty }) else { return }
    let number = NumberStyle(name.unit, magnitude: rows.map(\.band.magnitude).max() ?? 0)
    var table = TextTable([TextTable.Column("", .left)] + TextReport.bandColumns)
    for row in rows {
      let label = row.side.strategy.printable.shortened(to: 24) + (row.side.isInUse ? " *" : "")
      table.add([TextTable.Cell(label)] + TextReport.cells(row.band, number))
    }
    let bands = rows.map(\.band)
    table.addPictures("P5 to P95") { SparkBand(over: bands, width: $1).text(bands[$0]) }
    let unit = comparison.run.unit.printable
    page.section(
      Self.title(name, unit: unit), rows.contains(where: \.side.isInUse) ? "* in use" : "")
    page.table(table)
  }

  private static func title(_ name: MetricName, unit: String) -> String {
    switch name {
    case .costMonth: "Cost of an average month"
    case .costPerUnit: "Cost per \(unit)"
    case .costPerSuccessfulUnit: "Cost per successful \(unit)"
    case .qualitySuccess: "Success"
    case .marginPerUnit: "Margin per \(unit), over inference and harness"
    case .paybackMonths: "Payback, months"
    default: name.rawValue
    }
  }

  private mutating func differences() {
    guard !comparison.pairs.isEmpty else { return }
    let chance = NumberStyle(.fraction, magnitude: 0)
    page.section("Differences", "on the same random numbers, so that noise cancels")
    for pair in comparison.pairs {
      let (first, second) = (pair.first.printable, pair.second.printable)
      page.add(["  " + page.style.paint("\(first) less \(second)", .strong)])
      var table = TextTable([TextTable.Column("", .left)] + TextReport.bandColumns)
      for metric in pair.differences where !metric.band.quantiles.isEmpty {
        table.add(
          [TextTable.Cell(metric.name)] + TextReport.cells(metric.band, NumberStyle(metric)))
      }
      page.table(table, indent: 4)
      let chances = [
        ("in total", pair.cheaper), ("per successful unit", pair.cheaperPerSuccessfulUnit),
      ].compactMap { words, estimate in
        estimate.map { "\(words) in \(chance.text($0.value)) of the trials" }
      }
      if !chances.isEmpty {
        page.paragraph(
          "\(first) is cheaper \(chances.joined(separator: ", ")).", indent: 4)
      }
    }
  }
}
