import Summaries

/// A comparison as Markdown.
package enum MarkdownComparison {
  package static func text(_ comparison: ForecastComparison) -> String {
    var page = MarkdownPage()
    page.add("**\(MarkdownPage.escaped(Headline(comparison).sentence))**")
    for subject in comparison.subjects {
      page.identity(
        subject.run, strategy: nil, file: comparison.hasSeveralSubjects ? subject.file : nil)
    }
    for subject in comparison.subjects {
      page.gates(subject.gates, of: comparison.caption(of: subject))
    }
    for subject in comparison.subjects {
      page.warnings(subject.warnings, of: comparison.caption(of: subject))
    }
    sides(comparison, &page)
    differences(comparison, &page)
    page.details("Every metric") { everything(comparison, &$0) }
    page.method(
      comparison.run, notes: comparison.subjects.flatMap { $0.prefixedNotes(in: comparison) })
    return page.text
  }

  /// What a choice is made by: the sides below each other, metric by metric.
  private static func sides(_ comparison: ForecastComparison, _ page: inout MarkdownPage) {
    let rows = ForecastComparison.decidingMetrics.flatMap { metric in
      Self.rows(comparison, metric.rawValue, title: comparison.title(of: metric)) { band, style in
        TextReport.statistics(band).map { MarkdownPage.number($0, style) }
      }
    }
    page.heading(comparison.hasSeveralSubjects ? "Side by side" : "Strategies")
    if comparison.sides.contains(where: { $0.latencyClass != nil }) {
      page.table(
        ["strategy", "latency class", "as declared; no cost depends on it"],
        comparison.sides.map {
          [
            name($0, in: comparison), $0.latencyClass?.rawValue ?? "–",
            MarkdownPage.escaped($0.latencyClass?.meaning ?? ""),
          ]
        }, textColumns: 3)
    }
    page.table(["", "strategy", "P5", "P50", "mean", "P95"], rows, textColumns: 2)
  }

  private static func everything(_ comparison: ForecastComparison, _ page: inout MarkdownPage) {
    var names: [String] = []
    for metric in comparison.sides.flatMap(\.metrics) where !names.contains(metric.name) {
      names.append(metric.name)
    }
    let rows = names.flatMap { Self.rows(comparison, $0, title: $0, cells: MarkdownPage.cells) }
    page.table(["metric", "strategy"] + MarkdownPage.bandHead, rows, textColumns: 2)
  }

  /// One row a side, all with the same decimals; the title in the first alone.
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
      [position == 0 ? MarkdownPage.escaped(title) : "", name(row.side, in: comparison)]
        + cells(row.metric.band, NumberStyle(row.metric.unit, magnitude: magnitude))
    }
  }

  private static func name(
    _ side: ForecastComparison.Side, in comparison: ForecastComparison
  ) -> String {
    MarkdownPage.escaped(side.label) + (comparison.marks(side) ? " (in use)" : "")
  }

  private static func differences(_ comparison: ForecastComparison, _ page: inout MarkdownPage) {
    guard !comparison.pairs.isEmpty else { return }
    let rows = comparison.pairs.flatMap { pair in
      pair.deciding.filter { !$0.band.quantiles.isEmpty }.map { difference in
        let style = NumberStyle(difference.metric.unit, magnitude: difference.band.magnitude)
        let chance = difference.firstCheaper.map { $0.words + $0.intervalInWords } ?? "–"
        let names = [pair.first, pair.second].map(MarkdownPage.escaped)
        return [names.joined(separator: " less "), difference.metric.rawValue]
          + TextReport.statistics(difference.band).map { MarkdownPage.number($0, style) }
          + [chance.replacing("<", with: "&lt;")]
      }
    }
    page.heading("Differences")
    page.table(
      ["", "metric", "P5", "P50", "mean", "P95", "cheaper in"], rows, textColumns: 2)
    if !comparison.notes.isEmpty {
      page.add(comparison.notes.map { MarkdownPage.escaped($0.message) }.joined(separator: "\n"))
    }
  }
}
