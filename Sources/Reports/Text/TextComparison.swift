import Simulation
import Summaries

/// A comparison for the terminal.
package struct TextComparison {
  private let comparison: ForecastComparison
  private let names: SideNames
  private var page: TextPage

  package static func text(
    _ comparison: ForecastComparison, style: TextStyle = .plain
  ) -> String {
    var report = TextComparison(
      comparison: comparison, names: SideNames(comparison), page: TextPage(style: style))
    report.page.headline(Headline(comparison).sentence)
    report.identities()
    report.latencyClasses()
    for metric in ForecastComparison.decidingMetrics { report.metric(metric) }
    report.differences()
    for subject in comparison.subjects {
      report.page.gates(subject.gates, of: comparison.caption(of: subject))
    }
    for subject in comparison.subjects {
      report.page.warnings(subject.warnings, of: comparison.caption(of: subject))
    }
    report.method()
    return report.page.text
  }

  private mutating func identities() {
    for subject in comparison.subjects {
      page.add([""])
      if comparison.hasSeveralSubjects {
        page.paragraph(subject.file.printable, indent: 0, tone: .faint)
      }
      page.identity(subject.run, strategy: nil)
    }
  }

  private mutating func latencyClasses() {
    guard comparison.sides.contains(where: { $0.latencyClass != nil }) else { return }
    page.section("Latency class", "as declared; no cost depends on it")
    var table = TextTable([
      TextTable.Column("", .left), TextTable.Column("", .left),
      TextTable.Column("", .left, overflow: .wrap),
    ])
    for (name, side) in zip(names.short, comparison.sides) {
      table.add([
        TextTable.Cell(name), TextTable.Cell(side.latencyClass?.rawValue ?? "–"),
        TextTable.Cell(side.latencyClass?.meaning ?? "", .faint),
      ])
    }
    page.table(table)
  }

  /// One metric of all sides, with their bands on one scale.
  private mutating func metric(_ metric: MetricName) {
    let rows = zip(names.short, comparison.sides).compactMap { name, side in
      side.metrics[metric].map {
        (name: name + (comparison.marks(side) ? " *" : ""), band: $0)
      }
    }
    guard rows.contains(where: { !$0.band.quantiles.isEmpty }) else { return }
    let bands = rows.map(\.band)
    page.section(
      comparison.title(of: metric),
      comparison.sides.contains(where: comparison.marks) ? "* in use" : "")
    page.table { room in
      var table = TextTable([TextTable.Column("", .left)] + TextReport.bandColumns)
      let number = TextReport.style(metric.unit, for: bands, in: room)
      for row in rows {
        table.add([TextTable.Cell(row.name)] + TextReport.cells(row.band, number))
      }
      table.addPictures("P5 to P95") { SparkBand(over: bands, width: $1).text(bands[$0]) }
      return table
    }
  }

  private mutating func differences() {
    guard !comparison.pairs.isEmpty else { return }
    page.section("Differences", "on the same random numbers, so that noise cancels")
    for pair in comparison.pairs {
      let (first, second) = (names.full(pair.first), names.full(pair.second))
      page.paragraph("\(first) less \(second)", tone: .strong)
      let shown = pair.deciding
      page.table(indent: 4) { room in
        var table = TextTable([TextTable.Column("", .left)] + TextReport.bandColumns)
        for difference in shown where !difference.band.quantiles.isEmpty {
          let number = TextReport.style(
            difference.metric.unit, for: [difference.band], in: room)
          table.add(
            [TextTable.Cell(difference.label)] + TextReport.cells(difference.band, number))
        }
        return table
      }
      let chances = shown.compactMap(\.chanceInWords)
      if !chances.isEmpty {
        page.paragraph("\(first) is cheaper \(chances.joined(separator: ", ")).", indent: 4)
      }
    }
    for note in comparison.notes { page.paragraph(note.message.printable, tone: .faint) }
  }

  private mutating func method() {
    page.method(comparison.run, notes: comparison.subjects[0].prefixedNotes(in: comparison))
    for subject in comparison.subjects.dropFirst() {
      if subject.run.book != comparison.run.book {
        page.paragraph("\(subject.label): \(subject.run.book.words).".printable)
      }
      for note in subject.prefixedNotes(in: comparison) { page.paragraph(note.message.printable) }
    }
  }
}

/// What sides are called in a table and in a sentence.
private struct SideNames {
  private static let width = 26

  /// In the order of the sides, no two alike.
  let short: [String]
  private let full: [String: String]

  /// Sides that are alike once they are shortened get a number in front.
  init(_ comparison: ForecastComparison) {
    let labels = comparison.sides.map(\.label)
    let plain = labels.map { $0.printable.shortened(to: Self.width) }
    let isNumbered = Set(plain).count < plain.count
    let numbers = labels.indices.map { isNumbered ? "\($0 + 1) " : "" }
    short =
      isNumbered
      ? zip(numbers, labels).map { $0 + $1.printable.shortened(to: Self.width - $0.count) } : plain
    full = Dictionary(
      zip(numbers, labels).map { ($1, $0 + $1.printable) }, uniquingKeysWith: { first, _ in first })
  }

  func full(_ label: String) -> String { full[label] ?? label.printable }
}
