import Governance
import Summaries

/// A search for the best policy for the terminal.
package struct TextOptimization {
  private let optimization: ForecastOptimization
  private var page: TextPage

  package static func text(
    _ optimization: ForecastOptimization, style: TextStyle = .plain
  ) -> String {
    var report = TextOptimization(optimization: optimization, page: TextPage(style: style))
    report.page.headline(optimization.headline)
    report.page.add([""])
    report.page.identity(optimization.run, strategy: nil)
    report.decisions()
    report.numbers()
    report.sureness()
    report.constraints()
    report.policies()
    report.search()
    report.page.warnings(optimization.warnings)
    report.page.method(optimization.run, notes: [])
    return report.page.text
  }

  private var title: String { optimization.contest == nil ? "closest" : "best" }

  private mutating func decisions() {
    page.section("Decisions", "as in the file, and as in the \(title) policy")
    var table = TextTable([
      TextTable.Column("", .left, overflow: .shorten), TextTable.Column("file", .left),
      TextTable.Column(title, .left), TextTable.Column("allowed", .left, overflow: .wrap),
    ])
    let leading = optimization.leading
    for (index, decision) in optimization.decisions.enumerated() {
      let isChanged = leading.changes.contains(index)
      table.add([
        TextTable.Cell(decision.path.printable),
        TextTable.Cell((decision.current?.compact ?? "–").printable.shortened(to: 24)),
        TextTable.Cell(
          (leading.values[index]?.compact ?? "–").printable.shortened(to: 24),
          isChanged ? .strong : .plain),
        TextTable.Cell(decision.allowed.printable, .faint),
      ])
    }
    page.table(table)
  }

  private mutating func numbers() {
    let goal = optimization.goal
    page.section("What it does", "± one Monte Carlo standard error")
    let base = optimization.policies[optimization.base].measurement
    let leading = optimization.leading.measurement
    let rows =
      [(goal.objective, base.objective, leading.objective)]
      + goal.tradeoffs.indices.map {
        (goal.tradeoffs[$0], base.tradeoffs[$0], leading.tradeoffs[$0])
      }
    var table = TextTable(
      [TextTable.Column("", .left, overflow: .shorten)] + TextTable.Column.estimate("file")
        + TextTable.Column.estimate(title) + [TextTable.Column("", .left)])
    for (objective, before, after) in rows {
      let estimates = [before?.estimate, after?.estimate]
      let largest = estimates.compactMap { $0?.value.magnitude }.filter(\.isFinite).max() ?? 0
      let number = NumberStyle(objective.unit, magnitude: largest)
      table.add(
        [TextTable.Cell(objective.expression.printable)]
          + estimates.flatMap { TextReport.cells($0, number) }
          + [TextTable.Cell(after?.month.map { "month \($0), the worst" } ?? "", .faint)])
    }
    page.table(table)
  }

  private mutating func sureness() {
    guard optimization.contest != nil else { return }
    page.section("How sure it is")
    for sentence in optimization.sureness { page.paragraph(sentence.printable) }
    if let undecided = optimization.undecidedSentence { page.paragraph(undecided, tone: .caution) }
  }

  private mutating func constraints() {
    let lines = optimization.constraintLines
    guard !lines.isEmpty else { return }
    page.section("Constraints", "of the \(title) policy, at 99 %")
    for (report, remark) in lines {
      page.paragraph(
        report.gate.expression.printable, indent: 15,
        first: "  " + page.style.paint(report.outcome.rawValue.padded(to: 13), report.outcome.tone))
      page.paragraph(report.sentence.printable, indent: 15, tone: .faint)
      if !remark.isEmpty { page.paragraph(remark.printable, indent: 15, tone: .faint) }
    }
  }

  /// Columns that the heads of a front may take; wider ones are numbered.
  private static let widestHeads = 30

  /// The front, and the policies that the report speaks of.
  private mutating func policies() {
    let optimization = optimization
    let goal = optimization.goal
    let shown = optimization.policies.indices.filter {
      optimization.policies[$0].isOnFront || !optimization.mark(of: $0).isEmpty
    }
    page.section("The front", "◆ nothing is better in one of them and as good in the rest")
    let objectives = [goal.objective] + goal.tradeoffs
    var heads = objectives.map(\.expression.printable)
    if heads.reduce(0, { $0 + $1.columns }) > Self.widestHeads {
      let numbers = heads.indices.map { "(\($0 + 1))" }
      page.paragraph(
        zip(numbers, heads).map { "\($0) \($1)" }.joined(separator: ", ") + ".", tone: .faint)
      heads = numbers
    }
    page.table { room in
      var table = TextTable(
        [TextTable.Column("", .left)]
          + heads.flatMap { TextTable.Column.estimate($0) }
          + [
            TextTable.Column("constraints", .left),
            TextTable.Column("policy", .left, overflow: .wrap),
          ])
      let styles = objectives.indices.map { Self.style(of: $0, shown, optimization, in: room) }
      for index in shown {
        let policy = optimization.policies[index]
        let values = [policy.measurement.objective] + policy.measurement.tradeoffs
        let mark = optimization.mark(of: index)
        table.add(
          [TextTable.Cell((policy.isOnFront ? "◆ " : "  ") + mark, .strong)]
            + values.enumerated().flatMap { TextReport.cells($1?.estimate, styles[$0]) }
            + [
              TextTable.Cell(optimization.verdict(of: policy)),
              TextTable.Cell(optimization.summary(of: policy).printable, .faint),
            ])
      }
      return table
    }
  }

  private static func style(
    of objective: Int, _ shown: [Int], _ optimization: ForecastOptimization, in room: Int
  ) -> NumberStyle {
    let goal = optimization.goal
    let unit = ([goal.objective] + goal.tradeoffs)[objective].unit
    let estimates = shown.compactMap { index in
      let measurement = optimization.policies[index].measurement
      return ([measurement.objective] + measurement.tradeoffs)[objective]?.estimate
    }
    let largest = estimates.map(\.value.magnitude).filter(\.isFinite).max() ?? 0
    return NumberStyle(unit, magnitude: largest).fitting(estimates, in: room)
  }

  private mutating func search() {
    page.section("The search")
    for sentence in optimization.searchSentences { page.paragraph(sentence.printable) }
  }
}
