import Governance
import Summaries

/// An analysis of sensitivity as Markdown.
package enum MarkdownSensitivity {
  package static func text(_ sensitivity: ForecastSensitivity) -> String {
    var page = MarkdownPage()
    page.add("**\(MarkdownPage.escaped(sensitivity.headline))**")
    page.identity(sensitivity.run, strategy: sensitivity.strategy)
    page.warnings(sensitivity.warnings)
    for gate in sensitivity.gates where !gate.flips.isEmpty || gate.holds == nil {
      learn(gate, &page)
    }
    decision(sensitivity, &page)
    variance(sensitivity, &page)
    tornado(sensitivity, &page)
    page.method(sensitivity.run, notes: sensitivity.notes)
    return page.text
  }

  private static let percent = NumberStyle(.fraction, magnitude: 0)

  private static func learn(_ gate: ForecastSensitivity.Gate, _ page: inout MarkdownPage) {
    page.heading(
      (gate.number.map { "Gate \($0): " } ?? "Gate: ") + MarkdownPage.code(gate.line.expression))
    let verdict = "\(gate.line.verdict.mark) \(gate.line.verdict.rawValue): "
    page.add(verdict + MarkdownPage.escaped(gate.line.sentence))
    findings("decides it with probability", gate.flips, percent, &page)
  }

  private static func decision(_ sensitivity: ForecastSensitivity, _ page: inout MarkdownPage) {
    guard let decision = sensitivity.decision else { return }
    page.heading("What knowing is worth before launch")
    let shown = decision.values.filter { !$0.isNoise }
    findings(
      "worth", shown, NumberStyle(.dollars, magnitude: decision.everything.value), &page)
    for sentence in decision.sentences(unless: shown.isEmpty) {
      page.add(MarkdownPage.escaped(sentence))
    }
  }

  private static func findings(
    _ title: String, _ findings: [ForecastSensitivity.Finding], _ number: NumberStyle,
    _ page: inout MarkdownPage
  ) {
    guard !findings.isEmpty else { return }
    page.table(
      ["assumption", title, "source"],
      findings.map {
        [
          MarkdownPage.code($0.assumption.path),
          MarkdownPage.number($0.estimate, number) + ($0.isNoise ? ", within noise" : ""),
          source($0.assumption.source),
        ]
      })
  }

  private static func variance(_ sensitivity: ForecastSensitivity, _ page: inout MarkdownPage) {
    guard let variance = sensitivity.variance else { return }
    page.heading("What explains the variance of \(MarkdownPage.code(sensitivity.metric))")
    page.table(
      ["factor", "alone", "in all", "source"],
      variance.factors.map { factor in
        [
          factor.isDemand
            ? factor.name
            : factor.assumptions.map { MarkdownPage.code($0.path) }.joined(separator: " + "),
          MarkdownPage.number(factor.first, percent), MarkdownPage.number(factor.total, percent),
          factor.lacksSource ? "none" : "",
        ]
      })
    page.add(
      "alone: share of the variance that would be gone if it were known (first-order Sobol index). "
        + "in all: share that would be left if everything else were (total index). "
        + MarkdownPage.escaped(variance.remark))
  }

  private static func tornado(_ sensitivity: ForecastSensitivity, _ page: inout MarkdownPage) {
    guard let tornado = sensitivity.tornado else { return }
    let ends = tornado.bars.flatMap { [$0.low, $0.high] }.compactMap { $0?.value.magnitude }
    let number = NumberStyle(sensitivity.unit, magnitude: ends.max() ?? 0)
    page.heading("One assumption at a time: mean of \(MarkdownPage.code(sensitivity.metric))")
    page.table(
      ["assumption", "P5 to P95", "at its P5", "at its P95", "swing"],
      tornado.bars.map { bar in
        [
          MarkdownPage.code(bar.assumption.path), bar.range, MarkdownPage.number(bar.low, number),
          MarkdownPage.number(bar.high, number),
          bar.swing.map { number.signed($0.value) } ?? "–",
        ]
      })
    let base = MarkdownPage.number(tornado.base, number)
    page.add("All others at their median; with every one at its median the mean is \(base).")
  }

  private static func source(_ source: String?) -> String {
    source.map(MarkdownPage.escaped) ?? "**none**"
  }
}
