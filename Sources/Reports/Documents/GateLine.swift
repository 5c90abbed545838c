import Governance
import Scenarios
import Summaries

/// One gate, or one rule of a policy, and what it says about a scenario.
package struct GateLine: Sendable {
  package let rule: RuleName
  /// A gate as it is written, or what the rule asks for.
  package let expression: String
  package let level: RuleLevel
  /// Which file `location` is in.
  package let origin: RuleReport.Origin
  package let location: SourceLocation?
  package let verdict: Verdict
  /// `nil` where no trial defines the metric, and for a rule that measures nothing.
  package let measured: Estimate?
  /// Where the true value lies; `nil` where it cannot be told.
  package let interval: ClosedRange<Double>?
  /// Confidence level of `interval`.
  package let confidence: Double
  /// `nil` for a rule that measures nothing.
  package let limit: Double?
  /// The month that decides, 1-based; `nil` for a gate that does not cover every month.
  package let month: Int?
  /// What the gate is about, in words.
  package let selection: String
  /// The verdict as a person would say it.
  package let sentence: String
  /// True where the base did not keep the rule either.
  package let wasBroken: Bool

  package init(
    rule: RuleName = .gate, expression: String, level: RuleLevel = .error,
    origin: RuleReport.Origin = .scenario, location: SourceLocation?, verdict: Verdict,
    measured: Estimate?, interval: ClosedRange<Double>?, confidence: Double, limit: Double?,
    month: Int?, selection: String, sentence: String, wasBroken: Bool = false
  ) {
    self.rule = rule
    self.expression = expression
    self.level = level
    self.origin = origin
    self.location = location
    self.verdict = verdict
    self.measured = measured
    self.interval = interval
    self.confidence = confidence
    self.limit = limit
    self.month = month
    self.selection = selection
    self.sentence = sentence
    self.wasBroken = wasBroken
  }

  package init(_ report: RuleReport) {
    let measurement = report.measurement
    self.init(
      rule: report.rule, expression: report.title, level: report.level, origin: report.origin,
      location: report.location, verdict: report.verdict, measured: measurement?.measured,
      interval: measurement?.interval, confidence: measurement?.confidence ?? 0,
      limit: measurement?.gate.limit, month: measurement?.month, selection: report.selection,
      sentence: report.sentence, wasBroken: report.wasBroken)
  }
}

extension [GateLine] {
  /// One verdict for all.
  package var verdict: Verdict { map(\.verdict).worst }
}
