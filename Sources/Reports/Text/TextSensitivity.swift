import Governance
import Summaries

/// An analysis of sensitivity for the terminal.
package struct TextSensitivity {
  private let sensitivity: ForecastSensitivity
  private var page: TextPage

  package static func text(
    _ sensitivity: ForecastSensitivity, style: TextStyle = .plain
  ) -> String {
    var report = TextSensitivity(sensitivity: sensitivity, page: TextPage(style: style))
    report.write()
    return report.page.text
  }

  private mutating func write() {
    page.headline(sensitivity.headline)
    page.add([""])
    page.identity(sensitivity.run, strategy: sensitivity.strategy)
    tornado()
    variance()
    for gate in sensitivity.gates where !gate.flips.isEmpty || gate.holds == nil { learn(gate) }
    decision()
    page.warnings(sensitivity.warnings)
    page.method(sensitivity.run, notes: sensitivity.notes)
  }

  private mutating func tornado() {
    guard let tornado = sensitivity.tornado else { return }
    page.section("One at a time", "mean of \(sensitivity.metric.printable), \(unit)")
    let metricUnit = sensitivity.unit
    let bars = tornado.bars.filter { $0.swing?.value != 0 }
    if !bars.isEmpty { page.table { Self.table(tornado, bars, metricUnit, in: $0) } }
    let still = tornado.bars.filter { $0.swing?.value == 0 }.map(\.assumption.path.printable)
    if !still.isEmpty { page.paragraph("Without any effect: \(still.joined(separator: ", ")).") }
    let base =
      tornado.base.map { Self.style(metricUnit, for: [$0], in: .max).text($0.value) } ?? "–"
    page.paragraph(
      "One assumption at its P5, then at its P95, all others at their median, the demand process "
        + "averaged; with all at their median the mean is \(base), marked │. "
        + "░ at its P5, █ at its P95; ± the larger error of the two.", tone: .faint)
  }

  private static func table(
    _ tornado: ForecastSensitivity.Tornado, _ bars: [ForecastSensitivity.Bar],
    _ unit: MetricName.Unit, in room: Int
  ) -> TextTable {
    var table = TextTable([
      TextTable.Column("assumption", .left, overflow: .shorten),
      TextTable.Column("its P5 to P95", gap: 2, overflow: .leave),
      TextTable.Column("at P5"), TextTable.Column("at P95"),
      TextTable.Column("", .left, gap: 1), TextTable.Column("", .left),
    ])
    let number = style(unit, for: bars.flatMap { [$0.low, $0.high] }.compactMap { $0 }, in: room)
    for bar in bars {
      table.add([
        TextTable.Cell(bar.assumption.path.printable), TextTable.Cell(bar.range, .faint),
        TextTable.Cell(bar.low.map { number.text($0.value) } ?? "–"),
        TextTable.Cell(bar.high.map { number.text($0.value) } ?? "–"),
        TextTable.Cell(bar.worstError.map(number.error) ?? "", .faint),
        TextTable.Cell(TornadoBar(tornado, width: barWidth).text(bar), .faint),
      ])
    }
    return table
  }

  private static let barWidth = 20

  private mutating func variance() {
    guard let variance = sensitivity.variance else { return }
    page.section("What explains the variance", "Sobol indices of \(sensitivity.metric.printable)")
    let percent = NumberStyle(.fraction, magnitude: 0)
    var table = TextTable(
      [TextTable.Column("", .left, overflow: .shorten)] + TextTable.Column.estimate("alone")
        + TextTable.Column.estimate("in all") + [
          TextTable.Column("", .left, gap: 2, overflow: .leave), TextTable.Column("", .left),
        ])
    for factor in variance.factors where factor.total.value != 0 {
      table.add(
        [TextTable.Cell(factor.name.printable, factor.isDemand ? .faint : .plain)]
          + Self.cells(factor.first, percent) + Self.cells(factor.total, percent) + [
            TextTable.Cell(SparkBand.bar(factor.total.value, width: 12), .faint),
            TextTable.Cell(factor.lacksSource ? "no source" : "", .caution),
          ])
    }
    page.table(table)
    let rest = max(1 - variance.additive.value, 0)
    page.paragraph(
      "alone: share of the variance that would be gone if it were known. in all: share that would be "
        + "left if everything else were. Interactions hold \(percent.text(rest)). Request noise is "
        + "replaced by its mean.", tone: .faint)
    page.paragraph(variance.remark, tone: .faint)
  }

  private mutating func learn(_ gate: ForecastSensitivity.Gate) {
    let number = gate.number.map { "Gate \($0)" } ?? "Gate"
    page.section("\(number): \(gate.line.expression.printable)", gate.line.verdict.rawValue)
    guard let holds = gate.holds else { return page.paragraph(gate.line.sentence.printable) }
    let shown = gate.flips.filter { !$0.isNoise }
    if !shown.isEmpty {
      let number = NumberStyle(.fraction, magnitude: 0)
      page.table(Self.findings("decides it with", shown, number) { $0.value })
    }
    let weak = gate.flips.filter(\.isNoise).map(\.assumption.path.printable)
    if !weak.isEmpty {
      page.paragraph(
        "No probability that stands out from zero: \(weak.joined(separator: ", ")).")
    }
    page.paragraph(
      "Probability that its true value, once known, would turn \"\(holds ? "holds" : "does not hold")"
        + "\" into \"\(holds ? "does not hold" : "holds")\".", tone: .faint)
  }

  private mutating func decision() {
    guard let decision = sensitivity.decision else { return }
    page.section("What knowing is worth before launch", "US dollars")
    let shown = decision.values.filter { !$0.isNoise }
    let largest = decision.everything.value
    if !shown.isEmpty {
      page.table { room in
        let number = NumberStyle(.dollars, magnitude: largest)
          .fitting(shown.map(\.estimate), in: room)
        return Self.findings("worth", shown, number) { $0.value / largest }
      }
    }
    for sentence in decision.sentences(unless: shown.isEmpty) {
      page.paragraph(sentence.printable)
    }
  }

  /// Assumptions with a number and a bar each.
  private static func findings(
    _ title: String, _ findings: [ForecastSensitivity.Finding], _ number: NumberStyle,
    share: (Estimate) -> Double
  ) -> TextTable {
    var table = TextTable(
      [TextTable.Column("", .left, overflow: .shorten)] + TextTable.Column.estimate(title)
        + [TextTable.Column("", .left, gap: 2, overflow: .leave), TextTable.Column("", .left)])
    for finding in findings {
      table.add(
        [TextTable.Cell(finding.assumption.path.printable)] + Self.cells(finding.estimate, number)
          + [
            TextTable.Cell(SparkBand.bar(share(finding.estimate), width: 12), .faint),
            TextTable.Cell(finding.assumption.source == nil ? "no source" : "", .caution),
          ])
    }
    return table
  }

  private static func cells(_ estimate: Estimate?, _ number: NumberStyle) -> [TextTable.Cell] {
    [
      TextTable.Cell(estimate.map { number.text($0.value) } ?? "–"),
      TextTable.Cell(estimate.map(number.error) ?? "", .faint),
    ]
  }

  private static func style(
    _ unit: MetricName.Unit, for estimates: [Estimate], in room: Int
  ) -> NumberStyle {
    let magnitude = estimates.map(\.value.magnitude).max() ?? 0
    return NumberStyle(unit, magnitude: magnitude).fitting(estimates, in: room)
  }

  private var unit: String {
    sensitivity.unit.isMoney ? "US dollars" : sensitivity.unit.rawValue
  }
}

/// One bar of a tornado: from the base to the ends.
private struct TornadoBar {
  private let base: Double
  private let scale: ClosedRange<Double>
  private let width: Int

  init(_ tornado: ForecastSensitivity.Tornado, width: Int) {
    let ends = tornado.bars.flatMap { [$0.low, $0.high] }.compactMap { $0?.value }
    base = tornado.base?.value ?? 0
    scale = min(base, ends.min() ?? base)...max(base, ends.max() ?? base)
    self.width = width
  }

  func text(_ bar: ForecastSensitivity.Bar) -> String {
    guard let low = bar.low?.value, let high = bar.high?.value,
      scale.upperBound > scale.lowerBound
    else { return "" }
    let middle = place(base)
    let ends = [(place: place(low), mark: "░"), (place: place(high), mark: "█")]
    // Where both ends lie on one side, the nearer one is in front.
    let ordered = ends.sorted { abs($0.place - middle) < abs($1.place - middle) }
    let columns = (0..<width).map { column in
      if column == middle { return "│" }
      let end = ordered.first { end in
        column > middle ? column <= end.place : column >= end.place
      }
      return end?.mark ?? " "
    }
    // A line has no blanks at its end.
    let last = columns.lastIndex { $0 != " " } ?? 0
    return columns[...last].joined()
  }

  private func place(_ value: Double) -> Int {
    let share = (value - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    return Int((share * Double(width - 1)).rounded())
  }
}
