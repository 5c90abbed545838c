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
    let decoded = ScenarioDecoder.decode(
      text: text, file: file, book: .builtin, fileReader: fileReader)
    guard let scenario = decoded.scenario else {
      throw .invalidScenario(file: file, findings: decoded.diagnostics.map(Finding.init))
    }
    let (gates, diagnostics) = Gate.gates(of: scenario)
    guard diagnostics.isEmpty else {
      let all = decoded.diagnostics + diagnostics
      throw .invalidScenario(file: file, findings: all.map(Finding.init))
    }
    self.scenario = scenario
    self.gates = gates
    self.file = file
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

  /// The gates as the file writes them.
  public var gateExpressions: [String] { gates.map(\.gate.expression) }

  private init(_ other: FeatureScenario, using strategy: Int) {
    scenario = other.scenario.using(strategy: strategy)
    (gates, file, places, warnings) = (other.gates, other.file, other.places, other.warnings)
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
