import Governance
import Scenarios
import Summaries

/// One gate and what it says about a forecast.
package struct GateLine: Sendable {
  /// As the scenario writes it.
  package let expression: String
  package let location: SourceLocation?
  package let verdict: Verdict
  /// `nil` where no trial defines the metric.
  package let measured: Estimate?
  /// Where the true value lies; `nil` where it cannot be told.
  package let interval: ClosedRange<Double>?
  /// Confidence level of `interval`.
  package let level: Double
  package let limit: Double
  /// The month that decides, 1-based; `nil` for a gate that does not cover every month.
  package let month: Int?
  /// The verdict as a person would say it.
  package let sentence: String

  package init(
    expression: String, location: SourceLocation?, verdict: Verdict, measured: Estimate?,
    interval: ClosedRange<Double>?, level: Double, limit: Double, month: Int?, sentence: String
  ) {
    self.expression = expression
    self.location = location
    self.verdict = verdict
    self.measured = measured
    self.interval = interval
    self.level = level
    self.limit = limit
    self.month = month
    self.sentence = sentence
  }

  package init(_ report: GateReport) {
    self.init(
      expression: report.gate.expression, location: report.location, verdict: report.verdict,
      measured: report.measured, interval: report.interval, level: report.level,
      limit: report.gate.limit, month: report.month, sentence: report.sentence)
  }
}

extension [GateLine] {
  /// One verdict for all: a failure fails, else an inconclusive gate leaves it so.
  package var verdict: Verdict {
    if contains(where: { $0.verdict == .fail }) { return .fail }
    return contains { $0.verdict == .inconclusive } ? .inconclusive : .pass
  }
}
