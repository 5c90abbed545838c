import Summaries

/// Markdown as pull requests show it (GitHub Flavored Markdown).
struct MarkdownPage {
  private var blocks: [String] = []

  var text: String { blocks.joined(separator: "\n\n") + "\n" }

  mutating func add(_ block: String) { blocks.append(block) }

  mutating func heading(_ text: String, level: Int = 3) {
    add(String(repeating: "#", count: level) + " " + text)
  }

  /// A table whose first column is text and whose other columns are numbers.
  mutating func table(_ head: [String], _ rows: [[String]], textColumns: Int = 1) {
    let rule = head.indices.map { $0 < textColumns ? ":--" : "--:" }
    let lines = ([head, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    add(lines.joined(separator: "\n"))
  }

  /// Closed until the reader opens it.
  mutating func details(_ summary: String, _ fill: (inout MarkdownPage) -> Void) {
    var inner = MarkdownPage()
    fill(&inner)
    guard !inner.blocks.isEmpty else { return }
    add("<details><summary>\(summary)</summary>")
    blocks += inner.blocks
    add("</details>")
  }

  /// Text of a file that must not become markup: HTML and everything Markdown reads as more than
  /// letters is escaped.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.printable {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "@", "!": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }

  /// Text of a file as code, in a table too.
  static func code(_ text: String) -> String {
    let clean = text.printable.replacing("`", with: "'").replacing("|", with: "\\|")
    return "`\(clean)`"
  }

  static func number(_ estimate: Estimate?, _ style: NumberStyle) -> String {
    guard let estimate else { return "–" }
    let error = style.error(of: estimate).replacing("<", with: "&lt;")
    return style.text(estimate.value) + (error.isEmpty ? "" : " " + error)
  }

  static let bandHead = ["P5", "P25", "P50", "mean", "P75", "P95", "P99"]

  /// The cells below ``bandHead``.
  static func cells(_ band: Band, _ style: NumberStyle) -> [String] {
    [band[0.05], band[0.25], band[0.5], band.mean, band[0.75], band[0.95], band[0.99]]
      .map { number($0, style) }
  }
}
