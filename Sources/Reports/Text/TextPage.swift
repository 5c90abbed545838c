/// Lines of a report, at most 100 columns wide where names allow it, section by section.
struct TextPage {
  static let width = 100

  let style: TextStyle
  private(set) var lines: [String] = []

  init(style: TextStyle) {
    self.style = style
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func add(_ newLines: [String]) { lines += newLines }

  /// Starts a section: a blank line, then the title over a rule, with a remark at its right.
  mutating func section(_ title: String, _ remark: String = "") {
    let blanks = Self.width - title.count - remark.count
    let fitting = remark.isEmpty || blanks < 2 ? "" : String(repeating: " ", count: blanks)
    lines += ["", style.paint(title, .strong) + fitting + style.paint(remark, .faint)]
    if !remark.isEmpty, fitting.isEmpty { paragraph(remark, tone: .faint) }
    lines.append(style.paint(String(repeating: "─", count: Self.width), .faint))
  }

  mutating func table(_ table: TextTable, indent: Int = 2) {
    lines += table.lines(indent: indent, style: style)
  }

  /// Words wrapped to the width.
  mutating func paragraph(_ words: String, indent: Int = 2, tone: Tone = .plain) {
    let margin = String(repeating: " ", count: indent)
    for line in Self.wrapped(words, width: Self.width - indent) {
      lines.append(margin + style.paint(line, tone))
    }
  }

  static func wrapped(_ words: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    // A percent sign stays with its number.
    for word in words.replacing(" %", with: "\u{A0}%").split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
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
