import Summaries

extension TextReport {
  /// The mean taken apart in five ways; parts that cost nothing are left to the JSON.
  mutating func breakdown() {
    let magnitude = forecast.metrics[.costTotal]?.mean?.value ?? 0
    let parts = forecast.breakdown.flatMap(\.parts)
    guard parts.contains(where: { $0.cost.value != 0 }) else { return }
    let share = NumberStyle(.fraction, magnitude: 0)
    page.section(
      "Where it goes", "US dollars over the horizon, each way of cutting sums to the mean")
    page.table { room in
      var table = TextTable(
        [
          TextTable.Column("", .left),
          TextTable.Column("", .left, gap: 2, overflow: .shorten),
        ] + TextTable.Column.estimate("mean")
          + [TextTable.Column("share"), TextTable.Column("", .left, overflow: .leave)])
      let number = NumberStyle(.dollars, magnitude: magnitude, currency: false)
        .fitting(parts.map(\.cost), in: room)
      for part in forecast.breakdown {
        var label = part.dimension.rawValue
        for row in part.parts where row.cost.value != 0 {
          table.add(
            [TextTable.Cell(label, .faint), TextTable.Cell(row.name.printable)]
              + Self.cells(row.cost, number) + [
                TextTable.Cell(share.text(row.share)),
                TextTable.Cell(SparkBand.bar(row.share, width: 24), .faint),
              ])
          label = ""
        }
      }
      return table
    }
  }
}
