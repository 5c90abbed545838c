import Reports

/// Every lever of the FinOps-for-AI guide, tried on one scenario and ranked.
public struct FeatureAdvice: Sendable {
  package let advice: ForecastAdvice
  /// The scenario with the sequence of levers pulled: the author's text, with only their values changed;
  /// `nil` where no lever is in it.
  public let sequenceText: String?

  init(_ advice: ForecastAdvice, sequenceText: String?) {
    self.advice = advice
    self.sequenceText = sequenceText
  }

  /// One sentence that a review can quote.
  public var headline: String { advice.headline }

  /// The report; the same bytes for the same scenario, request, options and version.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown, among others.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    advice.listing.text(format, colour: colour)
  }
}
