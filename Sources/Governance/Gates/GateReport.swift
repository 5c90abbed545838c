import Scenarios
import Summaries

/// What a gate says about a forecast.
package enum Verdict: String, Sendable, CaseIterable {
  case pass
  /// It does not hold, or may not, and is not meant to stop anything.
  case warn
  case fail
  /// The limit lies inside the interval of the measured value: more trials would tell.
  case inconclusive
}

extension Sequence<Verdict> {
  /// One verdict for all: a failure fails, else an inconclusive one leaves it so, else a warning
  /// warns.
  package var worst: Verdict {
    let order: [Verdict] = [.fail, .inconclusive, .warn]
    return order.first { contains($0) } ?? .pass
  }
}

/// One gate held against a forecast.
package struct GateReport: Sendable, Equatable {
  package let gate: Gate
  package let level: RuleLevel
  package let location: SourceLocation?
  /// What the limit and the interval say, whatever the level makes of it.
  package let outcome: Verdict
  /// The value measured, in the worst month where the gate covers months; `nil` where no trial
  /// defines the metric.
  package let measured: Estimate?
  /// Where the true value lies; `nil` with `measured`.
  package let interval: ClosedRange<Double>?
  /// Probability that the interval holds the true value: 0.99, more where several months or looks
  /// share the error budget.
  package let confidence: Double
  /// The month that decides, 1-based; `nil` for a gate that does not cover every month.
  package let month: Int?
  /// What the gate is about, in words: which part of the feature, when, under which strategy.
  package let selection: String
  /// The verdict as a person would say it.
  package let sentence: String

  /// A gate that only warns neither fails nor holds anything up.
  package var verdict: Verdict { level == .warn && outcome != .pass ? .warn : outcome }
}
