/// Aligned columns of text.
struct TextTable {
  enum Alignment: Sendable { case left, right }

  struct Column {
    let title: String
    let alignment: Alignment
    /// Blanks between the column and the one before it.
    let gap: Int

    init(_ title: String, _ alignment: Alignment = .right, gap: Int = 3) {
      self.title = title
      self.alignment = alignment
      self.gap = gap
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
    let column = Column(title, .left)
    let room = min(TextPage.width - self.width - column.gap - 2, width)
    guard room >= max(title.count, 8) else { return }
    columns.append(column)
    for row in rows.indices { rows[row].append(Cell(draw(row, room))) }
  }

  private var widths: [Int] {
    columns.indices.map { column in
      ([columns[column].title] + rows.map { $0[column].text }).map(\.count).max() ?? 0
    }
  }

  /// Blanks won when no gap is wider than two.
  private var wideGaps: Int {
    zip(columns, widths).dropFirst().reduce(0) { $1.1 > 0 ? $0 + max($1.0.gap - 2, 0) : $0 }
  }

  private var width: Int {
    zip(columns, widths).dropFirst().reduce(widths.first ?? 0) {
      $1.1 > 0 ? $0 + $1.0.gap + $1.1 : $0
    }
  }

  /// The table's lines without trailing blanks; a head only where a column has a title.
  ///
  /// Gaps shrink where the table would be wider than the page.
  func lines(indent: Int = 2, style: TextStyle) -> [String] {
    let widths = widths
    let excess = indent + width - TextPage.width
    let gapLimit = excess <= 0 ? Int.max : excess <= wideGaps ? 2 : 1
    func line(_ cells: [Cell]) -> String {
      var line = String(repeating: " ", count: indent)
      var blanks = ""
      for (column, cell) in cells.enumerated() where widths[column] > 0 {
        let padded = cell.text.padded(to: widths[column], columns[column].alignment)
        let head = padded.prefix { $0 == " " }
        let body = padded.dropFirst(head.count).trimmingTrailingSpaces
        if column > 0 {
          blanks += String(repeating: " ", count: min(columns[column].gap, gapLimit))
        }
        blanks += head
        guard !body.isEmpty else { continue }
        line += blanks + style.paint(body, cell.tone)
        blanks = String(repeating: " ", count: padded.count - head.count - body.count)
      }
      return line
    }
    let hasHead = columns.contains { !$0.title.isEmpty }
    return (hasHead ? [line(columns.map { Cell($0.title, .faint) })] : []) + rows.map(line)
  }
}

extension Substring {
  fileprivate var trimmingTrailingSpaces: String {
    var rest = self
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
