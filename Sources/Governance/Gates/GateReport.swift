import Scenarios
import Summaries

/// What a gate says about a forecast.
package enum Verdict: String, Sendable, CaseIterable {
  case pass, fail
  /// The limit lies inside the interval of the measured value: more trials would tell.
  case inconclusive
}

/// One gate held against a forecast.
package struct GateReport: Sendable, Equatable {
  package let gate: Gate
  package let location: SourceLocation?
  package let verdict: Verdict
  /// The value measured, in the worst month where the gate covers months; `nil` where no trial
  /// defines the metric.
  package let measured: Estimate?
  /// Where the true value lies; `nil` with `measured`.
  package let interval: ClosedRange<Double>?
  /// Confidence level of the interval: 0.99, more where several months share the error budget.
  package let level: Double
  /// The month that decides, 1-based; `nil` for a gate that does not cover every month.
  package let month: Int?
  /// The verdict as a person would say it.
  package let sentence: String
}
