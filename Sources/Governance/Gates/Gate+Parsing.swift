import Scenarios
import Summaries

extension Gate {
  static let example = "p95(cost.month) <= 5000"

  /// Reads a gate against what the scenario has.
  ///
  /// Everything that could make it select nothing, never hold or always hold is an error here, before
  /// any simulation.
  package init(parsing expression: String, in scenario: Scenario) throws(ExpressionError) {
    var scanner = ExpressionScanner(expression)
    let kind = try Kind(from: &scanner)
    try Self.expect("(", behind: "the aggregation", from: &scanner)
    let isChange = kind == .change
    let inner = isChange ? try Self.innerKind(from: &scanner) : kind
    if isChange { try Self.expect("(", behind: "the aggregation", from: &scanner) }
    scanner.skipSpaces()
    let metricColumn = scanner.column
    (metric, aggregation) = try Self.measure(inner, from: &scanner, in: scenario)
    if isChange {
      try Self.checkChange(of: metric, at: metricColumn, scanner)
      try Self.expect(")", behind: "what may change", from: &scanner)
    }
    comparison = try Self.comparison(from: &scanner)
    let measured = GateUnit(aggregation, of: metric.name)
    let number = try scanner.number(
      example: isChange ? "15%" : measured.example)
    change = isChange ? (number.isPercent ? .relative : .absolute) : nil
    let unit = change.map { measured.changed(by: $0) } ?? measured
    try unit.check(number, comparison, scanner)
    limit = number.value
    scanner.skipSpaces()
    guard scanner.isAtEnd else {
      throw scanner.error(
        "found \(scanner.found) behind the limit; expected the end, e.g. \(Self.example).")
    }
    self.expression = expression
  }

  /// The metric between the parentheses, with the bound of a probability.
  static func measure(
    _ kind: Kind, from scanner: inout ExpressionScanner, in scenario: Scenario
  ) throws(ExpressionError) -> (MetricReference, Aggregation) {
    scanner.skipSpaces()
    let column = scanner.column
    let metric = try MetricReference(from: &scanner, in: scenario)
    try checkModelIsCalled(by: metric, in: scenario, at: column, scanner)
    let aggregation: Aggregation
    switch kind {
    case .mean, .tailMean:
      guard metric.name.hasMean else {
        throw scanner.error(
          "`\(metric.name.rawValue)` may be infinite and has no mean; take a quantile or a "
            + "probability, e.g. probability(payback.months <= 12) >= 0.8.", at: column)
      }
      if case .tailMean(let probability) = kind {
        aggregation = .tailMean(probability)
      } else {
        aggregation = .mean
      }
    case .quantile(let probability): aggregation = .quantile(probability)
    case .probability:
      let comparison = try comparison(from: &scanner)
      let unit = GateUnit(metric.name)
      let bound = try scanner.number(example: unit.isShare ? "0.9" : "12")
      try unit.check(bound, comparison, scanner)
      aggregation = .probability(comparison, bound: bound.value)
    case .change: preconditionFailure("a change of a change is refused before")
    }
    try expect(")", behind: "the metric", from: &scanner)
    return (metric, aggregation)
  }

  /// A model that the strategy never calls costs nothing, which no limit should be held against.
  private static func checkModelIsCalled(
    by metric: MetricReference, in scenario: Scenario, at column: Int, _ scanner: ExpressionScanner
  ) throws(ExpressionError) {
    guard case .model(let model) = metric.scope else { return }
    let strategies = scenario.routing?.strategies.map(\.name) ?? []
    let called = scenario.modelsCalled(
      under: metric.strategy.flatMap { strategies.firstIndex(of: $0) })
    guard !called.contains(model) else { return }
    let used = metric.strategy ?? scenario.routing.map { $0.strategies[$0.use].name }
    let place = used.map { " under the strategy \(Wording.code($0))" } ?? ""
    throw scanner.error(
      "\(Wording.code(model)) is not called\(place): this selects nothing. Called are "
        + "\(Wording.list(called.sorted().map(Wording.code))).", at: column)
  }

  private static func innerKind(
    from scanner: inout ExpressionScanner
  ) throws(ExpressionError) -> Kind {
    scanner.skipSpaces()
    let column = scanner.column
    let kind = try Kind(from: &scanner)
    guard kind != .change else {
      throw scanner.error(
        "a change has no change; write one, e.g. change(p95(cost.month)) <= 15%.", at: column)
    }
    return kind
  }

  private static func checkChange(
    of metric: MetricReference, at column: Int, _ scanner: ExpressionScanner
  ) throws(ExpressionError) {
    guard !metric.name.hasMean else { return }
    throw scanner.error(
      "`\(metric.name.rawValue)` may be infinite and has no change; hold it against a limit, "
        + "e.g. probability(payback.months <= 12) >= 0.8.", at: column)
  }

  static func expect(
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
}

extension Gate {
  /// The word that an expression begins with.
  enum Kind: Equatable {
    case mean, probability, change
    case quantile(Double)
    case tailMean(Double)

    init(from scanner: inout ExpressionScanner) throws(ExpressionError) {
      scanner.skipSpaces()
      let column = scanner.column
      let word = scanner.word(marks: "._-+")
      switch word {
      case "mean": self = .mean
      case "probability": self = .probability
      case "change": self = .change
      default:
        if let probability = try Self.probability(of: word, behind: "tvar", at: column, scanner) {
          self = .tailMean(probability)
        } else if let probability = try Self.probability(of: word, behind: "p", at: column, scanner)
        {
          self = .quantile(probability)
        } else {
          let what = word.isEmpty ? scanner.found : Wording.code(word)
          throw scanner.error(
            "found \(what), expected mean, probability, change, a quantile such as p95 or a mean of "
              + "the tail such as tvar95, e.g. \(example).", at: column)
        }
      }
    }

    /// The probability in `p95` or `tvar95`; `nil` for another word.
    private static func probability(
      of word: String, behind prefix: String, at column: Int, _ scanner: ExpressionScanner
    ) throws(ExpressionError) -> Double? {
      guard word.hasPrefix(prefix) else { return nil }
      let digits = word.dropFirst(prefix.count)
      guard digits.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }),
        let percent = Double(digits)
      else { return nil }
      guard percent > 0, percent < 100 else {
        throw scanner.error(
          "\(Wording.code(word)) is no quantile; expected more than \(prefix)0 and less than "
            + "\(prefix)100, e.g. \(prefix)95 or \(prefix)99.5.", at: column)
      }
      return percent / 100
    }
  }
}
