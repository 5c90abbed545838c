import Summaries

/// What is said of one pattern, of a forecast or of a log.
package struct PatternFinding: Sendable {
  package enum Face: String, Sendable { case forecast, log }

  package enum Verdict: String, Sendable, CaseIterable {
    /// Almost certain: 0.95 or more.
    case present
    /// More likely than not.
    case likely
    /// Not to be ruled out: 0.05 or more.
    case possible
    case unlikely
    /// What would show it is not there to be looked at.
    case notVisible

    init(probability: Double) {
      self =
        switch probability {
        case 0.95...: .present
        case 0.5..<0.95: .likely
        case 0.05..<0.5: .possible
        default: .unlikely
        }
    }
  }

  /// A number that shows the pattern, or how far away it is.
  package struct Signal: Sendable {
    package enum Unit: String, Sendable {
      case share, times, count, dollars
    }

    package let name: String
    package let value: Double
    package let unit: Unit

    package init(_ name: String, _ value: Double, _ unit: Unit) {
      self.name = name
      self.value = value
      self.unit = unit
    }
  }

  package let pattern: AntiPattern
  package let face: Face
  package let verdict: Verdict
  /// That the pattern appears; `nil` where it is not visible.
  package let probability: Probability?
  /// First week in which it is there, from 1; `nil` where it never is.
  package let weeks: Weeks?
  package let signals: [Signal]
  /// Why it is not visible, or what of it is not.
  package let remark: String?

  package struct Probability: Sendable {
    package let value: Double
    /// Monte Carlo standard error of a forecast; `nil` for a log, whose probability is the confidence
    /// of a test.
    package let error: Double?
  }

  /// Quantiles over the trials in which the pattern appears.
  package struct Weeks: Sendable, Equatable {
    package let p10: Int
    package let p50: Int
    package let p90: Int
  }

  package init(
    _ pattern: AntiPattern, _ face: Face, probability: Probability, weeks: Weeks?,
    signals: [Signal], remark: String? = nil
  ) {
    self.pattern = pattern
    self.face = face
    verdict = Verdict(probability: probability.value)
    self.probability = probability
    self.weeks = weeks
    self.signals = signals.filter { $0.value.isFinite }
    self.remark = remark
  }

  /// A pattern that cannot be seen.
  package init(
    _ pattern: AntiPattern, _ face: Face, notVisible reason: String, signals: [Signal] = []
  ) {
    self.pattern = pattern
    self.face = face
    verdict = .notVisible
    probability = nil
    weeks = nil
    self.signals = signals.filter { $0.value.isFinite }
    remark = reason
  }
}
