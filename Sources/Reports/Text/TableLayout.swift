/// How wide the columns of a table are.
struct TableLayout {
  /// A column of width zero is not shown.
  private(set) var widths: [Int]
  private var gaps: [Int]

  /// Every column as wide as its widest cell.
  init(_ table: TextTable) {
    widths = table.columns.indices.map { column in
      ([table.columns[column].title] + table.rows.map { $0[column].text }).map(\.columns).max() ?? 0
    }
    gaps = table.columns.map(\.gap)
  }

  /// The table in `room` columns where that is possible: closer together, then without pictures,
  /// then with long text wrapped or shortened.
  init(_ table: TextTable, fitting room: Int, leastGap: Int = 1) {
    self.init(table)
    let overflows = table.columns.map(\.overflow)
    if width > room { gaps = gaps.map { min($0, 2) } }
    for column in overflows.indices where overflows[column] == .leave && width > room {
      widths[column] = 0
    }
    for column in overflows.indices where overflows[column] == .wrap {
      narrow(column, to: Self.leastWrapped, for: room)
    }
    let shortened = overflows.indices.filter { overflows[$0] == .shorten }
    while width > room, let widest = shortened.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > Self.leastShortened
    {
      widths[widest] -= 1
    }
    if width > room { gaps = gaps.map { min($0, leastGap) } }
  }

  private static let leastWrapped = 32
  private static let leastShortened = 20

  /// Columns in all.
  var width: Int {
    var width = 0
    for column in widths.indices where widths[column] > 0 {
      width += (width > 0 ? gaps[column] : 0) + widths[column]
    }
    return width
  }

  private mutating func narrow(_ column: Int, to least: Int, for room: Int) {
    let excess = max(width - room, 0)
    widths[column] = max(widths[column] - excess, min(widths[column], least))
  }

  /// One row: a single line, or more where a cell wraps.
  func lines(
    _ cells: [TextTable.Cell], of columns: [TextTable.Column], indent: Int, style: TextStyle
  ) -> [String] {
    func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
    var line = ""
    var rest: [String] = []
    // Columns that the line takes, without what colours it, and where the next cell begins.
    var (length, start) = (0, indent)
    for (column, cell) in cells.enumerated() where widths[column] > 0 {
      if start > indent { start += gaps[column] }
      var text = cell.text
      if columns[column].overflow == .wrap {
        let parts = TextPage.wrapped(text, width: widths[column])
        text = parts.first ?? ""
        rest = parts.dropFirst().map { blanks(start) + style.paint($0, cell.tone) }
      }
      text = text.shortened(to: widths[column])
      if !text.allSatisfy({ $0 == " " }) {
        let isRight = columns[column].alignment == .right
        let place = start + (isRight ? widths[column] - text.columns : 0)
        line += blanks(place - length) + style.paint(text, cell.tone)
        length = place + text.columns
      }
      start += widths[column]
    }
    return [line] + rest
  }
}
