import Scenarios
import Simulation

/// The selectors of one metric, read one by one: what a metric is narrowed to.
struct SelectorList {
  let metric: MetricName
  let scenario: Scenario

  private(set) var all: [(key: String, value: String)] = []
  private(set) var scope = Scope.all
  private(set) var strategy: String?

  init(metric: MetricName, scenario: Scenario) {
    self.metric = metric
    self.scenario = scenario
  }

  /// Reads `key:value`; a value ends at `,` or `}` and may hold anything else.
  mutating func readOne(from scanner: inout ExpressionScanner) throws(ExpressionError) {
    scanner.skipSpaces()
    let keyColumn = scanner.column
    let key = scanner.word(marks: "._-")
    guard !key.isEmpty else {
      throw scanner.error(
        "found \(scanner.found), expected a selector, e.g. {segment:free}.", at: keyColumn)
    }
    guard scanner.take(":") else {
      throw scanner.error(
        "found \(scanner.found) behind \(Wording.code(key)); expected `:` and a value, e.g. {segment:free}."
      )
    }
    scanner.skipSpaces()
    let valueColumn = scanner.column
    let value = Self.trimmed(scanner.text(before: ",}"))
    guard !all.contains(where: { $0.key == key }) else {
      throw scanner.error("\(Wording.code(key)) is selected twice; keep one.", at: keyColumn)
    }
    do {
      try accept(key: key, value: value)
    } catch {
      switch error {
      case .key(let message): throw scanner.error(message, at: keyColumn)
      case .value(let message): throw scanner.error(message, at: valueColumn)
      case .otherFeature(let message):
        throw ExpressionError(
          expression: scanner.expression, column: valueColumn, message: message,
          isAboutAnotherFeature: true)
      }
    }
    all.append((key, value))
  }

  private enum Refusal: Error {
    case key(String)
    case value(String)
    case otherFeature(String)
  }

  private mutating func accept(key: String, value: String) throws(Refusal) {
    switch key {
    case "segment":
      try narrow(key, allowed: metric.takesSegment)
      let names = scenario.segments.map(\.name)
      scope = .segment(try index(of: value, in: names, what: "segment"))
    case "model":
      try narrow(key, allowed: metric.takesModel)
      let names = scenario.models.keys.sorted()
      scope = .model(names[try index(of: value, in: names, what: "model")])
    case "strategy":
      guard let routing = scenario.routing else {
        throw .key("this scenario has no `routing`, so there is no strategy to select.")
      }
      let names = routing.strategies.map(\.name)
      strategy = names[try index(of: value, in: names, what: "strategy")]
    default:
      try match(key: key, value: value)
    }
  }

  private func narrow(_ key: String, allowed: Bool) throws(Refusal) {
    guard allowed else {
      throw .key("`\(metric.rawValue)` cannot be told apart by \(key); leave {\(key):...} out.")
    }
    guard scope == .all else { throw .key("select a segment or a model, not both.") }
  }

  private func index(
    of value: String, in names: [String], what: String
  ) throws(Refusal) -> Int {
    guard let index = names.firstIndex(of: value) else {
      throw .value(
        "no \(what) \(Wording.code(value)).\(Spelling.suggestion(for: value, among: names)) "
          + "This scenario has \(Wording.list(names.map(Wording.code))).")
    }
    return index
  }

  /// A selector on an attribution field narrows nothing: it must say what the scenario says.
  private func match(key: String, value: String) throws(Refusal) {
    let fields = scenario.attribution.fields
    guard let field = fields.first(where: { $0.name == key }) else {
      let names = ["segment", "strategy", "model"] + fields.map(\.name)
      throw .key(
        "no selector \(Wording.code(key)).\(Spelling.suggestion(for: key, among: names)) "
          + "Selectors are \(Wording.list(names.map(Wording.code))).")
    }
    guard field.value == value else {
      throw .otherFeature(
        "the scenario's \(key) is \(Wording.code(field.value)), not \(Wording.code(value)): this selects nothing."
      )
    }
  }

  private static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
