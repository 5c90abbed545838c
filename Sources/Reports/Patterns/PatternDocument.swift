import Governance

/// What was looked at for patterns, and what was found.
package struct PatternDocument: Sendable {
  package struct Log: Sendable {
    /// The system that wrote it.
    package let format: String
    package let records: Int
    package let invalid: Int
    /// Records without a price, which count as free.
    package let unpriced: Int
    /// Whole ones.
    package let weeks: Int
    package let undated: Int

    package init(
      format: String, records: Int, invalid: Int, unpriced: Int, weeks: Int, undated: Int
    ) {
      self.format = format
      self.records = records
      self.invalid = invalid
      self.unpriced = unpriced
      self.weeks = weeks
      self.undated = undated
    }
  }

  package let version: String
  /// The forecast; `nil` where only a log was looked at.
  package let scenario: RunRecord?
  package let log: Log?
  package let findings: [PatternFinding]

  package init(
    version: String, scenario: RunRecord?, log: Log?, findings: [PatternFinding]
  ) {
    self.version = version
    self.scenario = scenario
    self.log = log
    self.findings = findings
  }
}
