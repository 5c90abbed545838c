import Governance
import Pricing
import Reports
import Scenarios

/// One AI feature: a scenario file, decoded and checked, its gates included.
///
///     let scenario = try FeatureScenario(text: text, file: "support.json")
///     let estimate = try await scenario.estimate()
///     print(estimate.headline)
///
/// A value of this type can be simulated: everything that can be wrong with a file is found when it
/// is made.
public struct FeatureScenario: Sendable {
  /// Findings that do not stop an estimate, e.g. a call without `maxTokens`.
  public let warnings: [Finding]
  let scenario: Scenario
  let gates: [PlacedGate]
  let file: String
  let text: [UInt8]
  /// Files that the scenario refers to, by the names it uses.
  let files: [String: [UInt8]]
  let places: ScenarioPlaces

  /// Reads a scenario.
  ///
  /// - Parameters:
  ///   - text: The file's bytes, UTF-8.
  ///   - file: Its name, for messages.
  ///   - fileReader: Reads a file that the scenario refers to, given its path relative to the
  ///     scenario; `nil` when there is none. Without a reader there are none.
  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` with every finding.
  public init(
    text: [UInt8], file: String = "scenario.json",
    fileReader: @escaping (String) -> [UInt8]? = { _ in nil }
  ) throws(CogcastError) {
    try self.init(text: text, file: file, decisions: .checked, fileReader: fileReader)
  }

  /// A policy of a scenario: its text with other values where its decisions allow them.
  init(policy text: [UInt8], of other: FeatureScenario) throws(CogcastError) {
    try self.init(text: text, file: other.file, decisions: .ignored) { other.files[$0] }
  }

  private init(
    text: [UInt8], file: String, decisions: ScenarioDecoder.DecisionReading,
    fileReader: @escaping (String) -> [UInt8]?
  ) throws(CogcastError) {
    var files: [String: [UInt8]] = [:]
    let decoded = ScenarioDecoder.decode(
      text: text, file: file, book: .builtin, decisions: decisions
    ) { name in
      if let contents = files[name] { return contents }
      let contents = fileReader(name)
      files[name] = contents
      return contents
    }
    func invalid(_ gates: [Diagnostic]) -> CogcastError {
      let all = DocumentDecoder.sorted(decoded.diagnostics + gates)
      return .invalidScenario(file: file, findings: all.map(Finding.init))
    }
    guard let scenario = decoded.scenario else {
      let draft = ScenarioDecoder.draft(text: text, book: .builtin) { files[$0] }
      throw invalid(draft.map { Gate.diagnostics(of: $0) } ?? [])
    }
    let (gates, diagnostics) = Gate.gates(of: scenario)
    guard diagnostics.isEmpty else { throw invalid(diagnostics) }
    self.scenario = scenario
    self.gates = gates
    self.file = file
    self.text = text
    self.files = files
    places = ScenarioPlaces(text: text)
    warnings = decoded.diagnostics.map(Finding.init)
  }

  /// Reads a scenario from a string.
  public init(text: String, file: String = "scenario.json") throws(CogcastError) {
    try self.init(text: Array(text.utf8), file: file)
  }

  /// What the file calls the feature.
  public var name: String { scenario.name }

  /// Names of the routing strategies, in the file's order; empty without routing.
  public var strategies: [String] { scenario.routing?.strategies.map(\.name) ?? [] }

  /// The strategy in use; `nil` without routing.
  public var strategyInUse: String? { scenario.routing.map { $0.strategies[$0.use].name } }

  /// Every input with what is known about it, in the order of the language.
  public var inputs: [ScenarioField] { scenario.inputs.map(ScenarioField.init) }

  /// That the file is valid, its warnings, and every input as known, unknown or varying.
  public func validationReport(inputs: Bool = true, colour: Bool = false) -> String {
    ValidationReport.text(
      inputs ? scenario.inputs : nil, warnings: scenario.warnings, file: file,
      style: colour ? .terminal : .plain)
  }

  /// Prices of the models in use that were checked with their source more than `limit` days before a
  /// day, `prices.asOf` unless given: one sentence each, oldest first.
  ///
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a text that is no day.
  public func oldPrices(olderThan limit: Int? = nil, on day: String? = nil) throws(CogcastError)
    -> [String]
  {
    let day = try day.map { day throws(CogcastError) in try CalendarDate(argument: day) }
    let days = day ?? scenario.prices.asOf
    return scenario.models.values.map { PriceAge($0, on: days) }
      .filter { $0.exceeds(limit ?? PriceAge.warningDays) }
      .sorted { ($1.days, $0.model) < ($0.days, $1.model) }
      .map { $0.sentence(on: days) }
  }

  /// Refuses a scenario whose prices are too old for its own day.
  ///
  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` with every price that was checked
  ///   more than `limit` days before `prices.asOf`.
  public func requirePrices(noOlderThan limit: Int) throws(CogcastError) {
    let old = try oldPrices(olderThan: limit)
    guard !old.isEmpty else { return }
    let findings = old.map { sentence in
      Finding(
        Diagnostic(
          severity: .error, location: SourceLocation(line: 1, column: 1, pointer: "/prices"),
          message: "\(sentence) At most \(limit) days are allowed here: compare it with the"
            + " provider's page, or use a newer book."))
    }
    throw .invalidScenario(file: file, findings: findings)
  }

  /// The gates as the file writes them.
  public var gateExpressions: [String] { gates.map(\.gate.expression) }

  private init(_ other: FeatureScenario, using strategy: Int) {
    scenario = other.scenario.using(strategy: strategy)
    (gates, file, warnings) = (other.gates, other.file, other.warnings)
    (text, files, places) = (other.text, other.files, other.places)
  }

  /// The same scenario with another strategy in use.
  ///
  /// - Throws: ``CogcastError/invalidRequest(_:)`` for a name that the scenario does not have.
  public func using(strategy: String) throws(CogcastError) -> FeatureScenario {
    FeatureScenario(self, using: try index(ofStrategy: strategy))
  }

  func index(ofStrategy name: String) throws(CogcastError) -> Int {
    if let index = strategies.firstIndex(of: name) { return index }
    guard !strategies.isEmpty else {
      throw .invalidRequest(
        "no strategy `\(name)`: \(file) has no routing; add `routing.strategies` to it.")
    }
    throw .invalidRequest(
      "no strategy `\(name)` in \(file); it has \(strategies.joined(separator: ", ")).")
  }
}
