/// A small model answers first; where a judge doubts the answer, a large one answers anew.
package struct Cascade: Sendable {
  package let small: String
  package let large: String
  /// Reads the user's message and the small model's answer; `nil` where judging costs nothing.
  package let judge: Sorter?
  package let escalation: Escalation
  package let quality: JointQuality

  /// Which sessions the judge hands on.
  package struct Escalation: Sendable {
    /// Share of the sessions that the small model fails.
    package let truePositive: Quantity
    /// Share of the sessions that the small model serves well.
    package let falsePositive: Quantity

    package init(truePositive: Quantity, falsePositive: Quantity) {
      self.truePositive = truePositive
      self.falsePositive = falsePositive
    }
  }

  package init(
    small: String, large: String, judge: Sorter?, escalation: Escalation, quality: JointQuality
  ) {
    self.small = small
    self.large = large
    self.judge = judge
    self.escalation = escalation
    self.quality = quality
  }
}

/// How often two models succeed on the same sessions; on the rest neither does.
///
/// Models fail on the same hard sessions: their success rates alone do not say what a cascade gains.
package struct JointQuality: Sendable {
  package let both: Quantity
  package let onlyLarge: Quantity
  package let onlySmall: Quantity

  package init(both: Quantity, onlyLarge: Quantity, onlySmall: Quantity) {
    self.both = both
    self.onlyLarge = onlyLarge
    self.onlySmall = onlySmall
  }
}
