import Reports

/// Strategies of one feature, or several features, side by side.
public struct FeatureComparison: Sendable {
  package let comparison: ForecastComparison

  init(_ comparison: ForecastComparison) {
    self.comparison = comparison
  }

  /// The report; the same bytes for the same scenarios, options and version.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown, among others.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    switch format {
    case .text: TextComparison.text(comparison, style: colour ? .terminal : .plain)
    case .json: JSONComparison.text(comparison)
    case .csv: CSVComparison.text(comparison)
    case .markdown: MarkdownComparison.text(comparison)
    }
  }
}
