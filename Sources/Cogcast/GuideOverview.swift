import Reports

/// The chapters of the FinOps guide for AI, and the command that serves each.
public enum GuideOverview {
  /// Commands that serve some chapter, each once, without `cogcast` before them.
  public static let commands = Set(GuideChapter.all.flatMap(\.commands)).sorted()

  /// The overview as text of a format.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown.
  ///   - colour: Whether text uses ANSI colours.
  public static func report(_ format: ReportFormat, colour: Bool = false) -> String {
    GuideReport.listing(version: cogcastVersion).text(format, colour: colour)
  }
}
