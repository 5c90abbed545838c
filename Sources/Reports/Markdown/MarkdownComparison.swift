import Summaries

/// A comparison of strategies as Markdown.
package enum MarkdownComparison {
  package static func text(_ comparison: ForecastComparison) -> String {
    var page = MarkdownPage()
    page.add("**\(MarkdownPage.escaped(Headline(comparison).sentence))**")
    page.identity(comparison.run, strategy: nil)
    page.gates(comparison.gates)
    page.warnings(comparison.warnings)
    strategies(comparison, &page)
    differences(comparison, &page)
    page.details("Every metric") { everything(comparison, &$0) }
    page.method(comparison.run, notes: comparison.notes)
    return page.text
  }

  /// What a choice is made by: the strategies below each other, metric by metric.
  private static func strategies(_ comparison: ForecastComparison, _ page: inout MarkdownPage) {
    let rows = ForecastComparison.decidingMetrics.flatMap { metric in
      Self.rows(comparison, metric.rawValue, title: comparison.title(of: metric)) { band, style in
        TextReport.statistics(band).map { MarkdownPage.number($0, style) }
      }
    }
    page.heading("Strategies")
    page.table(["", "strategy", "P5", "P50", "mean", "P95"], rows, textColumns: 2)
  }

  private static func everything(_ comparison: ForecastComparison, _ page: inout MarkdownPage) {
    let names = comparison.sides.first?.metrics.map(\.name) ?? []
    let rows = names.flatMap { Self.rows(comparison, $0, title: $0, cells: MarkdownPage.cells) }
    page.table(["metric", "strategy"] + MarkdownPage.bandHead, rows, textColumns: 2)
  }

  /// One row a strategy, all with the same decimals; the title in the first alone.
  private static func rows(
    _ comparison: ForecastComparison, _ metric: String, title: String,
    cells: (Band, NumberStyle) -> [String]
  ) -> [[String]] {
    let found = comparison.sides.compactMap { side in
      side.metrics.first { $0.name == metric && !$0.band.quantiles.isEmpty }
        .map { (side: side, metric: $0) }
    }
    let magnitude = found.map(\.metric.band.magnitude).max() ?? 0
    return found.enumerated().map { position, row in
      [
        position == 0 ? MarkdownPage.escaped(title) : "",
        MarkdownPage.escaped(row.side.strategy) + (row.side.isInUse ? " (in use)" : ""),
      ] + cells(row.metric.band, NumberStyle(row.metric.unit, magnitude: magnitude))
    }
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
