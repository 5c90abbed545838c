import Summaries

/// A comparison of strategies for the terminal.
package struct TextComparison {
  private let comparison: ForecastComparison
  private var page: TextPage

  package static func text(
    _ comparison: ForecastComparison, style: TextStyle = .plain
  ) -> String {
    var report = TextComparison(comparison: comparison, page: TextPage(style: style))
    report.page.headline(Headline(comparison).sentence)
    report.page.add([""])
    report.page.identity(comparison.run, strategy: nil)
    for metric in ForecastComparison.decidingMetrics { report.metric(metric) }
    report.differences()
    report.page.gates(comparison.gates)
    report.page.warnings(comparison.warnings)
    report.page.method(comparison.run, notes: comparison.notes)
    return report.page.text
  }

  /// One metric of all strategies, with their bands on one scale.
  private mutating func metric(_ name: MetricName) {
    let rows = comparison.sides.compactMap { side in
      side.metrics[name].map { (side: side, band: $0) }
    }
    guard rows.contains(where: { !$0.band.quantiles.isEmpty }) else { return }
    let bands = rows.map(\.band)
    page.section(
      comparison.title(of: name), rows.contains(where: \.side.isInUse) ? "* in use" : "")
    page.table { room in
      var table = TextTable([TextTable.Column("", .left)] + TextReport.bandColumns)
      let number = TextReport.style(name.unit, for: bands, in: room)
      for row in rows {
        let label = row.side.strategy.printable.shortened(to: 24) + (row.side.isInUse ? " *" : "")
        table.add([TextTable.Cell(label)] + TextReport.cells(row.band, number))
      }
      table.addPictures("P5 to P95") { SparkBand(over: bands, width: $1).text(bands[$0]) }
      return table
    }
  }

  private mutating func differences() {
    guard !comparison.pairs.isEmpty else { return }
    let chance = NumberStyle(.fraction, magnitude: 0)
    page.section("Differences", "on the same random numbers, so that noise cancels")
    for pair in comparison.pairs {
      let (first, second) = (pair.first.printable, pair.second.printable)
      page.paragraph("\(first) less \(second)", tone: .strong)
      page.table(indent: 4) { room in
        var table = TextTable([TextTable.Column("", .left)] + TextReport.bandColumns)
        for metric in pair.differences where !metric.band.quantiles.isEmpty {
          let number = TextReport.style(metric.unit, for: [metric.band], in: room)
          let label = metric.name == MetricName.costTotal.rawValue ? "in total" : "per success"
          table.add([TextTable.Cell(label)] + TextReport.cells(metric.band, number))
        }
        return table
      }
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
