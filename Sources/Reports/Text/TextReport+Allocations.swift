import Summaries

extension TextReport {
  /// What each value of a field costs a month.
  mutating func allocations() {
    for allocation in forecast.allocations {
      page.section("By \(allocation.field.printable)", "US dollars a month; values sum to the mean")
      page.table { room in
        var table = TextTable(
          [TextTable.Column("", .left, overflow: .shorten)] + Self.bandColumns
            + [TextTable.Column("share")])
        let number = Self.style(
          .dollars, for: allocation.parts.map(\.month), in: room, currency: false)
        let percent = NumberStyle(.fraction, magnitude: 0)
        for part in allocation.parts {
          table.add(
            [TextTable.Cell(part.value.printable)] + Self.cells(part.month, number)
              + [TextTable.Cell(percent.text(part.share))])
        }
        return table
      }
    }
  }
}
