import Explanations
import Summaries

/// An explanation as Markdown.
package enum MarkdownExplanation {
  package static func text(_ document: ForecastExplanation) -> String {
    var page = MarkdownPage()
    page.add("**\(MarkdownPage.escaped(document.headline))**")
    page.identity(document.run, strategy: document.strategy)
    switch document.content {
    case .list(let paths):
      page.table(
        ["path", "what it is"],
        paths.map { [MarkdownPage.code($0.path), MarkdownPage.escaped($0.title)] }, textColumns: 2)
    case .figure(let explanation, let difference):
      figure(explanation, difference, document, &page)
    }
    return page.text
  }

  private static func figure(
    _ explanation: Explanation, _ difference: ForecastExplanation.Difference,
    _ document: ForecastExplanation, _ page: inout MarkdownPage
  ) {
    page.add(MarkdownPage.escaped(explanation.about))
    inputs(explanation, &page)
    results(explanation, document.run, &page)
    if !difference.effects.isEmpty {
      page.heading("What it adds")
      page.table(
        ["metric", "mean change"],
        difference.effects.map { effect in
          let number = NumberStyle(effect.metric.unit, magnitude: effect.estimate.value)
          let error = number.error(of: effect.estimate).replacing("<", with: "&lt;")
          return [
            MarkdownPage.code(effect.metric.rawValue),
            number.signed(effect.estimate.value) + (error.isEmpty ? "" : " " + error)
              + (effect.isNoise ? ", within noise" : ""),
          ]
        })
    }
    if !difference.metrics.isEmpty {
      page.heading("In the forecast")
      page.table(
        ["metric"] + MarkdownPage.bandHead,
        difference.metrics.map { metric in
          let style = NumberStyle(metric.unit, magnitude: metric.band.magnitude)
          return [MarkdownPage.code(metric.name)] + MarkdownPage.cells(metric.band, style)
        })
    }
    page.heading("Source")
    page.add(
      explanation.sources.map {
        "- \(MarkdownPage.escaped($0.text)) (\($0.standing.words))"
      }.joined(separator: "\n"))
    page.add("More: the guide's page \(explanation.guide.rawValue).")
    page.method(document.run, notes: [])
  }

  private static func inputs(_ explanation: Explanation, _ page: inout MarkdownPage) {
    guard !explanation.inputs.isEmpty else { return }
    page.heading("Inputs")
    page.table(
      ["", "field", "meaning", "is", "law", "value"],
      explanation.inputs.map { input in
        let field = MarkdownPage.code(input.field(below: explanation.place))
        let unit = input.unit.map { ", \($0)" } ?? ""
        return [
          input.symbol.map(MarkdownPage.code) ?? "", input.isMarked ? "**\(field)**" : field,
          MarkdownPage.escaped(input.meaning + unit), input.standing, input.law,
          MarkdownPage.escaped(input.shown),
        ]
      }, textColumns: 5)
  }

  private static func results(
    _ explanation: Explanation, _ run: RunRecord, _ page: inout MarkdownPage
  ) {
    guard !explanation.results.isEmpty else { return }
    page.heading("Result")
    page.table(
      ["", "what", "formula", "unit", "value", "P5", "P95", "mean"],
      explanation.results.map { result in
        let spread = result.spread.map { [$0.p5, $0.p95, $0.mean].map(Numerals.compact) }
        return [
          result.symbol == "=" ? "" : MarkdownPage.code(result.symbol),
          MarkdownPage.escaped(result.meaning), result.formula.map(MarkdownPage.code) ?? "",
          MarkdownPage.escaped(result.unit), Numerals.compact(result.value),
        ] + (spread ?? ["", "", ""])
      }, textColumns: 4)
    page.add("Evaluated at: \(ForecastExplanation.basis(explanation, run)).")
  }
}
