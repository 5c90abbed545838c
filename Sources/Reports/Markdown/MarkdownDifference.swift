import Summaries

/// A difference between two scenarios as Markdown, for a pull request.
package enum MarkdownDifference {
  package static func text(_ difference: ForecastDifference) -> String {
    var page = MarkdownPage()
    page.add("**\(MarkdownPage.escaped(difference.headline))**")
    page.identity(difference.head, strategy: nil)
    page.warnings(difference.warnings)
    attribution(difference, &page)
    page.heading("Head less base")
    page.table(
      ["", "", "P5", "P50", "mean", "P95", "higher"], rows(difference), textColumns: 2)
    page.method(difference.head, notes: [])
    return page.text
  }

  private static func rows(_ difference: ForecastDifference) -> [[String]] {
    let percent = NumberStyle(.fraction, magnitude: 0)
    return difference.metrics.filter { !$0.change.quantiles.isEmpty }.flatMap { change in
      let bands = [("base", change.base), ("head", change.head), ("change", change.change)]
      let style = NumberStyle(change.unit, magnitude: bands.map(\.1.magnitude).max() ?? 0)
      return bands.enumerated().map { position, row in
        let name = position == 0 ? MarkdownPage.code(change.name) : ""
        let numbers = TextReport.statistics(row.1).map { MarkdownPage.number($0, style) }
        let higher = change.higher.map { percent.text($0.estimate.value) } ?? "–"
        return [name, row.0] + numbers + [position == 2 ? higher : ""]
      }
    }
  }

  private static func attribution(_ difference: ForecastDifference, _ page: inout MarkdownPage) {
    if let attribution = difference.attribution {
      let estimates = attribution.parts.map(\.amount) + [attribution.total]
      let style = NumberStyle(
        .dollars, magnitude: estimates.map(\.value.magnitude).max() ?? 0)
      page.heading("What changed it")
      page.table(
        ["field", "before", "after", MarkdownPage.escaped(attribution.metric.rawValue)],
        attribution.parts.map { part in
          [
            MarkdownPage.code(part.path), part.before.map(MarkdownPage.code) ?? "–",
            part.after.map(MarkdownPage.code) ?? "–",
            signed(part.amount, style) + (part.isNoise ? ", within noise" : ""),
          ]
        } + [["**together**", "", "", "**\(signed(attribution.total, style))**"]],
        textColumns: 3)
      page.add(MarkdownPage.escaped(attribution.method))
    }
    if !difference.costless.isEmpty {
      let names = difference.costless.map(MarkdownPage.code).joined(separator: ", ")
      page.add("Changed too, without effect on cost: \(names).")
    }
  }

  private static func signed(_ estimate: Estimate, _ style: NumberStyle) -> String {
    let error = style.error(of: estimate).replacing("<", with: "&lt;")
    return style.signed(estimate.value) + (error.isEmpty ? "" : " " + error)
  }
}
