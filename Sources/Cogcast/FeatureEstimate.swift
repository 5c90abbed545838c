import Reports
import Summaries

/// The forecast of one feature under one strategy.
public struct FeatureEstimate: Sendable {
  package let forecast: Forecast

  init(_ forecast: Forecast) {
    self.forecast = forecast
  }

  /// The report; the same bytes for the same scenario, options and version.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown, among others.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    switch format {
    case .text: TextReport.text(forecast, style: colour ? .terminal : .plain)
    case .json: JSONReport.text(forecast)
    case .csv: CSVReport.text(forecast)
    case .markdown: MarkdownReport.text(forecast)
    }
  }

  /// One sentence that a launch review can quote.
  public var headline: String { forecast.headline }

  /// The distribution of a metric without an index, e.g. `cost.total`; `nil` for a name that the
  /// scenario does not answer.
  public func band(of metric: String) -> MetricSummary? {
    forecast.metrics.first { $0.name == metric }.map(MetricSummary.init)
  }

  /// What single sessions cost; `nil` where no trial has any.
  public var sessions: SessionSummary? { forecast.sessions.map(SessionSummary.init) }

  /// Trials in all: those asked for, or more where a precision asked for them.
  public var trials: Int { forecast.run.trials }
}
