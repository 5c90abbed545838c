import Scenarios
import Summaries

/// An estimate for the terminal.
package struct TextReport {
  let forecast: Forecast
  var page: TextPage

  package static func text(_ forecast: Forecast, style: TextStyle = .plain) -> String {
    var report = TextReport(forecast: forecast, page: TextPage(style: style))
    report.page.headline(forecast.headline)
    report.page.add([""])
    report.page.identity(forecast.run, strategy: forecast.strategy)
    report.cost()
    report.months()
    report.breakdown()
    report.allocations()
    report.unitEconomics()
    report.sessions()
    report.ramp()
    report.bridge()
    report.drivers()
    report.page.gates(forecast.gates)
    report.page.warnings(forecast.warnings)
    report.page.method(forecast.run, notes: forecast.notes)
    return report.page.text
  }

  /// Heads of the columns of a table that shows a band as four numbers.
  static let bandColumns = ["P5", "P50", "mean", "P95"].flatMap { TextTable.Column.estimate($0) }

  /// The cells below ``bandColumns``.
  static func cells(
    _ band: Band, _ number: NumberStyle, tone: Tone = .plain
  ) -> [TextTable.Cell] {
    statistics(band).flatMap { cells($0, number, tone: tone) }
  }

  static func statistics(_ band: Band) -> [Estimate?] {
    [band[0.05], band[0.5], band.mean, band[0.95]]
  }

  /// A style for numbers of bands that stand below each other.
  static func style(
    _ unit: MetricName.Unit, for bands: [Band], in room: Int, currency: Bool = true
  ) -> NumberStyle {
    NumberStyle(unit, magnitude: bands.map(\.magnitude).max() ?? 0, currency: currency)
      .fitting(bands.flatMap(statistics).compactMap { $0 }, in: room)
  }

  static func cells(
    _ estimate: Estimate?, _ number: NumberStyle, tone: Tone = .plain
  ) -> [TextTable.Cell] {
    guard let estimate else { return [TextTable.Cell("–", .faint), TextTable.Cell("")] }
    return [
      TextTable.Cell(number.text(estimate.value), tone),
      TextTable.Cell(number.error(of: estimate), .faint),
    ]
  }
}

extension TextPage {
  /// Which feature this is about, and on what prices.
  mutating func identity(_ run: RunRecord, strategy: String?) {
    let horizon = run.horizon
    let weeks = horizon.weeks == 1 ? "1 week" : "\(horizon.weeks) weeks"
    let start = horizon.start.map { " from \($0)" } ?? ""
    let name = run.scenario.printable
    let period = weeks + start
    let blanks = Self.width - name.columns - period.columns
    if blanks >= 2 {
      add([style.paint(name, .strong) + String(repeating: " ", count: blanks) + period])
    } else {
      paragraph(name, indent: 0, tone: .strong)
      add([period])
    }
    let fields = run.attribution.map { "\($0.name) \($0.value)" }
    paragraph(fields.joined(separator: " · ").printable, indent: 0, tone: .faint)
    let basis =
      (strategy.map { ["strategy \($0)"] } ?? [])
      + ["prices \(run.book.name) as of \(run.book.asOf)", "unit \(run.unit)"]
    paragraph(basis.joined(separator: " · ").printable, indent: 0, tone: .faint)
  }
}
