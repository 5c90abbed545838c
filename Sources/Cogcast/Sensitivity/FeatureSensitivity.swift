import Reports

/// Which unknown input matters, and which to measure first.
public struct FeatureSensitivity: Sendable {
  package let sensitivity: ForecastSensitivity

  init(_ sensitivity: ForecastSensitivity) {
    self.sensitivity = sensitivity
  }

  /// One sentence: what to measure first.
  public var headline: String { sensitivity.headline }

  /// The report; the same bytes for the same scenario, options and version.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown, among others.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    switch format {
    case .text: TextSensitivity.text(sensitivity, style: colour ? .terminal : .plain)
    case .json: JSONSensitivity.text(sensitivity)
    case .csv: CSVSensitivity.text(sensitivity)
    case .markdown: MarkdownSensitivity.text(sensitivity)
    }
  }
}
