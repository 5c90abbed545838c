import Governance
import Reports

/// What the gates of one feature say about its forecast.
public struct FeatureGateCheck: Sendable {
  /// Of one gate or of all.
  public enum Verdict: String, Sendable {
    case pass
    /// A gate that only warns does not hold, or may not.
    case warn
    case fail
    /// A limit lies inside the interval of its measured value: more trials would tell.
    case inconclusive
  }

  package let check: GateCheck

  init(_ check: GateCheck) {
    self.check = check
  }

  /// Of all gates: one that fails fails all, else one that is inconclusive leaves it so, else one
  /// that warns warns.
  public var verdict: Verdict {
    switch check.verdict {
    case .pass: .pass
    case .warn: .warn
    case .fail: .fail
    case .inconclusive: .inconclusive
    }
  }

  /// Whether the scenario or the engine warns of anything.
  public var hasWarnings: Bool { !check.warnings.isEmpty }

  /// The report; the same bytes for the same scenario, options and version.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown, among others.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    switch format {
    case .text: TextGateCheck.text(check, style: colour ? .terminal : .plain)
    case .json: JSONGateCheck.text(check)
    case .csv: CSVGateCheck.text(check)
    case .markdown: MarkdownGateCheck.text(check)
    }
  }
}
