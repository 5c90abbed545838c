import Summaries

extension TextReport {
  /// All seven numbers of the bands that matter most, each with its error.
  mutating func cost() {
    let metrics = forecast.metrics
    let unit = forecast.run.unit.printable.shortened(to: 14)
    var columns: [(title: String, band: Band, unit: MetricName.Unit)] = []
    if let month = metrics[.costMonth] {
      columns.append(("average month", month, .dollars))
    }
    let fullMonths = forecast.months.filter { !$0.isPartial }
    if fullMonths.count > 1, let last = fullMonths.last, let cost = last.metrics[.costMonth] {
      columns.append(("month \(last.number)", cost, .dollars))
    }
    if let total = metrics[.costTotal] { columns.append(("in total", total, .dollars)) }
    if let perUnit = metrics[.costPerUnit] {
      columns.append(("per \(unit)", perUnit, .dollarsPerUnit))
    }
    page.section("Cost", "± one Monte Carlo standard error")
    page.table { room in
      var table = TextTable(
        [TextTable.Column("", .left)]
          + columns.flatMap { TextTable.Column.estimate($0.title, gap: 4) })
      let styles = columns.map { column in
        NumberStyle(column.unit, magnitude: column.band.magnitude)
          .fitting(Self.allStatistics.compactMap { $0.estimate(column.band) }, in: room)
      }
      for (label, estimate) in Self.allStatistics {
        let cells = zip(columns, styles).flatMap { Self.cells(estimate($0.band), $1) }
        table.add([TextTable.Cell(label)] + cells)
      }
      return table
    }
    for column in columns where column.band.omitted > 0 {
      page.paragraph(
        "\(column.title): \(column.band.omitted) trials without a \(unit) are left out.",
        tone: .faint)
    }
    page.add([""])
    page.paragraph(varianceSentence)
  }

  private static let allStatistics: [(label: String, estimate: @Sendable (Band) -> Estimate?)] = [
    ("P5", { $0[0.05] }), ("P25", { $0[0.25] }), ("P50", { $0[0.5] }), ("mean", { $0.mean }),
    ("P75", { $0[0.75] }), ("P95", { $0[0.95] }), ("P99", { $0[0.99] }),
  ]

  private var varianceSentence: String {
    guard let shares = forecast.shares else { return "Nothing varies: the cost is one number." }
    func percent(_ share: Double) -> String {
      NumberStyle(.fraction, magnitude: 0).text(share)
    }
    return
      "Of the variance of the total, \(percent(shares.uncertainty)) is uncertainty (what is not known yet) "
      + "and \(percent(shares.variability)) variability (demand \(percent(shares.demand)), "
      + "requests \(percent(shares.request)))."
  }

  mutating func months() {
    let costs = forecast.months.compactMap { $0.metrics[.costMonth] }
    guard !costs.isEmpty else { return }
    let hasDates = forecast.months.contains { $0.start != nil }
    page.section("Month by month", "US dollars; a month is 13/3 weeks")
    page.table { room in
      var table = TextTable(
        [TextTable.Column("month"), TextTable.Column(hasDates ? "from" : "", .left, gap: 2)]
          + Self.bandColumns)
      let number = Self.style(.dollars, for: costs, in: room, currency: false)
      for month in forecast.months {
        guard let cost = month.metrics[.costMonth] else { continue }
        let tone = month.isPartial ? Tone.faint : .plain
        table.add(
          [
            TextTable.Cell(month.isPartial ? "(\(month.number))" : "\(month.number)", tone),
            TextTable.Cell(month.start?.description ?? "", .faint),
          ] + Self.cells(cost, number, tone: tone))
      }
      table.addPictures("P5 to P95") { SparkBand(over: costs, width: $1).text(costs[$0]) }
      return table
    }
    if forecast.months.contains(where: \.isPartial) {
      page.paragraph(
        "(n) The horizon ends inside this month; it counts in no average.", tone: .faint)
    }
  }
}
