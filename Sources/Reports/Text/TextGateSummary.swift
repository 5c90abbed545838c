import Governance

/// The checks of several scenarios for the terminal.
package enum TextGateSummary {
  package static func text(_ summary: GateSummary, style: TextStyle = .plain) -> String {
    var parts: [String] = []
    if summary.entries.count > 1 {
      var page = TextPage(style: style)
      page.headline(sentence(summary), tone: summary.verdict.tone)
      parts.append(page.text)
    }
    parts += summary.entries.map { entry in
      switch entry {
      case .checked(let check): TextGateCheck.text(check, style: style)
      case .broken(let scenario): text(scenario, style: style)
      }
    }
    return parts.joined(separator: "\n")
  }

  private static func text(_ scenario: BrokenScenario, style: TextStyle) -> String {
    var page = TextPage(style: style)
    page.headline("\(scenario.file.printable) cannot be estimated, so it fails.", tone: .bad)
    for finding in scenario.errors.prefix(3) {
      let place = "\(scenario.place):\(finding.location.line):\(finding.location.column)".printable
      page.paragraph(place, tone: .caution)
      page.paragraph(finding.message.printable, indent: 4)
    }
    if scenario.findings.isEmpty { page.paragraph(scenario.reason.printable) }
    return page.text
  }

  /// "3 scenarios: 1 fails, 1 cannot be estimated, 1 passes."
  static func sentence(_ summary: GateSummary) -> String {
    if summary.entries.count == 1, let check = summary.checks.first {
      return TextGateCheck.sentence(check)
    }
    let broken = summary.broken.count
    func count(_ verdict: Verdict) -> Int { summary.checks.count { $0.verdict == verdict } }
    func part(_ count: Int, _ one: String, _ many: String) -> String? {
      count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    let parts = [
      part(count(.fail), "fails", "fail"),
      part(broken, "cannot be estimated", "cannot be estimated"),
      part(count(.inconclusive), "inconclusive", "inconclusive"),
      part(count(.warn), "warns", "warn"),
      part(count(.pass), "passes", "pass"),
    ].compactMap { $0 }
    let all = summary.entries.count
    return "\(all) \(all == 1 ? "scenario" : "scenarios"): \(parts.joined(separator: ", "))."
  }
}
