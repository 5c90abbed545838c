import Scenarios
import Summaries

extension Gate {
  private static let example = "p95(cost.month) <= 5000"

  /// Reads a gate against what the scenario has.
  ///
  /// Everything that could make it select nothing, or never hold, is an error here, before any
  /// simulation.
  package init(parsing expression: String, in scenario: Scenario) throws(ExpressionError) {
    var scanner = ExpressionScanner(expression)
    let kind = try Self.kind(from: &scanner)
    try Self.expect("(", behind: "the aggregation", from: &scanner)
    scanner.skipSpaces()
    let metricColumn = scanner.column
    metric = try MetricReference(from: &scanner, in: scenario)
    var measuresShare = metric.name.unit == .fraction
    switch kind {
    case .mean:
      guard metric.name.hasMean else {
        throw scanner.error(
          "`\(metric.name.rawValue)` may be infinite and has no mean; take a quantile or a "
            + "probability, e.g. probability(payback.months <= 12) >= 0.8.", at: metricColumn)
      }
      aggregation = .mean
    case .quantile(let probability): aggregation = .quantile(probability)
    case .probability:
      let comparison = try Self.comparison(from: &scanner)
      let bound = try Self.limit(comparison, isShare: measuresShare, example: "12", from: &scanner)
      aggregation = .probability(comparison, bound: bound)
      measuresShare = true
    }
    try Self.expect(")", behind: "the metric", from: &scanner)
    comparison = try Self.comparison(from: &scanner)
    limit = try Self.limit(
      comparison, isShare: measuresShare, example: measuresShare ? "0.8" : "5000", from: &scanner)
    scanner.skipSpaces()
    guard scanner.isAtEnd else {
      throw scanner.error(
        "found \(scanner.found) behind the limit; expected the end, e.g. \(Self.example).")
    }
    self.expression = expression
  }

  private enum Kind {
    case mean, probability
    case quantile(Double)
  }

  private static func kind(
    from scanner: inout ExpressionScanner
  ) throws(ExpressionError) -> Kind {
    scanner.skipSpaces()
    let column = scanner.column
    let word = scanner.word(marks: "._-+")
    switch word {
    case "mean": return .mean
    case "probability": return .probability
    default: break
    }
    let digits = word.dropFirst()
    let isQuantile =
      word.first == "p" && digits.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
    if isQuantile, let quantile = Double(digits) {
      guard quantile > 0, quantile < 100 else {
        throw scanner.error(
          "\(Wording.code(word)) is no quantile; expected more than p0 and less than p100, e.g. p95 or p99.5.",
          at: column)
      }
      return .quantile(quantile / 100)
    }
    let what = word.isEmpty ? scanner.found : Wording.code(word)
    throw scanner.error(
      "found \(what), expected mean, probability or a quantile such as p95, "
        + "e.g. \(example).", at: column)
  }

  private static func expect(
    _ mark: Unicode.Scalar, behind what: String, from scanner: inout ExpressionScanner
  ) throws(ExpressionError) {
    guard scanner.take(mark) else {
      throw scanner.error(
        "found \(scanner.found) behind \(what), expected `\(mark)`, e.g. \(example).")
    }
  }

  private static func comparison(
    from scanner: inout ExpressionScanner
  ) throws(ExpressionError) -> Comparison {
    scanner.skipSpaces()
    let column = scanner.column
    let text = scanner.text(of: "<>=!≤≥")
    guard let comparison = Comparison(rawValue: text) else {
      let what = text.isEmpty ? scanner.found : Wording.code(text)
      throw scanner.error(
        "found \(what), expected one of < <= > >=, e.g. \(example).", at: column)
    }
    return comparison
  }

  private static func limit(
    _ comparison: Comparison, isShare: Bool, example: String,
    from scanner: inout ExpressionScanner
  ) throws(ExpressionError) -> Double {
    scanner.skipSpaces()
    let column = scanner.column
    let limit = try scanner.number(example: example)
    if isShare { try checkShare(limit, comparison, at: column, scanner) }
    return limit
  }

  /// Shares and probabilities lie within 0 and 1, and a limit that all of them meet, or none,
  /// decides nothing.
  private static func checkShare(
    _ limit: Double, _ comparison: Comparison, at column: Int, _ scanner: ExpressionScanner
  ) throws(ExpressionError) {
    guard (0...1).contains(limit) else {
      throw scanner.error("expected a limit within 0 and 1: write 0.8 for 80 %.", at: column)
    }
    let decides =
      switch comparison {
      case .less, .greaterOrEqual: limit > 0
      case .lessOrEqual, .greater: limit < 1
      }
    guard decides else {
      throw scanner.error(
        "every value within 0 and 1 meets this limit, or none does; write one that decides, "
          + "e.g. >= 0.8.", at: column)
    }
  }
}
