import Explanations
import Summaries

/// An explanation for the terminal.
package enum TextExplanation {
  package static func text(
    _ document: ForecastExplanation, style: TextStyle = .plain
  ) -> String {
    var page = TextPage(style: style)
    page.headline(document.headline.printable)
    page.add([""])
    page.identity(document.run, strategy: document.strategy)
    switch document.content {
    case .list(let paths): list(paths, &page)
    case .figure(let explanation, let difference):
      figure(explanation, difference, document, &page)
    }
    return page.text
  }

  private static func list(_ paths: [ExplainablePath], _ page: inout TextPage) {
    page.section("What can be explained", "cogcast explain FILE PATH")
    var table = TextTable([
      TextTable.Column("path", .left, overflow: .shorten),
      TextTable.Column("what it is", .left),
    ])
    for path in paths {
      table.add([TextTable.Cell(path.path.printable), TextTable.Cell(path.title, .faint)])
    }
    page.table(table)
    page.paragraph("A single field inside one can be named too.", tone: .faint)
  }

  private static func figure(
    _ explanation: Explanation, _ difference: ForecastExplanation.Difference,
    _ document: ForecastExplanation, _ page: inout TextPage
  ) {
    page.add([""])
    page.paragraph(explanation.about, indent: 0)
    formulas(explanation, &page)
    inputs(explanation, &page)
    results(explanation, document.run, &page)
    effects(difference.effects, &page)
    metrics(difference.metrics, &page)
    sources(explanation, &page)
    parts(explanation, &page)
    page.method(document.run, notes: [])
  }

  private static func formulas(_ explanation: Explanation, _ page: inout TextPage) {
    let formulas = explanation.results.filter { $0.formula != nil }
    guard !formulas.isEmpty else { return }
    page.section("Formula")
    let width = formulas.map(\.symbol.columns).max() ?? 0
    for result in formulas {
      let isMetric = result.symbol == "="
      let name = isMetric ? explanation.path.printable : result.symbol.padded(to: width)
      let first = "  \(name) = "
      page.paragraph(
        result.formula ?? "", indent: min(first.columns, 40),
        first: first.columns <= 40 ? first : nil)
    }
  }

  private static func inputs(_ explanation: Explanation, _ page: inout TextPage) {
    guard !explanation.inputs.isEmpty else { return }
    page.section("Inputs", explanation.inputs.contains(where: \.isMarked) ? "▶ as asked" : "")
    var table = TextTable([
      TextTable.Column("", .left), TextTable.Column("", .left, gap: 1),
      TextTable.Column("field", .left, gap: 1, overflow: .shorten), TextTable.Column("value"),
      TextTable.Column("is", .left), TextTable.Column("", .left, overflow: .wrap),
    ])
    for input in explanation.inputs {
      table.add([
        TextTable.Cell(input.isMarked ? "▶" : " ", .strong),
        TextTable.Cell(input.symbol ?? "", .strong),
        TextTable.Cell(input.field(below: explanation.place).printable, .faint),
        TextTable.Cell(input.shown.printable.shortened(to: 20)),
        TextTable.Cell(input.standing, .faint),
        TextTable.Cell(input.words.printable, .faint),
      ])
    }
    page.table(table)
  }

  private static func results(
    _ explanation: Explanation, _ run: RunRecord, _ page: inout TextPage
  ) {
    guard !explanation.results.isEmpty else { return }
    let hasSpread = explanation.results.contains { $0.spread != nil }
    page.section("Result", hasSpread ? ForecastExplanation.basis(explanation, run) : "")
    let spreads = hasSpread ? ["P5", "P95", "mean"].map { TextTable.Column($0) } : []
    var table = TextTable(
      [TextTable.Column("", .left), TextTable.Column("value")] + spreads
        + [TextTable.Column("", .left, overflow: .wrap)])
    for result in explanation.results {
      let numbers = result.spread.map { [$0.p5, $0.p95, $0.mean] }
      table.add(
        [
          TextTable.Cell(result.symbol == "=" ? "" : result.symbol, .strong),
          TextTable.Cell(Numerals.compact(result.value)),
        ]
          + spreads.indices.map { place in
            TextTable.Cell(numbers.map { Numerals.compact($0[place]) } ?? "", .faint)
          } + [TextTable.Cell(result.words.printable)])
    }
    page.table(table)
  }

  private static func effects(
    _ effects: [ForecastExplanation.Effect], _ page: inout TextPage
  ) {
    guard !effects.isEmpty else { return }
    page.section("What it adds", "the scenario less one without it, on the same random numbers")
    var table = TextTable(
      [TextTable.Column("", .left)] + TextTable.Column.estimate("mean change")
        + [TextTable.Column("", .left)])
    for effect in effects {
      let number = NumberStyle(effect.metric.unit, magnitude: effect.estimate.value)
      table.add([
        TextTable.Cell(effect.metric.rawValue),
        TextTable.Cell(number.signed(effect.estimate.value)),
        TextTable.Cell(number.error(of: effect.estimate), .faint),
        TextTable.Cell(effect.isNoise ? "within noise" : "", .faint),
      ])
    }
    page.table(table)
  }

  private static func metrics(_ metrics: [MetricBand], _ page: inout TextPage) {
    guard !metrics.isEmpty else { return }
    page.section("In the forecast")
    page.table { room in
      var table = TextTable(
        [TextTable.Column("", .left, overflow: .shorten)] + TextReport.bandColumns)
      for metric in metrics {
        let number = TextReport.style(metric.unit, for: [metric.band], in: room)
        table.add(
          [TextTable.Cell(metric.name.printable)] + TextReport.cells(metric.band, number))
      }
      return table
    }
  }

  private static func sources(_ explanation: Explanation, _ page: inout TextPage) {
    page.section("Source")
    for source in explanation.sources {
      page.paragraph("\(source.text).")
      page.paragraph(source.standing.words, indent: 4, tone: .faint)
    }
    page.paragraph("More: the guide's page \(explanation.guide.rawValue).", tone: .faint)
  }

  private static func parts(_ explanation: Explanation, _ page: inout TextPage) {
    guard !explanation.parts.isEmpty else { return }
    page.section("Explained on their own")
    for part in explanation.parts { page.paragraph("\(part.path.printable): \(part.title)") }
  }
}
