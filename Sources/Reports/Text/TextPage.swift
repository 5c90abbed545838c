/// Lines of a report, at most 100 columns wide, section by section.
struct TextPage {
  static let width = 100

  let style: TextStyle
  private(set) var lines: [String] = []

  init(style: TextStyle) {
    self.style = style
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func add(_ newLines: [String]) { lines += newLines }

  /// The sentence that opens a report: on one line to be copied, else with a line for each clause.
  mutating func headline(_ sentence: String, tone: Tone = .strong) {
    let isShort = sentence.columns <= Self.width
    let clauses =
      isShort
      ? [sentence] : sentence.replacing("; ", with: ";\n").split(separator: "\n").map(String.init)
    for clause in clauses { paragraph(clause, indent: 0, tone: tone) }
  }

  /// Starts a section: a blank line, then the title over a rule, with a remark at its right.
  mutating func section(_ title: String, _ remark: String = "") {
    let title = title.shortened(to: Self.width)
    let blanks = Self.width - title.columns - remark.columns
    let fitting = remark.isEmpty || blanks < 2 ? "" : String(repeating: " ", count: blanks)
    let right = fitting.isEmpty ? "" : fitting + style.paint(remark, .faint)
    lines += ["", style.paint(title, .strong) + right]
    if !remark.isEmpty, fitting.isEmpty { paragraph(remark, tone: .faint) }
    lines.append(style.paint(String(repeating: "─", count: Self.width), .faint))
  }

  mutating func table(_ table: TextTable, indent: Int = 2) {
    lines += table.lines(indent: indent, style: style)
  }

  /// A table of numbers with all the digits that the page has room for.
  ///
  /// - Parameter make: Makes the table with numbers of at most so many columns.
  mutating func table(indent: Int = 2, _ make: (_ room: Int) -> TextTable) {
    let rooms = [Int.max, 12, 11, 10, 9, 8, 7]
    let fitting = rooms.lazy.map(make).first { $0.fits(Self.width - indent) }
    table(fitting ?? make(rooms[rooms.count - 1]), indent: indent)
  }

  /// Words wrapped to the width.
  ///
  /// - Parameter first: What the first line begins with in place of its indent; as wide as that.
  mutating func paragraph(
    _ words: String, indent: Int = 2, tone: Tone = .plain, first: String? = nil
  ) {
    let margin = String(repeating: " ", count: indent)
    for (number, line) in Self.wrapped(words, width: Self.width - indent).enumerated() {
      lines.append((number == 0 ? first ?? margin : margin) + style.paint(line, tone))
    }
  }

  /// Lines of at most so many columns; a word that is longer is broken.
  static func wrapped(_ words: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    // A percent sign stays with its number.
    for word in words.replacing(" %", with: "\u{A0}%").split(separator: " ") {
      var word = word
      if !line.isEmpty, line.columns + 1 + word.columns > width {
        lines.append(line)
        line = ""
      }
      while word.columns > width {
        let part = word.prefix(columns: width)
        lines.append(String(part))
        word = word.dropFirst(part.count)
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { $0.replacing("\u{A0}", with: " ") }
  }
}

extension TextTable.Column {
  /// A number and, left-aligned behind it, its error.
  static func estimate(_ title: String, gap: Int = 3) -> [TextTable.Column] {
    [TextTable.Column(title, gap: gap), TextTable.Column("", .left, gap: 1)]
  }
}
