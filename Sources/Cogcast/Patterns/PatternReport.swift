import Governance
import Reports

/// Which of the five anti-patterns of the FinOps-for-AI guide a forecast or a log shows.
public struct PatternReport: Sendable {
  package let document: PatternDocument
  /// Records of the log that could not be read and are left out.
  public let invalidRecords: Int

  init(_ document: PatternDocument, invalidRecords: Int = 0) {
    self.document = document
    self.invalidRecords = invalidRecords
  }

  /// One sentence: what is there.
  public var headline: String { PatternListing.headline(document) }

  /// What is said of each pattern: of the forecast first, then of the log.
  public var findings: [Finding] { document.findings.map(Finding.init) }

  /// The report; the same bytes for the same input, options and version.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    PatternListing.listing(document).text(format, colour: colour)
  }

  /// One pattern in a forecast or in a log.
  public struct Finding: Sendable {
    /// `zombie`, `churnDebt`, `agenticLoop`, `dataEgress` or `negativeUnits`.
    public let pattern: String
    /// `forecast` or `log`.
    public let face: String
    /// `present` (a probability of 0.95 or more), `likely` (0.5), `possible` (0.05), `unlikely`, or
    /// `notVisible` where nothing given would show it.
    public let verdict: String
    /// That it appears within the horizon, or the confidence that the log has it, 0...1; `nil` where it
    /// is not visible.
    public let probability: Double?
    /// Monte Carlo standard error of a forecast's probability; `nil` for a log.
    public let error: Double?
    /// Median over the trials with the pattern of the first week in which it is there, from 1.
    public let firstWeek: Int?
    /// Why it is not visible, or what of it is not.
    public let remark: String?

    init(_ finding: PatternFinding) {
      pattern = finding.pattern.rawValue
      face = finding.face.rawValue
      verdict = finding.verdict.rawValue
      probability = finding.probability?.value
      error = finding.probability?.error
      firstWeek = finding.weeks?.p50
      remark = finding.remark
    }
  }
}
