import Governance
import Scenarios
import Summaries

/// Figures that the FinOps guide for AI prints, each with the scenario that forecasts it.
///
///     let figures = try GuideFigures(text: text, file: "figures.json", fileReader: reader)
///     let check = try await figures.check()
///     print(check.report(.text))
public struct GuideFigures: Sendable {
  struct Entry: Sendable {
    let figure: GuideFigure
    /// The measure of the quantity, then that of the divisor where there is one.
    let measures: [(scenario: String, measure: GuideMeasure)]
  }

  let entries: [Entry]
  /// The scenarios by the names of their files, in the order of the list.
  let scenarios: [(name: String, feature: FeatureScenario)]

  /// Reads a list of figures and every scenario that it names.
  ///
  /// - Parameters:
  ///   - text: The list, `{ "figures": [...] }`; ``PublishedSchema/figures`` describes it.
  ///   - file: Its path, for messages.
  ///   - fileReader: Reads a file beside the list by its name; `nil` when there is none.
  /// - Throws: ``CogcastError/invalidScenario(file:findings:)`` with every finding about the list, or
  ///   about the first scenario that is invalid.
  public init(
    text: [UInt8], file: String = "figures.json", fileReader: @escaping (String) -> [UInt8]?
  ) throws(CogcastError) {
    let decoded = GuideFigureLanguage.decode(text: text)
    guard let figures = decoded.figures else {
      throw .invalidScenario(file: file, findings: decoded.diagnostics.map(Finding.init))
    }
    var scenarios: [(name: String, feature: FeatureScenario)] = []
    var entries: [Entry] = []
    var findings: [Diagnostic] = []
    for figure in figures {
      var measures: [(scenario: String, measure: GuideMeasure)] = []
      for quantity in figure.quantities {
        let name = quantity.scenario
        if !scenarios.contains(where: { $0.name == name }) {
          guard let contents = fileReader(name) else {
            findings.append(Diagnostic(missing: quantity))
            continue
          }
          scenarios.append((name, try Self.scenario(contents, name, beside: file, fileReader)))
        }
        guard let feature = scenarios.first(where: { $0.name == name })?.feature else { continue }
        do {
          measures.append(
            (name, try GuideMeasure(parsing: quantity.measure, in: feature.scenario)))
        } catch {
          findings.append(
            Diagnostic(
              error,
              in: GateSource(expression: quantity.measure, location: quantity.measureLocation)))
        }
      }
      entries.append(Entry(figure: figure, measures: measures))
    }
    guard findings.isEmpty else {
      throw .invalidScenario(
        file: file, findings: DocumentDecoder.sorted(findings).map(Finding.init))
    }
    (self.entries, self.scenarios) = (entries, scenarios)
  }

  private static func scenario(
    _ text: [UInt8], _ name: String, beside list: String,
    _ fileReader: @escaping (String) -> [UInt8]?
  ) throws(CogcastError) -> FeatureScenario {
    let folder = list.lastIndex(of: "/").map { String(list[...$0]) } ?? ""
    return try FeatureScenario(text: text, file: folder + name, fileReader: fileReader)
  }
}

extension Diagnostic {
  fileprivate init(missing quantity: GuideFigure.Quantity) {
    self.init(
      severity: .error, location: quantity.location,
      message:
        "there is no scenario \(Wording.quoted(quantity.scenario)) beside this list that can be"
        + " read; check the name.")
  }
}
