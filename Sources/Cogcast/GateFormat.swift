/// What a report on gates is written as.
public enum GateFormat: String, Sendable, CaseIterable {
  /// For the terminal.
  case text
  /// For programs; ``PublishedSchema/gate`` describes it.
  case json
  /// One gate a row.
  case csv
  /// The comment of a pull request, below 60,000 characters; its first line, `<!-- cogcast -->`, is how a
  /// bot finds the comment to update.
  case markdown
  /// For the test reports of CI systems.
  case junit
  /// Static analysis results, version 2.1.0.
  case sarif
  /// Annotations of GitHub Actions, at most ten errors and ten warnings.
  case github
  /// A code quality report of GitLab.
  case gitlab
}
