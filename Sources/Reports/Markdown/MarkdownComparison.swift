import Summaries

/// A comparison of strategies as Markdown.
package enum MarkdownComparison {
  package static func text(_ comparison: ForecastComparison) -> String {
    var page = MarkdownPage()
    page.add("**\(MarkdownPage.escaped(Headline(comparison).sentence))**")
    page.identity(comparison.run, strategy: nil)
    sides(comparison, &page)
    differences(comparison, &page)
    page.gates(comparison.gates)
    page.warnings(comparison.warnings)
    page.method(comparison.run, notes: comparison.notes)
    return page.text
  }

  private static func sides(_ comparison: ForecastComparison, _ page: inout MarkdownPage) {
    let rows = comparison.sides.flatMap { side in
      side.metrics.filter { !$0.band.quantiles.isEmpty }.map { metric in
        [MarkdownPage.escaped(side.strategy) + (side.isInUse ? " (in use)" : ""), metric.name]
          + MarkdownPage.cells(metric.band, NumberStyle(metric))
      }
    }
    page.heading("Strategies")
    page.table(["strategy", "metric"] + MarkdownPage.bandHead, rows, textColumns: 2)
  }

  private static func differences(_ comparison: ForecastComparison, _ page: inout MarkdownPage) {
    guard !comparison.pairs.isEmpty else { return }
    let percent = NumberStyle(.fraction, magnitude: 0)
    let rows = comparison.pairs.flatMap { pair in
      pair.differences.filter { !$0.band.quantiles.isEmpty }.map { metric in
        let chance =
          metric.name == MetricName.costTotal.rawValue
          ? pair.cheaper : pair.cheaperPerSuccessfulUnit
        let names = [pair.first, pair.second].map(MarkdownPage.escaped)
        let numbers = [metric.band[0.05], metric.band.mean, metric.band[0.95]]
        return [names.joined(separator: " less "), metric.name]
          + numbers.map { MarkdownPage.number($0, NumberStyle(metric)) }
          + [MarkdownPage.number(chance, percent)]
      }
    }
    page.heading("Differences")
    page.table(["", "metric", "P5", "mean", "P95", "cheaper in"], rows, textColumns: 2)
  }
}
