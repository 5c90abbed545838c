import Summaries

extension TextReport {
  /// What one session costs, and how much of the cost the dearest make.
  mutating func sessions() {
    guard let sessions = forecast.sessions else { return }
    page.section(
      "One session", "drawn from the forecast, \(sessions.count) simulated; US dollars")
    page.table { room in
      var table = TextTable(
        [TextTable.Column("", .left)] + TextTable.Column.estimate("cost")
          + TextTable.Column.estimate("share of all cost", gap: 4))
      let money = NumberStyle(
        .dollarsPerSession, magnitude: sessions.cost.magnitude, currency: false
      ).fitting(sessions.rows.compactMap(\.cost), in: room)
      let percent = NumberStyle(.fraction, magnitude: 0)
        .fitting(sessions.rows.compactMap(\.share), in: room)
      for row in sessions.rows {
        let share =
          row.share == nil
          ? [TextTable.Cell(""), TextTable.Cell("")] : Self.cells(row.share, percent)
        table.add([TextTable.Cell(row.label)] + Self.cells(row.cost, money) + share)
      }
      return table
    }
  }
}
