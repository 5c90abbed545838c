/// What a report is written as.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// For the terminal.
  case text
  /// For programs; ``PublishedSchema`` describes it.
  case json
  /// For spreadsheets and notebooks: one number a row.
  case csv
  /// For pull requests and launch reviews.
  case markdown
}
