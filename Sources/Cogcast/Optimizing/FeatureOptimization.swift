import Reports

/// The best policy that a search found, and how sure that is.
public struct FeatureOptimization: Sendable {
  package let optimization: ForecastOptimization
  /// The scenario with the best policy in it: the author's text, with only the decided values
  /// changed; `nil` where no policy is shown to keep every constraint.
  public let bestText: String?

  init(_ optimization: ForecastOptimization, bestText: String?) {
    self.optimization = optimization
    self.bestText = bestText
  }

  /// One sentence that a review can quote.
  public var headline: String { optimization.headline }

  /// Whether some policy is shown to keep every constraint.
  public var isFeasible: Bool { optimization.contest != nil }

  /// Policies that were measured, each once, the file's own among them.
  public var evaluated: Int { optimization.search.evaluated }

  /// The report; the same bytes for the same scenario, request, options and version.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown, among others.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    switch format {
    case .text: TextOptimization.text(optimization, style: colour ? .terminal : .plain)
    case .json: JSONOptimization.text(optimization)
    case .csv: CSVOptimization.text(optimization)
    case .markdown: MarkdownOptimization.text(optimization)
    }
  }
}
