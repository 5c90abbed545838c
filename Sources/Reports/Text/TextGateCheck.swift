import Governance

/// The verdicts of a scenario's gates for the terminal.
package enum TextGateCheck {
  package static func text(_ check: GateCheck, style: TextStyle = .plain) -> String {
    var page = TextPage(style: style)
    page.headline(sentence(check), tone: check.verdict.tone)
    page.headline(check.headline)
    page.add([""])
    page.identity(check.run, strategy: check.strategy)
    page.gates(check.gates)
    page.warnings(check.warnings)
    page.method(check.run, notes: check.notes)
    return page.text
  }

  /// "2 of 3 gates pass, 1 fails."
  static func sentence(_ check: GateCheck) -> String {
    func count(_ verdict: Verdict) -> Int { check.gates.filter { $0.verdict == verdict }.count }
    let all = check.gates.count
    if count(.pass) == all { return all == 1 ? "The gate passes." : "All \(all) gates pass." }
    let failed = count(.fail)
    let parts = [
      failed > 0 ? "\(failed) of \(all) \(failed == 1 ? "fails" : "fail")" : nil,
      count(.inconclusive) > 0 ? "\(count(.inconclusive)) of \(all) inconclusive" : nil,
      count(.warn) > 0 ? "\(count(.warn)) of \(all) \(count(.warn) == 1 ? "warns" : "warn")" : nil,
      count(.pass) > 0 ? "\(count(.pass)) of \(all) \(count(.pass) == 1 ? "passes" : "pass")" : nil,
    ]
    return "Gates: " + parts.compactMap { $0 }.joined(separator: ", ") + "."
  }
}
