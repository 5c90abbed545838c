import Explanations
import Reports

/// How one figure of a feature comes about: its formula, inputs, result and source; or a list of what
/// can be explained.
public struct FeatureExplanation: Sendable {
  /// One number that a mechanism comes to.
  public struct Result: Sendable, Equatable {
    /// Its letter in formulas; `=` for a metric itself.
    public let symbol: String
    /// What it is.
    public let meaning: String
    /// What it is measured in; empty for a plain number.
    public let unit: String
    /// Right-hand side, of the symbols of inputs and of results before it; `nil` where there is no
    /// closed form.
    public let formula: String?
    /// Unknown inputs at their median; of a metric, the mean.
    public let value: Double
  }

  package let explanation: ForecastExplanation

  init(_ explanation: ForecastExplanation) {
    self.explanation = explanation
  }

  /// What the path is.
  public var headline: String { explanation.headline }

  /// The numbers, in the order in which formulas use them; empty for a list.
  public var results: [Result] {
    guard case .figure(let figure, _) = explanation.content else { return [] }
    return figure.results.map {
      Result(
        symbol: $0.symbol, meaning: $0.meaning, unit: $0.unit, formula: $0.formula, value: $0.value)
    }
  }

  /// Where its formulas come from, each with how sure that is; empty for a list.
  public var sources: [String] {
    guard case .figure(let figure, _) = explanation.content else { return [] }
    return figure.sources.map { "\($0.text) (\($0.standing.words))" }
  }

  /// Paths that can be explained: those of a list, or inside the figure.
  public var paths: [String] {
    switch explanation.content {
    case .list(let paths): paths.map(\.path)
    case .figure(let figure, _): figure.parts.map(\.path)
    }
  }

  /// The report; the same bytes for the same scenario, options and version.
  ///
  /// - Parameters:
  ///   - format: Text, JSON, CSV or Markdown, among others.
  ///   - colour: Whether the text format may use ANSI colours; the others never do.
  public func report(_ format: ReportFormat, colour: Bool = false) -> String {
    switch format {
    case .text: TextExplanation.text(explanation, style: colour ? .terminal : .plain)
    case .json: JSONExplanation.text(explanation)
    case .csv: CSVExplanation.text(explanation)
    case .markdown: MarkdownExplanation.text(explanation)
    }
  }
}
