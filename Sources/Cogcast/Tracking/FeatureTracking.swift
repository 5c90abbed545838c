import Reports

/// Actual weeks of a feature against the forecast of the same weeks.
public struct FeatureTracking: Sendable {
  package let tracking: ForecastTracking

  init(_ tracking: ForecastTracking) {
    self.tracking = tracking
  }

  /// One sentence that a review can quote.
  public var headline: String { tracking.headline }

  /// Whether as many weeks as ``TrackingRequest/limit`` lie above the band; false without a limit.
  public var isFailed: Bool { tracking.isFailed }

  /// Whether no week could be judged, where a limit was given.
  public var isInconclusive: Bool { tracking.isInconclusive }

  /// The report; the same bytes for the same scenario, log, request, options and version.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown, among others.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    tracking.listing.text(format, colour: colour)
  }
}
