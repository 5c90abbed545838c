import Governance

/// Checks of gates as a code quality report of GitLab: an issue for each rule that does not hold.
///
/// - Source: GitLab documentation, "Code Quality report format".
package enum GitLabCodeQuality {
  package static func text(_ summary: GateSummary) -> String {
    JSONValue.array(summary.findings.map(issue)).text
  }

  private static func issue(_ finding: GateFinding) -> JSONValue {
    [
      "description": .string("\(finding.title.printable): \(finding.message.printable)"),
      "check_name": .string("cogcast \(finding.rule)"),
      "fingerprint": .string(finding.fingerprint),
      "severity": .string(severity(finding)),
      "location": [
        "path": .string(
          finding.file.hasPrefix("./") ? String(finding.file.dropFirst(2)) : finding.file),
        "lines": ["begin": .integer(finding.line)],
      ],
    ]
  }

  private static func severity(_ finding: GateFinding) -> String {
    if finding.rule == GateFinding.brokenRule { return "blocker" }
    return switch finding.verdict {
    case .fail: "major"
    case .inconclusive: "minor"
    case .warn, .pass: "info"
    }
  }
}
