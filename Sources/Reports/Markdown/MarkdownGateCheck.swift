/// The verdicts of a scenario's gates as the comment of a pull request.
package enum MarkdownGateCheck {
  package static func text(_ check: GateCheck) -> String {
    var page = MarkdownPage()
    page.add(marker(check.run))
    page.add("**\(TextGateCheck.sentence(check))**")
    page.add(MarkdownPage.escaped(check.headline))
    page.identity(check.run, strategy: check.strategy)
    page.gates(check.gates)
    page.warnings(check.warnings)
    page.method(check.run, notes: check.notes)
    return page.text
  }

  /// Hidden in the page: by it a later run finds its own comment and updates it.
  private static func marker(_ run: RunRecord) -> String {
    let feature = run.attribution.first { $0.name == "feature" }?.value ?? run.scenario
    let safe = feature.filter { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    return "<!-- cogcast:gate:\(safe.replacing("--", with: "-")) -->"
  }
}
