import Reports

/// Two versions of one feature side by side: what changed, and by how much.
public struct FeatureDifference: Sendable {
  package let difference: ForecastDifference

  init(_ difference: ForecastDifference) {
    self.difference = difference
  }

  /// One sentence that a pull request can quote.
  public var headline: String { difference.headline }

  /// The report; the same bytes for the same scenarios, options and version.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown, among others.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    switch format {
    case .text: TextDifference.text(difference, style: colour ? .terminal : .plain)
    case .json: JSONDifference.text(difference)
    case .csv: CSVDifference.text(difference)
    case .markdown: MarkdownDifference.text(difference)
    }
  }
}
