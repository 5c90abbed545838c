import Governance

/// Checks of gates as workflow commands of GitHub Actions, which mark the lines of a pull request.
///
/// A step shows ten errors and ten warnings and drops the rest without a word, so the tenth says how
/// many there are besides.
///
/// - Source: GitHub, "Workflow commands for GitHub Actions", "Setting an error message".
package enum GitHubAnnotations {
  private static let limit = 10

  package static func text(_ summary: GateSummary) -> String {
    let findings = summary.findings
    let errors = findings.filter { $0.verdict != .warn }
    let warnings = findings.filter { $0.verdict == .warn }
    let lines = commands("error", errors) + commands("warning", warnings)
    let sentence = escaped(TextGateSummary.sentence(summary))
    return (lines + (findings.isEmpty ? ["::notice title=cogcast::\(sentence)"] : [sentence]))
      .joined(separator: "\n") + "\n"
  }

  private static func commands(_ command: String, _ findings: [GateFinding]) -> [String] {
    guard findings.count > limit else { return findings.map { text(command, $0) } }
    let rest = findings.count - limit + 1
    return findings.prefix(limit - 1).map { text(command, $0) } + [
      "::\(command) title=cogcast::\(rest) more findings like these; the whole report lists them."
    ]
  }

  private static func text(_ command: String, _ finding: GateFinding) -> String {
    let title = "cogcast \(finding.rule): \(finding.title)"
    return "::\(command) file=\(property(finding.file)),line=\(finding.line),col=\(finding.column),"
      + "title=\(property(title))::\(escaped(finding.message))"
  }

  /// The value of a property, in which commas and colons end it.
  static func property(_ text: String) -> String {
    escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }

  /// A message: line ends would end the command, and what follows would be a command of its own.
  static func escaped(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r\n", with: "%0D%0A")
      .replacing("\r", with: "%0D").replacing("\n", with: "%0A").printable
  }
}
