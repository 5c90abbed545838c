import Governance
import Scenarios
import Summaries

/// One gate and what it says about a forecast.
package struct GateLine: Sendable {
  /// As the scenario writes it.
  package let expression: String
  package let level: RuleLevel
  package let location: SourceLocation?
  package let verdict: Verdict
  /// `nil` where no trial defines the metric.
  package let measured: Estimate?
  /// Where the true value lies; `nil` where it cannot be told.
  package let interval: ClosedRange<Double>?
  /// Confidence level of `interval`.
  package let confidence: Double
  package let limit: Double
  /// The month that decides, 1-based; `nil` for a gate that does not cover every month.
  package let month: Int?
  /// What the gate is about, in words.
  package let selection: String
  /// The verdict as a person would say it.
  package let sentence: String

  package init(
    expression: String, level: RuleLevel = .error, location: SourceLocation?, verdict: Verdict,
    measured: Estimate?, interval: ClosedRange<Double>?, confidence: Double, limit: Double,
    month: Int?, selection: String, sentence: String
  ) {
    self.expression = expression
    self.level = level
    self.location = location
    self.verdict = verdict
    self.measured = measured
    self.interval = interval
    self.confidence = confidence
    self.limit = limit
    self.month = month
    self.selection = selection
    self.sentence = sentence
  }

  package init(_ report: GateReport) {
    self.init(
      expression: report.gate.expression, level: report.level, location: report.location,
      verdict: report.verdict, measured: report.measured, interval: report.interval,
      confidence: report.confidence, limit: report.gate.limit, month: report.month,
      selection: report.selection, sentence: report.sentence)
  }
}

extension [GateLine] {
  /// One verdict for all.
  package var verdict: Verdict { map(\.verdict).worst }
}
