/// Aligned columns of text.
struct TextTable {
  enum Alignment: Sendable { case left, right }

  /// What a column does where the table is wider than the page.
  enum Overflow: Sendable {
    /// Keeps its width: a cut number is a wrong one.
    case keep
    /// Loses the middle of its cells to an ellipsis.
    case shorten
    /// Goes on in the next line; for the last column.
    case wrap
    /// Is left out: it only repeats in a picture what numbers say.
    case leave
  }

  struct Column {
    let title: String
    let alignment: Alignment
    /// Blanks between the column and the one before it.
    let gap: Int
    let overflow: Overflow

    init(
      _ title: String, _ alignment: Alignment = .right, gap: Int = 3, overflow: Overflow = .keep
    ) {
      self.title = title
      self.alignment = alignment
      self.gap = gap
      self.overflow = overflow
    }
  }

  struct Cell {
    let text: String
    let tone: Tone

    init(_ text: String, _ tone: Tone = .plain) {
      self.text = text
      self.tone = tone
    }
  }

  private(set) var columns: [Column]
  private(set) var rows: [[Cell]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// - Precondition: One cell for each column.
  mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "\(cells.count) cells, \(columns.count) columns")
    rows.append(cells)
  }

  /// Adds a column of pictures as wide as the page leaves room for, or none where it leaves little.
  mutating func addPictures(
    _ title: String, atMost width: Int = 30, draw: (_ row: Int, _ width: Int) -> String
  ) {
    let column = Column(title, .left, overflow: .leave)
    let room = min(TextPage.width - 2 - TableLayout(self).width - column.gap, width)
    guard room >= max(title.columns, 8) else { return }
    columns.append(column)
    for row in rows.indices { rows[row].append(Cell(draw(row, room))) }
  }

  /// The table's lines without trailing blanks; a head only where a column has a title.
  ///
  /// - Parameter width: Columns of the page, the indent included.
  func lines(width: Int = TextPage.width, indent: Int = 2, style: TextStyle) -> [String] {
    let layout = TableLayout(self, fitting: width - indent)
    let hasHead = columns.contains { !$0.title.isEmpty }
    let head = hasHead ? [columns.map { Cell($0.title, .faint) }] : []
    return (head + rows).flatMap { layout.lines($0, of: columns, indent: indent, style: style) }
  }

  /// Whether it can be laid out in so many columns, with gaps that still tell columns apart.
  func fits(_ width: Int) -> Bool { TableLayout(self, fitting: width, leastGap: 2).width <= width }
}
