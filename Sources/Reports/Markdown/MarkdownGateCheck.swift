import Governance
import Summaries

/// Checks of gates as the comment of a pull request.
///
/// The comment stays below 60,000 characters, of 65,536 that GitHub takes: what does not fit is left
/// out from the end, details first, and the comment says so.
package enum MarkdownGateCheck {
  static let limit = 60_000

  /// Hidden in the page: by it a later run finds the comment and updates it.
  static let marker = "<!-- cogcast -->"

  package static func text(_ summary: GateSummary) -> String {
    for detail in Detail.allCases {
      let text = page(summary, detail)
      if text.count < limit { return text }
    }
    return cut(page(summary, .headline))
  }

  /// How much of the report a comment holds, most first.
  private enum Detail: CaseIterable {
    case all
    /// Folded details for scenarios that need a look.
    case attention
    /// No folded details.
    case tables
    /// The rules that do not hold, without those that do.
    case findings
    case headline
  }

  private static func page(_ summary: GateSummary, _ detail: Detail) -> String {
    var page = MarkdownPage()
    page.add(marker)
    page.add("**\(MarkdownPage.escaped(TextGateSummary.sentence(summary)))**")
    if summary.entries.count == 1, let check = summary.checks.first {
      page.add(MarkdownPage.escaped(check.headline))
    }
    basis(summary, &page)
    guard detail != .headline else {
      page.add("The report is too long for a comment; see the log of the job.")
      return page.text
    }
    scenarios(summary, &page)
    for scenario in summary.broken { broken(scenario, &page) }
    gates(summary, onlyFindings: detail == .findings, &page)
    if detail == .all || detail == .attention {
      for check in summary.checks where detail == .all || check.verdict != .pass {
        page.details(MarkdownPage.escaped("\(check.run.scenario): how this was computed")) {
          $0.identity(check.run, strategy: check.strategy)
          $0.bands(check)
          $0.warnings(check.warnings)
          $0.computation(check.run, notes: check.notes)
        }
      }
    }
    if detail != .all {
      page.add("Some details are left out: a comment is limited; see the log of the job.")
    }
    return page.text
  }

  /// What was held against what.
  private static func basis(_ summary: GateSummary, _ page: inout MarkdownPage) {
    let parts = [
      summary.base.map { "against \(MarkdownPage.code($0))" },
      summary.policy.map { "policy \(MarkdownPage.code($0))" }, summary.day,
    ].compactMap { $0 }
    if !parts.isEmpty { page.add(parts.joined(separator: " · ")) }
  }

  /// A line for each scenario: its verdict, and what a month costs as a band.
  private static func scenarios(_ summary: GateSummary, _ page: inout MarkdownPage) {
    let costs = summary.checks.compactMap { $0.bands[.costMonth] ?? $0.bands[.costTotal] }
    guard !costs.isEmpty else { return }
    let spark = SparkBand(over: costs, width: 24)
    let rows = summary.checks.compactMap { check -> [String]? in
      guard let band = check.bands[.costMonth] ?? check.bands[.costTotal] else { return nil }
      let style = NumberStyle(.dollars, magnitude: band.magnitude)
      return [
        "\(check.verdict.mark) \(check.verdict.rawValue)",
        MarkdownPage.escaped(check.run.scenario), MarkdownPage.code(check.file),
      ]
        + [band[0.05], band[0.5], band[0.95]].map { MarkdownPage.number($0, style) }
        + [MarkdownPage.code(spark.text(band))]
    }
    let period = summary.checks.contains { $0.bands[.costMonth] == nil } ? "cost" : "a month"
    page.table(
      ["verdict", "scenario", "file", "P5 \(period)", "P50", "P95", ""], rows, textColumns: 3)
  }

  private static func broken(_ scenario: BrokenScenario, _ page: inout MarkdownPage) {
    page.add(
      "\(Verdict.fail.mark) \(MarkdownPage.code(scenario.file)) cannot be estimated: "
        + MarkdownPage.escaped(scenario.reason))
  }

  private static func gates(
    _ summary: GateSummary, onlyFindings: Bool, _ page: inout MarkdownPage
  ) {
    let hasSeveral = summary.entries.count > 1
    let rows = summary.checks.flatMap { check in
      check.gates.filter { !onlyFindings || $0.verdict != .pass }.map { gate in
        (hasSeveral ? [MarkdownPage.escaped(check.run.scenario)] : []) + MarkdownPage.row(gate)
      }
    }
    guard !rows.isEmpty else { return }
    let head = (hasSeveral ? ["scenario"] : []) + MarkdownPage.gateHead
    page.heading("Gates")
    page.table(head, rows, textColumns: head.count)
  }

  /// The last resort: whole lines up to the limit.
  private static func cut(_ text: String) -> String {
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard result.count + line.count + 1 < limit else { break }
      result += line + "\n"
    }
    return result
  }
}

extension MarkdownPage {
  fileprivate mutating func bands(_ check: GateCheck) {
    let rows = check.bands.map { metric in
      [MarkdownPage.escaped(metric.name)]
        + MarkdownPage.cells(
          metric.band, NumberStyle(metric.unit, magnitude: metric.band.magnitude))
    }
    guard !rows.isEmpty else { return }
    table(["metric"] + MarkdownPage.bandHead, rows)
  }
}
