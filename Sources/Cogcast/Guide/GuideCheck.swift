import Governance
import Reports

/// Printed figures of the FinOps guide for AI beside their forecasts.
public struct GuideCheck: Sendable {
  /// What a forecast says of a printed figure.
  public enum Verdict: String, Sendable {
    /// The forecast rounds to the printed number, or lies in the printed range.
    case agrees
    case differs
    /// The forecast's error does not tell; more trials would.
    case inconclusive
  }

  /// One figure.
  public struct Figure: Sendable, Equatable {
    /// What the list calls it.
    public let name: String
    /// Whether the scenario adds what the guide leaves out, or takes its inputs as they stand.
    public let isAssumed: Bool
    /// In dollars, a fraction of one or a count; `nil` where no trial defines it.
    public let forecast: Double?
    /// Whether it is as printed.
    public let verdict: Verdict
  }

  let lines: [GuideCheckLine]

  /// The figures, in the order of the list.
  public var figures: [Figure] {
    lines.map { line in
      Figure(
        name: line.figure.name, isAssumed: line.figure.reading == .assumed,
        forecast: line.forecast?.value, verdict: Verdict(line.verdict))
    }
  }

  /// Of the figures under an assumption: that one differs, else that one is inconclusive, else that all
  /// agree. What is read as printed may fail, and plays no part.
  public var verdict: Verdict {
    let verdicts = figures.filter(\.isAssumed).map(\.verdict)
    return verdicts.contains(.differs)
      ? .differs : verdicts.contains(.inconclusive) ? .inconclusive : .agrees
  }

  /// The report as text of a format.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown.
  ///   - colour: Whether text uses ANSI colours.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    GuideCheckReport.listing(lines, version: cogcastVersion).text(format, colour: colour)
  }
}

extension GuideCheck.Verdict {
  init(_ verdict: GuideCheckLine.Verdict) {
    switch verdict {
    case .agrees: self = .agrees
    case .differs: self = .differs
    case .inconclusive: self = .inconclusive
    }
  }
}
