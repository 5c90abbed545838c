import Scenarios
import Simulation

extension MetricReference {
  /// Reads `name(index){key:value,...}` against what the scenario has.
  package init(parsing text: String, in scenario: Scenario) throws(ExpressionError) {
    var scanner = ExpressionScanner(text)
    self = try MetricReference(from: &scanner, in: scenario)
    scanner.skipSpaces()
    guard scanner.isAtEnd else {
      throw scanner.error("found \(scanner.found) after the metric; expected the end.")
    }
  }

  /// Reads a metric in the middle of an expression; the scanner stops behind it.
  package init(
    from scanner: inout ExpressionScanner, in scenario: Scenario
  ) throws(ExpressionError) {
    let name = try Self.name(from: &scanner, in: scenario)
    let index = try Self.index(of: name, from: &scanner, in: scenario)
    var selectors = SelectorList(metric: name, scenario: scenario)
    if scanner.take("{") {
      repeat { try selectors.readOne(from: &scanner) } while scanner.take(",")
      guard scanner.take("}") else {
        throw scanner.error(
          "found \(scanner.found) in a selector; expected `,` or `}`, e.g. {segment:free}.")
      }
    }
    self.init(
      name, index: index, scope: selectors.scope, strategy: selectors.strategy,
      selectors: selectors.all)
  }

  private static func name(
    from scanner: inout ExpressionScanner, in scenario: Scenario
  ) throws(ExpressionError) -> MetricName {
    scanner.skipSpaces()
    let column = scanner.column
    let word = scanner.word(marks: "._-")
    guard let name = MetricName(rawValue: word) else {
      let what =
        word.isEmpty
        ? "found \(scanner.found), expected a metric" : "no metric \(Wording.code(word))"
      let names = MetricName.allCases.map(\.rawValue)
      throw scanner.error(
        "\(what).\(Spelling.suggestion(for: word, among: names)) Metrics are "
          + names.joined(separator: " ") + ".", at: column)
    }
    if name.needsValue, scenario.value == nil {
      throw scanner.error(
        "`\(name.rawValue)` needs to know what a unit is worth; add a `value` block to the scenario.",
        at: column)
    }
    return name
  }

  private static func index(
    of name: MetricName, from scanner: inout ExpressionScanner, in scenario: Scenario
  ) throws(ExpressionError) -> Int? {
    let months = MonthGrid(weeks: scenario.horizon.weeks).fullMonths
    let weeks = scenario.horizon.weeks
    let (period, count) = name.indexing == .week ? ("week", weeks) : ("month", months)
    let behindName = scanner.column
    guard name.indexing != .none else {
      if scanner.take("(") {
        throw scanner.error(
          "`\(name.rawValue)` takes no index; write it alone.", at: scanner.column - 1)
      }
      return nil
    }
    if count == 0 {
      throw scanner.error(
        "`\(name.rawValue)` needs a full month (13/3 weeks); the horizon has \(weeks) weeks.",
        at: behindName)
    }
    guard scanner.take("(") else {
      if name.indexing == .monthOrEvery { return nil }
      throw scanner.error(
        "`\(name.rawValue)` needs a \(period), 1 to \(count), e.g. \(name.rawValue)(\(count)).",
        at: behindName)
    }
    scanner.skipSpaces()
    let column = scanner.column
    let text = scanner.word(marks: "+-._")
    guard let index = Int(text), (1...count).contains(index) else {
      let what = text.isEmpty ? scanner.found : Wording.code(text)
      throw scanner.error(
        "found \(what) as the \(period); expected a whole number from 1 to \(count)"
          + (name.indexing == .week ? "." : " (full months)."), at: column)
    }
    guard scanner.take(")") else {
      throw scanner.error(
        "found \(scanner.found) behind the \(period); expected `)`, "
          + "e.g. \(name.rawValue)(\(index)).")
    }
    return index
  }
}
